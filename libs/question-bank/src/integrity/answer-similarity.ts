import { chanceOfRight, fitAbilities } from './ability.js';
import { chanceOfAtLeast } from './binomial-tail.js';
import { holmCorrected } from './holm.js';

/**
 * Which two papers of an exam have more identical wrong answers than chance gives. A sign to look at, never a verdict: people
 * who were taught the same mistake make it together, too. Pure.
 */

export const SIMILARITY_LIMITS = {
  /** With fewer papers nothing can be said about how hard a question is. */
  fewestPapers: 10,
  /** One or two identical mistakes say nothing to anybody, whatever their chance. */
  fewestSame: 3,
  /** Chance that an exam in which nobody copied shows even one pair. */
  falseAlarm: 0.05,
} as const;

/** One question of an ended paper. What was voided afterwards is left out by the caller. */
export interface ComparedAnswer {
  readonly versionId: string;
  /** Stored labels in order, '' for no answer. */
  readonly answer: string;
  readonly right: boolean;
}

export interface ComparedPaper {
  readonly id: string;
  readonly personId: string;
  readonly answers: readonly ComparedAnswer[];
}

export interface SimilarPair {
  /** Ids of the two papers. */
  readonly papers: readonly [string, string];
  /** Questions that both were asked. */
  readonly shared: number;
  /** Of these: neither got it right. */
  readonly bothNotRight: number;
  /** Of these: the same wrong answer; versions of the questions in the order of the first paper. */
  readonly same: readonly string[];
  /** Chance that two such people agree in so many mistakes without anything between them. */
  readonly chance: number;
  /** Chance that an exam with so many pairs shows one like this. */
  readonly chanceInExam: number;
}

export interface Similarity {
  /** Pairs of papers of different people. */
  readonly pairs: number;
  /** The least likely first. */
  readonly found: readonly SimilarPair[];
}

/** Codes of an answer in the matrix. */
const NOT_ASKED = 0;
const RIGHT = 1;
const BLANK = 2;

interface Exam {
  readonly papers: readonly ComparedPaper[];
  readonly questions: number;
  /** papers × questions. */
  readonly codes: Int32Array;
  /** Of each paper: the questions it answered wrong, in its order. */
  readonly wrong: readonly Int32Array[];
  /** Beside `wrong`: the share of this wrong answer among all answers to the question that are not right. */
  readonly shares: readonly Float64Array[];
  /** papers × questions: chance not to get it right; 0 where it was not asked. */
  readonly notRight: Float64Array;
}

/**
 * Compares every paper with every other one, over the questions that both hold: papers may be drawn at random.
 *
 * Taken the mistakes of one of the two as given, the other one makes each of them with the chance
 * π = (1 - P(right)) · share of this wrong answer among all answers to the question that are not right.
 * P(right) is Rasch's, from both people's whole papers and from everybody's answers to the question; so neither hard questions nor
 * weak candidates nor a tempting distractor look like copying, and a question with a wrong key does not either. The chance of
 * as many identical mistakes as there are, or more, is the tail of the Poisson binomial distribution of the π. Either may
 * have looked at the other: both directions are computed and the smaller chance is doubled. Corrected by Holm's method for the
 * number of pairs.
 *
 * It is the K-index (number of identical wrong answers given the source's) with a chance for each question instead of one for
 * all: P. W. Holland, «Assessing unusual agreement between the incorrect answers of two examinees using the K-index», ETS Research
 * Report 96-7 (1996); L. S. Sotaridona and R. R. Meijer, «Statistical properties of the K-index for detecting answer copying»,
 * Journal of Educational Measurement 39 (2002), 115-132; with chances by question as in J. N. Wollack, «A nominal response model
 * approach for detecting answer copying», Applied Psychological Measurement 21 (1997), 307-320, and the exact tail as in
 * W. J. van der Linden and L. Sotaridona, «Detecting answer copying when the regular response process follows a known response
 * model», Journal of Educational and Behavioral Statistics 31 (2006), 283-304.
 *
 * Both people's own answers count in the shares, which makes the test cautious in small exams; a group that shares one set of
 * answers hides itself a little in the same way.
 *
 * @returns null with fewer papers than SIMILARITY_LIMITS.fewestPapers
 */
export function findSimilarPairs(papers: readonly ComparedPaper[]): Similarity | null {
  if (papers.length < SIMILARITY_LIMITS.fewestPapers) return null;
  const exam = readExam(papers);
  const suspects: { readonly a: number; readonly b: number; readonly chance: number }[] = [];
  let pairs = 0;
  for (let a = 0; a < papers.length; a += 1)
    for (let b = a + 1; b < papers.length; b += 1) {
      if (papers[a]?.personId === papers[b]?.personId) continue;
      pairs += 1;
      const same = sameMistakes(exam, a, b);
      if (same < SIMILARITY_LIMITS.fewestSame) continue;
      const chance = Math.min(1, 2 * Math.min(chanceOf(exam, a, b, same), chanceOf(exam, b, a, same)));
      if (chance <= SIMILARITY_LIMITS.falseAlarm) suspects.push({ a, b, chance });
    }
  const corrected = holmCorrected(
    suspects.map(({ chance }) => chance),
    pairs,
  );
  const found = suspects
    .map((suspect, index) => ({ ...suspect, chanceInExam: corrected[index] ?? 1 }))
    .filter(({ chanceInExam }) => chanceInExam <= SIMILARITY_LIMITS.falseAlarm)
    .sort((one, other) => one.chance - other.chance)
    .map(({ a, b, chance, chanceInExam }) => ({ ...describe(exam, a, b), chance, chanceInExam }));
  return { pairs, found };
}

