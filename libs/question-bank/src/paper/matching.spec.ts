import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { assign, canFill, canPlaceAll, placeable } from './matching.js';
import type { ClassNode } from './matching.js';
import { shareOf } from '../testing/share-of.js';

const STRATA = 5;

const graph = fc.record({
  classes: fc.array(
    fc.record({
      strata: fc.subarray(Array.from({ length: STRATA }, (_, index) => index)),
      size: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 10 },
  ),
  demand: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: STRATA, maxLength: STRATA }),
});

const unitsOf = (set: ReadonlySet<number>, classes: readonly ClassNode[]): number =>
  classes.reduce((sum, node) => sum + (node.strata.some((stratum) => set.has(stratum)) ? node.size : 0), 0);
const demandOf = (set: ReadonlySet<number>, demand: readonly number[]): number =>
  demand.reduce((sum, wanted, stratum) => sum + (set.has(stratum) ? wanted : 0), 0);

/** By max-flow min-cut: the largest excess of demand over reachable units among all sets of strata. */
function mostMissing(classes: readonly ClassNode[], demand: readonly number[]): number {
  let most = 0;
  for (let bits = 0; bits < 2 ** STRATA; bits += 1) {
    const set = new Set(demand.flatMap((_, stratum) => ((bits >> stratum) & 1 ? [stratum] : [])));
    most = Math.max(most, demandOf(set, demand) - unitsOf(set, classes));
  }
  return most;
}

describe('assign', () => {
  it('fills as much as the smallest cut allows, and its rivals prove what cannot be filled (5,000 graphs)', () => {
    fc.assert(
      fc.property(graph, ({ classes, demand }) => {
        const { unmet, rivals } = assign(classes, demand);
        const missing = mostMissing(classes, demand);
        const total = demand.reduce((sum, wanted) => sum + wanted, 0);
        expect(unmet.reduce((sum, wanted) => sum + wanted, 0)).toBe(missing);
        expect(placeable(classes, demand)).toBe(total - missing);
        expect(canFill(classes, demand)).toBe(missing === 0);
        expect(canPlaceAll(classes, demand)).toBe(
          classes.reduce((sum, node) => sum + node.size, 0) === total - missing,
        );
        const short = unmet.flatMap((wanted, stratum) => (wanted > 0 ? [stratum] : []));
        for (const stratum of short) {
          const set = rivals(stratum);
          expect(demandOf(set, demand)).toBeGreaterThan(unitsOf(set, classes));
        }
      }),
      { numRuns: shareOf(5000), seed: 3 },
    );
  });
});
