import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { emptyMatrix, totals, types } from './blueprint-matrix.js';
import { countsOfShares, shareOut, sharesOf, withShares } from './blueprint-shares.js';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe('shares of a paper in percent', () => {
  it('become whole numbers that add up, each within one of the exact share', () => {
    expect(shareOut(100, [40, 60])).toEqual([40, 60]);
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(shareOut(7, [33, 33, 34])).toEqual([2, 2, 3]);
    expect(shareOut(5, [0, 0])).toEqual([0, 0]);
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), weights, (total, given) => {
        fc.pre(sum(given) > 0);
        const found = shareOut(total, given);
        expect(sum(found)).toBe(total);
        found.forEach((value, index) => {
          expect(Math.abs(value - (total * (given[index] ?? 0)) / sum(given))).toBeLessThan(1);
        });
      }),
      { seed: 1 },
    );
  });

  it('keep the number of each type and the share of each part at once', () => {
    const count = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(
        fc.record({ single: count, multiple: count, true_false: count }),
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
        (byType, percents) => {
          fc.pre(sum(percents) > 0);
          const cells = countsOfShares(byType, percents);
          for (const type of types) expect(sum(cells.map((cell) => cell[type]))).toBe(byType[type]);
          const total = sum(Object.values(byType));
          expect(cells.map((cell) => sum(Object.values(cell)))).toEqual(shareOut(total, percents));
          expect(cells.every((cell) => types.every((type) => cell[type] >= 0))).toBe(true);
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('start with 通用 40 % and 本岗位专业 60 %, and become the rows of the table', () => {
    const matrix = withShares(emptyMatrix, { single: 40, multiple: 20, true_false: 40 }, sharesOf(emptyMatrix));
    expect(matrix.rows).toEqual([
      { category: 'general', counts: { single: 16, multiple: 8, true_false: 16 } },
      { category: 'professional', ownPost: true, counts: { single: 24, multiple: 12, true_false: 24 } },
    ]);
    expect(totals(matrix).count).toBe(100);
    expect(sharesOf(matrix).map((share) => share.percent)).toEqual([40, 60]);
  });
});