/** Mistakes that both made in the same way. */
function sameMistakes({ questions, codes, wrong }: Exam, a: number, b: number): number {
  const mistakes = wrong[a] ?? [];
  let same = 0;
  for (let index = 0; index < mistakes.length; index += 1) {
    const question = mistakes[index] ?? 0;
    if (codes[b * questions + question] === codes[a * questions + question]) same += 1;
  }
  return same;
}

/**
 * Chance that `copier` makes at least `same` of the mistakes of `source`; 1 where so many are to be expected, as it is more than
 * a half then: K. Jogdeo and S. M. Samuels, Annals of Mathematical Statistics 39 (1968), 1191-1195.
 */
function chanceOf({ questions, wrong, shares, notRight }: Exam, source: number, copier: number, same: number): number {
  const mistakes = wrong[source] ?? [];
  const chances: number[] = [];
  let expected = 0;
  for (let index = 0; index < mistakes.length; index += 1) {
    const chance = (notRight[copier * questions + (mistakes[index] ?? 0)] ?? 0) * (shares[source]?.[index] ?? 0);
    if (chance > 0) chances.push(chance);
    expected += chance;
  }
  return expected >= same ? 1 : chanceOfAtLeast(chances, same);
}

function describe(exam: Exam, a: number, b: number): Omit<SimilarPair, 'chance' | 'chanceInExam'> {
  const { papers, questions, codes } = exam;
  const [one, other] = [papers[a], papers[b]];
  if (!one || !other) throw new RangeError('no such paper');
  const of = (paper: number, question: number): number => codes[paper * questions + question] ?? NOT_ASKED;
  const shared = Array.from({ length: questions }, (_, question) => question).filter(
    (question) => of(a, question) !== NOT_ASKED && of(b, question) !== NOT_ASKED,
  );
  const given = new Map(other.answers.map(({ versionId, answer, right }) => [versionId, right ? '' : answer]));
  return {
    papers: [one.id, other.id],
    shared: shared.length,
    bothNotRight: shared.filter((question) => of(a, question) !== RIGHT && of(b, question) !== RIGHT).length,
    same: one.answers.flatMap(({ versionId, answer, right }) =>
      !right && answer !== '' && given.get(versionId) === answer ? [versionId] : [],
    ),
  };
}

function readExam(papers: readonly ComparedPaper[]): Exam {
  const numbers = new Map<string, number>();
  for (const { answers } of papers)
    for (const { versionId } of answers) if (!numbers.has(versionId)) numbers.set(versionId, numbers.size);
  const questions = numbers.size;
  const codes = new Int32Array(papers.length * questions);
  /** By question: answer → code. */
  const known = Array.from({ length: questions }, () => new Map<string, number>());
  papers.forEach(({ answers }, paper) => {
    for (const { versionId, answer, right } of answers) {
      const question = numbers.get(versionId) ?? 0;
      codes[paper * questions + question] = right
        ? RIGHT
        : codeOf(answer, known[question] ?? new Map<string, number>());
    }
  });
  const asked = papers.map(({ answers }) => Int32Array.from(answers, ({ versionId }) => numbers.get(versionId) ?? 0));
  const right = papers.map(({ answers }) => Uint8Array.from(answers, (answer) => (answer.right ? 1 : 0)));
  const wrong = asked.map((list, paper) =>
    list.filter((question) => (codes[paper * questions + question] ?? 0) > BLANK),
  );
  const { ability, difficulty } = fitAbilities({ people: papers.length, questions, asked, right });
  const notRight = new Float64Array(codes.length);
  asked.forEach((list, paper) => {
    for (const question of list)
      notRight[paper * questions + question] = 1 - chanceOfRight(ability[paper] ?? 0, difficulty[question] ?? 0);
  });
  const shares = sharesOf(papers.length, questions, codes);
  return {
    papers,
    questions,
    codes,
    wrong,
    shares: wrong.map((list, paper) =>
      Float64Array.from(
        list,
        (question) => shares[question]?.get(codes[paper * questions + question] ?? NOT_ASKED) ?? 0,
      ),
    ),
    notRight,
  };
}

function codeOf(answer: string, known: Map<string, number>): number {
  if (answer === '') return BLANK;
  const code = known.get(answer) ?? BLANK + 1 + known.size;
  known.set(answer, code);
  return code;
}

/** Of each question and code: its share among the answers that are not right. */
function sharesOf(papers: number, questions: number, codes: Int32Array): ReadonlyMap<number, number>[] {
  return Array.from({ length: questions }, (_, question) => {
    const counts = new Map<number, number>();
    let all = 0;
    for (let paper = 0; paper < papers; paper += 1) {
      const code = codes[paper * questions + question] ?? NOT_ASKED;
      if (code === NOT_ASKED || code === RIGHT) continue;
      counts.set(code, (counts.get(code) ?? 0) + 1);
      all += 1;
    }
    return new Map([...counts].map(([code, count]) => [code, count / all]));
  });
}
