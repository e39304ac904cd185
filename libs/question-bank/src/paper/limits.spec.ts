import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { leastOf, solveLimited } from './limits.js';
import type { LimitedProblem } from './limits.js';
import { shareOf } from '../testing/share-of.js';

const STRATA = 3;
const GROUPS = 4;

const problem: fc.Arbitrary<LimitedProblem> = fc.record({
  classes: fc.array(
    fc.record({
      strata: fc.subarray([0, 1, 2], { minLength: 1 }),
      size: fc.integer({ min: 1, max: 4 }),
      required: fc.constantFrom(false, false, false, true),
      group: fc.integer({ min: 0, max: GROUPS - 1 }),
    }),
    { minLength: 3, maxLength: 6 },
  ),
  demand: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: STRATA, maxLength: STRATA }),
  groups: fc.constant(GROUPS),
  limits: fc.array(
    fc.record({
      coefficients: fc
        .constantFrom(1, -1)
        .chain((sign) => fc.array(fc.constantFrom(0, sign), { minLength: GROUPS, maxLength: GROUPS })),
      bound: fc.integer({ min: -4, max: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

/** By exhaustion: the numbers per group of every way to fill all strata and to place all required units. */
function everyPlacing({ classes, demand, groups }: Omit<LimitedProblem, 'limits'>): number[][] {
  const ways = new Map<string, number[]>();
  const open = [...demand];
  const placed = Array.from({ length: groups }, () => 0);
  const seen = new Set<string>();
  const fill = (at: number): void => {
    const state = `${at}|${open.join()}|${placed.join()}`;
    if (seen.has(state)) return;
    seen.add(state);
    const found = classes[at];
    if (found === undefined) {
      if (open.every((places) => places === 0)) ways.set(placed.join(), [...placed]);
      return;
    }
    const give = (stratum: number, units: number): void => {
      const index = found.strata[stratum];
      if (index === undefined) {
        if (!found.required || units === 0) fill(at + 1);
        return;
      }
      for (let n = 0; n <= Math.min(units, open[index] ?? 0); n += 1) {
        open[index] = (open[index] ?? 0) - n;
        placed[found.group] = (placed[found.group] ?? 0) + n;
        give(stratum + 1, units - n);
        open[index] = (open[index] ?? 0) + n;
        placed[found.group] = (placed[found.group] ?? 0) - n;
      }
    };
    give(0, found.size);
  };
  fill(0);
  return [...ways.values()];
}

/** The same demand, which counts how many flows are begun for it. */
function counted(demand: readonly number[]): { demand: readonly number[]; count: () => number } {
  let flows = 0;
  const watched = [...demand];
  Object.defineProperty(watched, Symbol.iterator, {
    value: function* () {
      flows += 1;
      yield* demand;
    },
  });
  return { demand: watched, count: () => flows };
}

const valueOf = (factors: readonly number[], amounts: readonly number[]): number =>
  factors.reduce((sum, factor, index) => sum + factor * (amounts[index] ?? 0), 0);

describe('EXM-3 limits over a flow', () => {
  it('are met exactly when exhaustive search meets them, with a flow that proves it (20,000 cases)', () => {
    let solvable = 0;
    let crossing = 0;
    fc.assert(
      fc.property(problem, (given) => {
        const placings = everyPlacing(given);
        const expected = placings.some((placed) =>
          given.limits.every((limit) => valueOf(limit.coefficients, placed) <= limit.bound),
        );
        const each = given.limits.every((limit) =>
          placings.some((placed) => valueOf(limit.coefficients, placed) <= limit.bound),
        );
        if (expected) solvable += 1;
        else if (each && placings.length > 0) crossing += 1;
        const flow = solveLimited(given);
        expect(flow !== null).toBe(expected);
        if (flow === null) return;
        expect(flow.complete).toBe(true);
        const placed = Array.from({ length: GROUPS }, () => 0);
        given.classes.forEach((found, at) => {
          const units = given.demand.map((_, stratum) => flow.held(at, stratum));
          const used = units.reduce((sum, held) => sum + held, 0);
          placed[found.group] = (placed[found.group] ?? 0) + used;
          expect(units.every((held, stratum) => held === 0 || found.strata.includes(stratum))).toBe(true);
          expect(used + (flow.left[at] ?? 0)).toBe(found.size);
          if (found.required) expect(used).toBe(found.size);
        });
        given.demand.forEach((wanted, stratum) => {
          expect(given.classes.reduce((sum, _, at) => sum + flow.held(at, stratum), 0)).toBe(wanted);
        });
        for (const limit of given.limits) expect(valueOf(limit.coefficients, placed)).toBeLessThanOrEqual(limit.bound);
      }),
      { numRuns: shareOf(20_000), seed: 5 },
    );
    // The cases are worth something: many can be met, and in many only the limits together cannot.
    expect(solvable).toBeGreaterThan(shareOf(2000));
    expect(crossing).toBeGreaterThanOrEqual(shareOf(30));
  });

  it('know the least that any paper needs of a limit (3,000 cases)', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const placings = everyPlacing(given);
        for (const { coefficients } of given.limits) {
          const least =
            placings.length === 0 ? null : Math.min(...placings.map((placed) => valueOf(coefficients, placed)));
          expect(leastOf(given, coefficients)).toBe(least);
        }
      }),
      { numRuns: shareOf(3000), seed: 7 },
    );
  });

  it('take one flow where there is one limit, and little more where several cross (3,000 cases)', () => {
    let flows = 0;
    let crossing = 0;
    fc.assert(
      fc.property(problem, (given) => {
        for (const limit of given.limits) {
          const alone = counted(given.demand);
          solveLimited({ ...given, demand: alone.demand, limits: [limit] });
          expect(alone.count()).toBe(1);
        }
        const together = counted(given.demand);
        solveLimited({ ...given, demand: together.demand });
        if (together.count() > 1) crossing += 1;
        flows += together.count();
      }),
      { numRuns: 3000, seed: 9 },
    );
    // As measured: worse prices still find the answer, and cost more flows.
    expect(flows).toBeLessThanOrEqual(3766);
    expect(crossing).toBeGreaterThan(300);
  });

  it('are decided in a large blueprint where four of them cross', () => {
    const strata = Array.from({ length: 30 }, (_, index) => index);
    const classes = strata.flatMap((stratum) =>
      Array.from({ length: 16 }, (_, group) => ({
        strata: [stratum, (stratum + 1) % 30].sort((a, b) => a - b),
        size: group === 0 ? 2 : 1,
        required: false,
        group,
      })),
    );
    const counting = (bit: number, sign: number): number[] =>
      Array.from({ length: 16 }, (_, group) => ((group >> bit) % 2 === 1 ? sign : 0));
    const limits = [0, 1, 2].map((bit) => ({ coefficients: counting(bit, 1), bound: 30 }));
    const { demand, count } = counted(strata.map(() => 4));
    const flow = solveLimited({
      classes,
      demand,
      groups: 16,
      limits: [...limits, { coefficients: counting(3, -1), bound: -70 }],
    });
    expect(flow).not.toBeNull();
    expect(count()).toBeLessThanOrEqual(18);
  });
});
