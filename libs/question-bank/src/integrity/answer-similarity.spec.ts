import { describe, expect, it } from '@jest/globals';
import { bestCpuMs } from '../testing/cpu-ms.js';
import { copyAnswers, simulateExam, type SimulatedExam } from '../testing/simulated-exam.js';
import { findSimilarPairs, SIMILARITY_LIMITS, type ComparedPaper, type SimilarPair } from './answer-similarity.js';

/** Exams per test; ZHIAN_RUNS=1000 takes minutes and shows the rates of false alarms to a percent. */
const RUNS = Number(process.env['ZHIAN_RUNS'] ?? 24);

const alike = (papers: readonly ComparedPaper[]): readonly SimilarPair[] => findSimilarPairs(papers)?.found ?? [];

function alarms(exam: Omit<SimulatedExam, 'seed'>): number {
  const seeds = Array.from({ length: RUNS }, (_, run) => run * 7 + exam.people);
  return seeds.filter((seed) => alike(simulateExam({ ...exam, seed })).length > 0).length;
}

/** In how many exams the one who took `share` of somebody's answers is found. */
function caught(exam: Omit<SimulatedExam, 'seed'>, share: number): number {
  const seeds = Array.from({ length: RUNS }, (_, run) => run * 7 + exam.people);
  return seeds.filter((seed) => {
    const papers = simulateExam({ ...exam, seed });
    copyAnswers(papers, 3, 7, share, seed);
    return alike(papers).some((pair) => pair.papers.join() === 'a3,a7');
  }).length;
}

describe('answer similarity against chance (EXM-8), by simulation', () => {
  it.each([
    { people: 12, bank: 40, asked: 40 },
    { people: 24, bank: 50, asked: 50 },
    { people: 30, bank: 100, asked: 50 },
  ])('where nobody copied, at most one exam in twenty shows a pair: $people people, $asked of $bank', (exam) => {
    // Two more than stated: what so few runs may show of it by chance.
    expect(alarms(exam)).toBeLessThanOrEqual(RUNS * SIMILARITY_LIMITS.falseAlarm + 2);
  });

  it('whoever copied everything is nearly always found, whoever copied three fifths in every third exam', () => {
    const exam = { people: 24, bank: 50, asked: 50 };
    expect(caught(exam, 1)).toBeGreaterThan(0.85 * RUNS);
    expect(caught(exam, 0.6)).toBeGreaterThan(RUNS / 3);
  });

  it('with papers drawn at random it goes by the questions that both were asked', () => {
    const exam = { people: 30, bank: 80, asked: 50 };
    const papers = simulateExam({ ...exam, seed: 4 });
    copyAnswers(papers, 3, 7, 1);
    const [pair] = alike(papers);
    const [one, other] = [papers[3], papers[7]];
    const given = new Map(other?.answers.map((answer) => [answer.versionId, answer]));
    const both = one?.answers.filter(({ versionId }) => given.has(versionId)) ?? [];
    expect(pair).toMatchObject({
      papers: ['a3', 'a7'],
      shared: both.length,
      bothNotRight: both.filter(({ right }) => !right).length,
      same: both.filter(({ right, answer }) => !right && answer !== '').map(({ versionId }) => versionId),
    });
    expect(pair?.chanceInExam).toBeLessThanOrEqual(SIMILARITY_LIMITS.falseAlarm);
    expect(pair?.chance).toBeLessThan(pair?.chanceInExam ?? 0);
  });
});

describe('what does not look like copying', () => {
  it('ten questions with a wrong key, to which everybody gives the same «wrong» answer', () => {
    const papers = simulateExam({ seed: 9, people: 40, bank: 50, asked: 50 }).map((paper) => ({
      ...paper,
      answers: paper.answers.map((answer) =>
        Number(answer.versionId.slice(1)) < 10 ? { ...answer, answer: 'C', right: false } : answer,
      ),
    }));
    expect(alike(papers)).toEqual([]);
  });

  it('two people who know nothing: their many mistakes are expected of them', () => {
    const weak = (seed: number, label: string): ComparedPaper => {
      const guesses = simulateExam({ seed, people: 1, bank: 50, asked: 50 })[0]?.answers ?? [];
      const answers = guesses.map(({ versionId }, index) => {
        const answer = 'ABCD'.charAt((index * seed + (index % 7)) % 4);
        return { versionId, answer, right: answer === 'A' };
      });
      return { id: label, personId: label, answers };
    };
    expect(alike([...simulateExam({ seed: 2, people: 40, bank: 50, asked: 50 }), weak(3, 'x'), weak(9, 'y')])).toEqual(
      [],
    );
  });

  it('the same blanks', () => {
    const papers = simulateExam({ seed: 5, people: 20, bank: 50, asked: 50 });
    const half = (paper: ComparedPaper): ComparedPaper => ({
      ...paper,
      answers: paper.answers.map((answer) =>
        Number(answer.versionId.slice(1)) < 25 ? { ...answer, answer: '', right: false } : answer,
      ),
    });
    expect(alike(papers.map((paper, index) => (index < 2 ? half(paper) : paper)))).toEqual([]);
  });

  it('a person and himself, in his second attempt', () => {
    const papers = simulateExam({ seed: 6, people: 20, bank: 50, asked: 50 });
    copyAnswers(papers, 0, 1, 1);
    expect(alike(papers)).toHaveLength(1);
    expect(alike(papers.map((paper, index) => (index === 1 ? { ...paper, personId: 'p0' } : paper)))).toEqual([]);
  });
});

describe('the comparison', () => {
  it('is not made with fewer than ten papers; of ten all 45 pairs are', () => {
    const papers = simulateExam({ seed: 1, people: 10, bank: 20, asked: 20 });
    expect(findSimilarPairs(papers.slice(1))).toBeNull();
    expect(findSimilarPairs(papers)).toMatchObject({ pairs: 45 });
  });

  it('does not depend on the order of the papers', () => {
    const papers = simulateExam({ seed: 8, people: 24, bank: 50, asked: 50 });
    copyAnswers(papers, 3, 7, 1);
    const [one] = alike(papers);
    const [other] = alike(papers.toReversed());
    expect([...(other?.papers ?? [])].sort()).toEqual(one?.papers);
    expect(other?.chance).toBeCloseTo(one?.chance ?? -1, 12);
  });

  it('of 300 papers takes less than three seconds', () => {
    const papers = simulateExam({ seed: 3, people: 300, bank: 50, asked: 50 });
    expect(bestCpuMs(() => findSimilarPairs(papers), 3000)).toBeLessThan(3000);
  });
});
