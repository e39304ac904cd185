import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { chanceOfRight, fitAbilities } from './ability.js';
import { chanceOfAtLeast } from './binomial-tail.js';
import { holmCorrected } from './holm.js';

describe('chance of at least so many successes', () => {
  it('is what going through all outcomes gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 }),
        fc.integer({ min: 0, max: 10 }),
        (chances, least) => {
          let sum = 0;
          for (let outcome = 0; outcome < 2 ** chances.length; outcome += 1) {
            const hits = chances.map((_, trial) => (outcome >> trial) & 1);
            if (hits.reduce((of, hit) => of + hit, 0) < least) continue;
            sum += chances.reduce((product, chance, trial) => product * (hits[trial] ? chance : 1 - chance), 1);
          }
          expect(chanceOfAtLeast(chances, least)).toBeCloseTo(sum, 12);
        },
      ),
    );
  });

  it('stays exact where it is very small: ten of ten at 0.01', () => {
    expect(
      chanceOfAtLeast(
        Array.from({ length: 10 }, () => 0.01),
        10,
      ),
    ).toBeCloseTo(1e-20, 30);
  });
});

describe("Holm's correction", () => {
  it('by hand: 0.01, 0.03 and 0.04 of four comparisons', () => {
    // 4 · 0.01 = 0.04; 3 · 0.03 = 0.09; 2 · 0.04 = 0.08, not below the one before it: 0.09.
    expect(holmCorrected([0.04, 0.01, 0.03], 4).map((chance) => chance.toFixed(2))).toEqual(['0.09', '0.04', '0.09']);
  });

  it('never goes beyond 1', () => {
    expect(holmCorrected([0.5], 500)).toEqual([1]);
  });
});

describe('abilities and difficulties', () => {
  /** Papers as strings: 1 right, 0 wrong, space for not asked. */
  const fit = (papers: readonly string[]) =>
    fitAbilities({
      people: papers.length,
      questions: papers[0]?.length ?? 0,
      asked: papers.map((paper) => Int32Array.from([...paper].flatMap((mark, no) => (mark === ' ' ? [] : [no])))),
      right: papers.map((paper) =>
        Uint8Array.from(
          [...paper].filter((mark) => mark !== ' '),
          Number,
        ),
      ),
    });

  it('the model expects as many right answers as there are, but for the pull of the prior', () => {
    const papers = ['1111100', '1101100', '1110000', '1011110', '1000010', '1111111'];
    const { ability, difficulty } = fit(papers);
    const expected = papers.map((_, person) =>
      difficulty.reduce((sum, hard) => sum + chanceOfRight(ability[person] ?? 0, hard), 0),
    );
    const right = papers.map((paper) => [...paper].filter((mark) => mark === '1').length);
    right.forEach((count, person) => expect(Math.abs((expected[person] ?? 0) - count)).toBeLessThan(1));
    expect(
      right.map((count, person) => (expected[person] ?? 0) - count).reduce((sum, one) => sum + one, 0),
    ).toBeCloseTo(0, 0);
  });

  it('orders people by what they got right and questions by how hard they were, papers drawn at random', () => {
    const { ability, difficulty } = fit(['11110', '1110 ', '110 0', '1 000']);
    expect([...ability]).toEqual([...ability].sort((a, b) => b - a));
    expect([...difficulty]).toEqual([...difficulty].sort((a, b) => a - b));
  });

  it('all right and all wrong stay finite', () => {
    const { ability, difficulty } = fit(['111', '111', '111', '000']);
    for (const value of [...ability, ...difficulty]) expect(Math.abs(value)).toBeLessThan(5);
  });
});
