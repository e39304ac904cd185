import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { answerSeconds } from './answer-times.js';
import { itemFigures, median, type ItemFigures } from './item-figures.js';
import { chanceOf, discriminationWord, itemFlags, type Exposure } from './item-flags.js';
import { ExamTally, shareOf, type GradedItem, type ItemTally } from './item-tally.js';
import { scoreGroups } from './score-groups.js';

const SHAPE = { key: ['A'], labels: ['A', 'B', 'C', 'D'] };

function item(versionId: string, chosen: string, key = 'A', points = 100): GradedItem {
  const correct = chosen === key;
  return { versionId, points, awarded: correct ? points : 0, correct, chosen: [...chosen], seconds: null };
}

/** Papers of one exam: per paper the letters chosen for the questions q0, q1, …, all worth the same, A being right. */
function exam(papers: readonly string[]): ReadonlyMap<string, ItemTally> {
  const items = papers.map((paper) => [...paper].map((chosen, no) => item(`q${no}`, chosen.trim())));
  const tally = new ExamTally(scoreGroups(items.flatMap((paper) => shareOf(paper) ?? [])));
  for (const paper of items) tally.add(paper);
  return tally.result();
}

function figures(papers: readonly string[], id = 'q0'): ItemFigures {
  const tally = exam(papers).get(id);
  const found = tally && itemFigures([tally], SHAPE);
  if (!found) throw new Error('nobody was asked');
  return found;
}

