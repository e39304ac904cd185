import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { shareOf } from '../testing/share-of.js';
import { ClassFlow } from './class-flow.js';
import type { FlowClass } from './class-flow.js';
import { canFill, placeable } from './matching.js';

const STRATA = 4;
const GROUPS = 3;

const network = fc.record({
  classes: fc.array(
    fc.record({
      strata: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
      size: fc.integer({ min: 0, max: 3 }),
      required: fc.constantFrom(false, false, false, true),
      group: fc.integer({ min: 0, max: GROUPS - 1 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  demand: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: STRATA, maxLength: STRATA }),
});
const optional = network.map(({ classes, demand }) => ({
  demand,
  classes: classes.map((found) => ({ ...found, required: false })),
}));

const unitsOf = (flow: ClassFlow, at: number): number[] => flow.demand.map((_, stratum) => flow.held(at, stratum));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const snapshot = (flow: ClassFlow): string =>
  JSON.stringify({
    held: flow.classes.map((_, at) => unitsOf(flow, at)),
    left: [...flow.left],
    open: [...flow.open],
    placed: [...flow.placed],
    complete: flow.complete,
  });

interface Taken {
  readonly at: number;
  readonly stratum: number;
}

/** What the books of the flow say otherwise than its units; nothing when they agree. `taken`: a unit that left it with its place. */
function disagreements(flow: ClassFlow, taken?: Taken): string[] {
  const { classes, demand } = flow;
  const found: string[] = [];
  const compare = (what: string, is: number | undefined, should: number): void => {
    if (is !== should) found.push(`${what} is ${is}, not ${should}`);
  };
  const used = classes.map(({ strata, size }, at) => {
    const units = unitsOf(flow, at);
    if (units.some((held, stratum) => held < 0 || (held > 0 && !strata.includes(stratum))))
      found.push(`${at}: ${units}`);
    compare(`left of class ${at}`, flow.left[at], size - sum(units) - Number(taken?.at === at));
    return sum(units);
  });
  demand.forEach((wanted, stratum) => {
    const filled = sum(classes.map((_, at) => flow.held(at, stratum)));
    compare(`open of stratum ${stratum}`, flow.open[stratum], wanted - filled - Number(taken?.stratum === stratum));
  });
  flow.placed.forEach((placed, group) => {
    compare(`placed of group ${group}`, placed, sum(used.filter((_, at) => classes[at]?.group === group)));
  });
  if ([...flow.left, ...flow.open].some((amount) => !(amount >= 0))) found.push(`left ${flow.left}, open ${flow.open}`);
  if (flow.complete !== (sum(flow.open) === 0)) found.push(`complete: ${flow.complete}`);
  return found;
}

function expectBalanced(flow: ClassFlow, taken?: Taken): void {
  const found = disagreements(flow, taken);
  if (found.length > 0) throw new Error(found.join('; '));
}

/** A flow that fills all places, its required classes first; null where there is none. */
function completed(classes: readonly FlowClass[], demand: readonly number[]): ClassFlow | null {
  const flow = new ClassFlow(classes, demand);
  for (const [at, found] of classes.entries()) if (found.required) flow.push([at], found.size);
  for (let group = 0; group < GROUPS; group += 1) flow.pushGroup(group, Infinity);
  return flow.complete ? flow : null;
}

const everyUse = (flow: ClassFlow): [number, number][] =>
  flow.classes.flatMap(({ strata, size }, at) =>
    size === 0
      ? []
      : strata.flatMap((stratum): [number, number][] => ((flow.demand[stratum] ?? 0) > 0 ? [[at, stratum]] : [])),
  );

describe('EXM-3 units of classes in the places of strata', () => {
  it('places group after group as much as anybody could, and what was placed stays (2,000 networks)', () => {
    fc.assert(
      fc.property(optional, fc.shuffledSubarray([0, 1, 2], { minLength: GROUPS }), ({ classes, demand }, order) => {
        const flow = new ClassFlow(classes, demand);
        expectBalanced(flow);
        order.forEach((group, turn) => {
          const before = [...flow.placed];
          const among = classes.filter((found) => order.slice(0, turn + 1).includes(found.group));
          const done = flow.pushGroup(group, Infinity);
          expect(sum(flow.placed)).toBe(placeable(among, demand));
          expect(flow.placed[group] ?? 0).toBe((before[group] ?? 0) + done);
          before.forEach((placed, other) => {
            if (other !== group) expect(flow.placed[other]).toBe(placed);
          });
          expectBalanced(flow);
        });
      }),
      { numRuns: shareOf(2000), seed: 11 },
    );
  });

  it('places no more than it is told, and the rest when it is told so (1,000 networks)', () => {
    fc.assert(
      fc.property(optional, fc.nat({ max: 6 }), ({ classes, demand }, most) => {
        const flow = new ClassFlow(classes, demand);
        const every = classes.map((_, at) => at);
        const possible = placeable(classes, demand);
        expect(flow.push(every, most)).toBe(Math.min(most, possible));
        expectBalanced(flow);
        expect(flow.push(every, Infinity)).toBe(possible - Math.min(most, possible));
        expect(flow.push(every, Infinity)).toBe(0);
        expectBalanced(flow);
      }),
      { numRuns: shareOf(1000), seed: 12 },
    );
  });

  it('a required class keeps what it has while others find their places (1,000 networks)', () => {
    fc.assert(
      fc.property(network, ({ classes, demand }) => {
        const flow = new ClassFlow(classes, demand);
        const required = classes.flatMap((found, at) => (found.required ? [at] : []));
        for (const at of required) flow.push([at], Infinity);
        const left = required.map((at) => flow.left[at]);
        for (let group = 0; group < GROUPS; group += 1) flow.pushGroup(group, Infinity);
        required.forEach((at, index) => expect(flow.left[at]).toBeLessThanOrEqual(left[index] ?? 0));
        expect(sum(flow.placed)).toBe(placeable(classes, demand));
        expectBalanced(flow);
      }),
      { numRuns: shareOf(1000), seed: 13 },
    );
  });

  it('is rearranged for a wanted unit exactly when some filling has it there; else nothing moves (2,000 networks)', () => {
    let refused = 0;
    fc.assert(
      fc.property(optional, ({ classes, demand }) => {
        const flow = completed(classes, demand);
        if (flow === null) return;
        for (const [at, stratum] of everyUse(flow)) {
          const copy = flow.copy();
          const before = snapshot(copy);
          const possible = canFill(
            classes.map((found, index) => ({ ...found, size: found.size - Number(index === at) })),
            demand.map((places, index) => places - Number(index === stratum)),
          );
          expect(copy.force(at, stratum)).toBe(possible);
          if (!possible) {
            refused += 1;
            expect(snapshot(copy)).toBe(before);
            continue;
          }
          expect(copy.held(at, stratum)).toBeGreaterThan(0);
          expect(copy.complete).toBe(true);
          expectBalanced(copy);
          copy.take(at, stratum);
          // The place goes with its unit.
          expectBalanced(copy, { at, stratum });
          // The one that it was copied from has not moved.
          expect(snapshot(flow)).toBe(before);
        }
      }),
      { numRuns: shareOf(2000), seed: 14 },
    );
    expect(refused).toBeGreaterThan(shareOf(100));
  });

  it('makes room at the cost of the own group, and of required units only where nobody else stands (2,000 networks)', () => {
    let own = 0;
    fc.assert(
      fc.property(network, ({ classes, demand }) => {
        const flow = completed(classes, demand);
        if (flow === null) return;
        for (const [at, stratum] of everyUse(flow)) {
          if (flow.held(at, stratum) > 0 || (flow.left[at] ?? 0) === 0) continue;
          const free = classes.flatMap((found, index) =>
            !found.required && flow.held(index, stratum) > 0 ? [found.group] : [],
          );
          const copy = flow.copy();
          expect(copy.force(at, stratum)).toBe(true);
          expectBalanced(copy);
          const lost = classes.filter(
            (found, index) => found.required && (copy.left[index] ?? 0) > (flow.left[index] ?? 0),
          );
          if (free.length > 0) expect(lost).toEqual([]);
          if (!free.includes(classes[at]?.group ?? -1)) continue;
          own += 1;
          expect(copy.placed).toEqual(flow.placed);
        }
      }),
      { numRuns: shareOf(2000), seed: 15 },
    );
    expect(own).toBeGreaterThan(shareOf(200));
  });
});
