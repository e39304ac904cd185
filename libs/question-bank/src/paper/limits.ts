import { ClassFlow } from './class-flow.js';
import type { FlowClass } from './class-flow.js';

/** `Σ coefficient of the group × units of the group ≤ bound`; «at least» is written with coefficients −1. */
export interface Limit {
  coefficients: readonly number[];
  bound: number;
}

export interface LimitedProblem {
  classes: readonly FlowClass[];
  demand: readonly number[];
  groups: number;
  limits: readonly Limit[];
}

interface Box {
  low: readonly number[];
  high: readonly number[];
}

/** Steps of the subgradient before a box is halved. More of them cost time in boxes that hold nothing, fewer make more boxes. */
const STEPS = 8;

/**
 * Fills every stratum, places every required unit and keeps all limits, or proves that nobody can: exact.
 *
 * How many units each group may give is the base of an integer polymatroid, also inside a box of bounds, so the cheapest
 * base for any prices is found by a greedy flow (Edmonds). Prices on the limits make a Lagrangian bound: above zero, the
 * box is empty. Otherwise a group whose numbers differ between the bases found is halved. With one limit the first bound
 * decides; boxes are halved only where several limits cross.
 */
export function solveLimited(problem: LimitedProblem): ClassFlow | null {
  const all = problem.demand.reduce((sum, wanted) => sum + wanted, 0);
  const boxes: Box[] = [
    { low: Array.from({ length: problem.groups }, () => 0), high: Array.from({ length: problem.groups }, () => all) },
  ];
  for (let box = boxes.pop(); box !== undefined; box = boxes.pop()) {
    const found = searchBox(problem, box);
    if (found instanceof ClassFlow) return found;
    boxes.push(...found);
  }
  return null;
}

/** How much of a limit the best possible paper needs: the least value of its left side; null when no paper exists at all. */
export function leastOf(problem: Omit<LimitedProblem, 'limits'>, coefficients: readonly number[]): number | null {
  const all = problem.demand.reduce((sum, wanted) => sum + wanted, 0);
  const box = { low: Array.from({ length: problem.groups }, () => 0), high: coefficients.map(() => all) };
  const base = cheapestBase(problem, box, coefficients);
  return base && valueOf(coefficients, base.placed);
}

function searchBox(problem: LimitedProblem, box: Box): ClassFlow | Box[] {
  const { limits } = problem;
  const bases: ClassFlow[] = [];
  let prices = limits.map(() => 1);
  for (let step = 0; step <= limits.length + STEPS; step += 1) {
    // Each limit by itself proves the most common cases; then prices rise where the last base went too far.
    const asked = step > 0 && step <= limits.length ? limits.map((_, index) => (index === step - 1 ? 1 : 0)) : prices;
    const costs = costsOf(limits, asked, problem.groups);
    const base = cheapestBase(problem, box, costs);
    if (base === null) return [];
    const excess = limits.map((limit) => valueOf(limit.coefficients, base.placed) - limit.bound);
    if (excess.every((over) => over <= 0)) return base;
    if (valueOf(asked, excess) > 0) return [];
    bases.push(base);
    if (step === 0 || step > limits.length)
      prices = prices.map((price, index) => Math.max(0, price + (excess[index] ?? 0)));
  }
  return halve(box, bases);
}

function halve(box: Box, bases: readonly ClassFlow[]): Box[] {
  const spreads = box.low.map((_, group) => {
    const counts = bases.map((base) => base.placed[group] ?? 0);
    return { least: Math.min(...counts), most: Math.max(...counts) };
  });
  const widths = spreads.map(({ least, most }) => most - least);
  const group = widths.indexOf(Math.max(...widths));
  const { least = 0, most = 0 } = spreads[group] ?? {};
  const middle = Math.floor((least + most) / 2);
  return [
    { low: box.low, high: box.high.with(group, middle) },
    { low: box.low.with(group, middle + 1), high: box.high },
  ];
}

/** All strata filled within the box at the least cost, the units of each group costing the same; null when impossible. */
function cheapestBase(problem: Omit<LimitedProblem, 'limits'>, box: Box, costs: readonly number[]): ClassFlow | null {
  const flow = new ClassFlow(problem.classes, problem.demand);
  const required = problem.classes.flatMap((found, at) => (found.required ? [at] : []));
  for (const at of required) if (flow.push([at], flow.left[at] ?? 0) < (problem.classes[at]?.size ?? 0)) return null;
  const groups = costs.map((_, group) => group);
  for (const group of groups) {
    const missing = (box.low[group] ?? 0) - (flow.placed[group] ?? 0);
    if (missing > 0 && flow.pushGroup(group, missing) < missing) return null;
    if ((flow.placed[group] ?? 0) > (box.high[group] ?? 0)) return null;
  }
  for (const group of groups.sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b)) {
    flow.pushGroup(group, (box.high[group] ?? 0) - (flow.placed[group] ?? 0));
  }
  return flow.complete ? flow : null;
}

function costsOf(limits: readonly Limit[], prices: readonly number[], groups: number): number[] {
  return Array.from({ length: groups }, (_, group) =>
    limits.reduce((sum, limit, index) => sum + (limit.coefficients[group] ?? 0) * (prices[index] ?? 0), 0),
  );
}

function valueOf(factors: readonly number[], amounts: readonly number[]): number {
  return factors.reduce((sum, factor, index) => sum + factor * (amounts[index] ?? 0), 0);
}