describe('item statistics, worked by hand', () => {
  it('difficulty and what was left open: 3 of 5 right, 1 of 5 open', () => {
    const found = figures(['AB', 'AA', 'A ', ' A', 'BB']);
    expect([found.asked, found.difficulty, found.omitted]).toEqual([5, 0.6, 0.2]);
  });

  it('item-rest correlation of four papers', () => {
    // x (q0): 1 1 0 0; the rest is q1-q4: 4/4, 2/4, 2/4, 0/4 → r = 1, 0.5, 0.5, 0.
    // means 0.5 and 0.5; Σ(x-x̄)(r-r̄) = .5·.5 + .5·0 + -.5·0 + -.5·-.5 = 0.5
    // Σ(x-x̄)² = 4·.25 = 1; Σ(r-r̄)² = .25 + 0 + 0 + .25 = 0.5 → 0.5 / √0.5 = 0.70711
    expect(figures(['AAAAA', 'AAABB', 'BAABB', 'BBBBB']).discrimination).toBeCloseTo(Math.SQRT1_2, 10);
  });

  it('without the part-whole correction the same papers would seem to separate better', () => {
    // Totals 5 3 2 0: Σ(x-x̄)(t-t̄) = .5·2.5 + .5·.5 + .5·.5 + .5·2.5 = 3; Σ(t-t̄)² = 6.25+.25+.25+6.25 = 13 → 3/√13 = 0.83205
    expect(3 / Math.sqrt(13)).toBeGreaterThan(figures(['AAAAA', 'AAABB', 'BAABB', 'BBBBB']).discrimination ?? 1);
  });

  it('a question that the worse ones know: exactly -1', () => {
    // x: 0 0 1 1; rest of one question: 1 1 0 0.
    expect(figures(['BA', 'BA', 'AB', 'AB']).discrimination).toBeCloseTo(-1, 10);
  });

  it('D of ten papers: groups of three', () => {
    // Scores of 10 questions: 10 9 8 | 7 6 5 4 | 3 2 1. round(10·0.27) = 3. q0 is right in the papers with 10, 9, 7 and 3.
    // Upper: 10 and 9 right, 8 wrong → 2/3. Lower: 3 right, 2 and 1 wrong → 1/3. D = 1/3.
    const paper = (score: number, right: boolean): string => {
      const others = score - (right ? 1 : 0);
      return (right ? 'A' : 'B') + 'A'.repeat(others) + 'B'.repeat(9 - others);
    };
    const found = figures([10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((score) => paper(score, [10, 9, 7, 3].includes(score))));
    expect(found.groupDifference).toBeCloseTo(1 / 3, 10);
    expect(found.lowerDifficulty).toBeCloseTo(1 / 3, 10);
  });

  it('equal scores at the border all belong to the group', () => {
    // 27 % of 8 is 2.16, so 2 each; three papers share the second-best score, and three the second-worst.
    expect(scoreGroups([1000, 900, 900, 900, 500, 300, 300, 300].map(Number))).toEqual({
      upperFrom: 900,
      lowerTo: 300,
    });
  });

  it('options: shares, groups, and what choosing one says about the rest', () => {
    // q0: A A B C; the rest (q1-q2): 1, 1, .5, 0. Mean rest .625, Σ(r-r̄)² = .140625·2 + .015625 + .390625 = .6875
    // B: x = 0 0 1 0; Σxr - n·x̄·r̄ = .5 - .25·4·.625 = -.125; Σ(x-x̄)² = 1 - 1/4 = .75; -.125/√(.75·.6875) = -0.17408
    // C: 0 - .625 = -.625; -.625/√(.75·.6875) = -0.87039. A: 2 - .5·4·.625 = .75; Σ(x-x̄)² = 1; .75/√.6875 = 0.90453
    const [a, b, c, d] = figures(['AAA', 'AAA', 'BAB', 'CBB']).options;
    expect([a?.share, b?.share, c?.share, d?.share]).toEqual([0.5, 0.25, 0.25, 0]);
    expect(a?.discrimination).toBeCloseTo(0.90453, 5);
    expect(b?.discrimination).toBeCloseTo(-0.17408, 5);
    expect(c?.discrimination).toBeCloseTo(-0.87039, 5);
    expect(d?.discrimination).toBeNull();
    // 27 % of 4 is one each; both with the full score are the upper group.
    expect([a?.upperShare, c?.upperShare, a?.lowerShare, c?.lowerShare]).toEqual([1, 0, 0, 1]);
  });

  it('two exams of different strength are pooled within each: none of the difference between them is counted', () => {
    // In each exam x and the rest are independent (r = 0): 1/1, 1/0, 0/1, 0/0. The second one is sat by stronger people: more
    // right, better rest. Taken together without regard to the exam the 12 papers would correlate.
    const weak = ['AA', 'AB', 'BA', 'BB', 'BB', 'AB', 'BA', 'AA'];
    const one = exam(weak).get('q0');
    const two = exam(['AA', 'AA', 'AA', 'AA']).get('q0');
    if (!one || !two) throw new Error('missing');
    expect(itemFigures([one, two], SHAPE)?.discrimination).toBeCloseTo(0, 10);
    // Together: n = 12, Σx = 8, Σr = 8, Σxr = 6 → 6 - 64/12 = .667; Σ(x-x̄)² = Σ(r-r̄)² = 8 - 64/12 = 2.667 → 0.25.
    expect(figures([...weak, 'AA', 'AA', 'AA', 'AA']).discrimination).toBeCloseTo(0.25, 10);
  });

  it('partial points count in the rest, not in right and wrong', () => {
    const tally = new ExamTally(null);
    // Rest of q0: 50 of 100 and 100 of 100.
    tally.add([item('q0', 'A'), { ...item('q1', 'B'), awarded: 50 }]);
    tally.add([item('q0', 'B'), item('q1', 'A')]);
    expect(tally.result().get('q0')).toMatchObject({ asked: 2, right: 1, rest: 15_000, restOfRight: 5000 });
    expect(tally.result().get('q1')).toMatchObject({ asked: 2, right: 1 });
  });

  it('seconds between answers, and their median', () => {
    const start = 1_795_000_000_000;
    // Answered 3, 1, 2 (20 s and 61 s later), then 4 after a break of an hour.
    const seqs = { 3: start, 1: start + 20_000, 2: start + 81_000, 4: start + 3_681_000 };
    expect([...answerSeconds(seqs)]).toEqual([
      [1, 20],
      [2, 61],
    ]);
    expect(answerSeconds({ 1: 1, 2: 2 }).size).toBe(0);
    expect([median([]), median([7]), median([9, 1]), median([1, 100, 3])]).toEqual([null, 7, 5, 3]);
  });
});

describe('item statistics, degenerate', () => {
  it('nobody, one paper, all right, all wrong, a paper of one question', () => {
    expect(itemFigures([], SHAPE)).toBeNull();
    expect(figures(['AA'])).toMatchObject({ asked: 1, difficulty: 1, discrimination: null, groupDifference: null });
    expect(figures(['AA', 'AB', 'AA'])).toMatchObject({ difficulty: 1, discrimination: null, groupDifference: 0 });
    expect(figures(['BA', 'BB', 'CA'])).toMatchObject({ difficulty: 0, discrimination: null, groupDifference: 0 });
    expect(figures(['A', 'B'])).toMatchObject({ difficulty: 0.5, discrimination: null, groupDifference: 1 });
    expect(figures(['AB', 'BA'].map((paper) => paper.repeat(2))).groupDifference).toBeNull();
    expect(shareOf([item('q0', 'A', 'A', 0)])).toBeNull();
  });

  const papers = fc
    .integer({ min: 2, max: 6 })
    .chain((questions) =>
      fc.array(
        fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'D', ' '), minLength: questions, maxLength: questions }),
        { minLength: 1, maxLength: 40 },
      ),
    );

  it('the order of the papers does not matter', () => {
    fc.assert(
      fc.property(papers, fc.infiniteStream(fc.nat()), (given, order) => {
        const shuffled = given
          .map((paper) => ({ paper, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ paper }) => paper);
        expect(figures(shuffled)).toEqual(figures(given));
      }),
    );
  });

  it('every figure stays within its bounds, and shares of a single-choice question add up', () => {
    fc.assert(
      fc.property(papers, (given) => {
        const found = figures(given);
        const all = [found.discrimination, found.groupDifference, ...found.options.map((one) => one.discrimination)];
        for (const value of all) if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(found.options.reduce((sum, one) => sum + one.share, found.omitted)).toBeCloseTo(1, 10);
        expect(found.options[0]?.share).toBeCloseTo(found.difficulty, 10);
        expect(found.options[0]?.discrimination ?? null).toEqual(found.discrimination);
      }),
    );
  });
});

