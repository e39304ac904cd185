import * as P from './patterns.js';

/** One answer of a list as its line says it. */
export interface KeyAnswer {
  number: number;
  answer: string;
  /** True when the answer is a text and not letters or a truth. */
  isText: boolean;
}

export type KeyLine =
  | { kind: 'answers'; answers: KeyAnswer[] }
  /** Answers without numbers; the caller knows how many questions there are. */
  | { kind: 'sequence'; text: string }
  /** A row of question numbers whose answers stand in the next row. */
  | { kind: 'numbers'; numbers: number[] };

const MOST_NUMBERS = 2000;

/**
 * Reads a line of a list of answers: «1-5 ABCDA», «1-3: AB C D», «1.A 2.B», «1A2B3C», «1.【答案】A», «题号 1 2 3» (its answers are
 * in the next row), «ABCDA» alone. Null when it is none of them.
 *
 * @param folded the line in its narrow form, trimmed, labels of explanations cut off
 */
export function parseKeyLine(folded: string): KeyLine | null {
  const ranges = parseRanges(folded);
  if (ranges !== null) return { kind: 'answers', answers: ranges };
  const numbers = P.KEY_NUMBERS_ROW.exec(folded)?.[1];
  if (numbers !== undefined) return { kind: 'numbers', numbers: numbers.split(/\D+/u).map(Number) };
  const answers = parseNumbered(folded);
  if (answers !== null) return { kind: 'answers', answers };
  const bare = folded.replace(P.KEY_ANSWERS_LABEL, '');
  return P.KEY_SEQUENCE.test(bare) && /[A-L√×✓✗对错TF]/u.test(bare) ? { kind: 'sequence', text: bare } : null;
}

/** The answers of the row below «题号 1 2 3», one for each number; null when they are not as many. */
export function parseAnswersRow(folded: string, numbers: readonly number[]): KeyAnswer[] | null {
  const tokens = splitAnswers(folded.replace(P.KEY_ANSWERS_LABEL, ''), numbers.length);
  return tokens === null
    ? null
    : numbers.map((number, index) => ({ number, answer: tokens[index] ?? '', isText: false }));
}

/**
 * Cuts answers without numbers into the wanted count: «AB C D» by its blanks, «ABCDA BCDAB» letter by letter. Null when
 * neither gives the count.
 */
export function splitAnswers(text: string, count: number): string[] | null {
  const parts = text.split(P.KEY_GAP).filter((part) => part !== '');
  const isAnswer = (part: string): boolean => P.LETTERS.test(part) || P.TRUTH.test(part);
  if (parts.length === count && parts.every(isAnswer)) return parts;
  const single = [...parts.join('')];
  return single.length === count && single.every(isAnswer) ? single : null;
}

function parseRanges(folded: string): KeyAnswer[] | null {
  const marks = [...folded.matchAll(P.KEY_RANGE)];
  const [first] = marks;
  if (first === undefined || /[A-L√×]/u.test(folded.slice(0, first.index))) return null;
  const answers: KeyAnswer[] = [];
  for (const [at, mark] of marks.entries()) {
    const [from, to] = [Number(mark[1]), Number(mark[2])];
    const text = folded.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? folded.length);
    if (to < from || to - from > MOST_NUMBERS) return null;
    const tokens = splitAnswers(text.replace(P.KEY_ANSWERS_LABEL, ''), to - from + 1);
    if (tokens === null) return null;
    answers.push(...tokens.map((answer, index) => ({ number: from + index, answer, isText: false })));
  }
  return answers;
}

/** Number and answer in turn until the line ends; a number with a text behind it is one entry alone. */
function parseNumbered(folded: string): KeyAnswer[] | null {
  const answers: KeyAnswer[] = [];
  let at = 0;
  while (at < folded.length) {
    const number = sticky(P.KEY_NUMBER, folded, at);
    if (number === null) break;
    const from = at + number[0].length;
    const answer = sticky(P.KEY_ANSWER, folded, from);
    if (answer?.[1] === undefined) {
      const text = folded.slice(from).trim();
      const isMarked = /[.、:)\]】题]\s{0,9}$/u.test(number[0]);
      return answers.length === 0 && isMarked && text !== ''
        ? [{ number: Number(number[1]), answer: text, isText: true }]
        : null;
    }
    answers.push({ number: Number(number[1]), answer: answer[1], isText: false });
    at = from + answer[0].length;
  }
  const rest = folded.slice(at);
  if (answers.length === 1 && /[^\s,，;；、。.|]/u.test(rest)) {
    // «2.AB 法适用于…»: the letters begin a text.
    return [{ number: answers[0]?.number ?? 0, answer: `${answers[0]?.answer ?? ''}${rest}`, isText: true }];
  }
  return answers.length > 0 && !/[^\s,，;；、。.|]/u.test(rest) ? answers : null;
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