describe('flags', () => {
  const seldom: Exposure = { drawn: 10, papers: 100, exams: 5 };
  const options = (shares: readonly number[], upper: readonly number[] = shares): ItemFigures['options'] =>
    shares.map((share, index) => ({
      label: 'ABCD'.charAt(index),
      key: index === 0,
      chosen: share * 100,
      share,
      upperShare: upper[index] ?? null,
      lowerShare: 0.1,
      discrimination: 0,
    }));
  const sound: ItemFigures = {
    asked: 100,
    difficulty: 0.6,
    omitted: 0,
    discrimination: 0.35,
    groupDifference: 0.4,
    lowerDifficulty: 0.4,
    medianSeconds: null,
    options: options([0.6, 0.2, 0.1, 0.1]),
  };

  it.each([
    ['nothing', sound, []],
    ['too few papers', { ...sound, asked: 29, discrimination: -0.9 }, []],
    ['a negative correlation', { ...sound, discrimination: -0.17 }, ['negative']],
    ['one within chance: 1.645/√99 is 0.165', { ...sound, discrimination: -0.16 }, []],
    ['a distractor of 4 %', { ...sound, options: options([0.6, 0.2, 0.16, 0.04]) }, ['unused-distractor']],
    [
      'the better ones choose B',
      { ...sound, options: options([0.6, 0.2, 0.1, 0.1], [0.4, 0.5, 0.1, 0]) },
      ['key-suspect'],
    ],
    ['everybody knows it', { ...sound, difficulty: 0.96, lowerDifficulty: 0.92 }, ['too-easy']],
    ['chance would do as well', { ...sound, difficulty: 0.25 }, ['too-hard']],
  ] as const)('%s', (_, given, expected) => {
    expect(itemFlags(given, 'single', seldom)).toEqual(expected);
  });

  it('a question in 70 % of the papers of three exams; of two it is said of none', () => {
    expect(itemFlags(sound, 'single', { drawn: 70, papers: 100, exams: 3 })).toEqual(['overexposed']);
    expect(itemFlags(sound, 'single', { drawn: 70, papers: 100, exams: 2 })).toEqual([]);
  });

  it('chance and words', () => {
    // Sets of two or more of four: 16 - 1 - 4 = 11.
    expect([chanceOf('single', 4), chanceOf('true_false', 2), chanceOf('multiple', 4)]).toEqual([0.25, 0.5, 1 / 11]);
    expect([-0.1, 0.19, 0.2, 0.3, 0.4].map(discriminationWord)).toEqual(['negative', 'poor', 'low', 'normal', 'high']);
  });
});
