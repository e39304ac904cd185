import type { BankItem, Blueprint, Shortage } from './blueprint.js';
import { leastOf, solveLimited } from './limits.js';
import type { LimitedProblem } from './limits.js';
import { assign, placeable } from './matching.js';
import type { ClassNode } from './matching.js';
import { preparePool } from './prepared-pool.js';
import type { PreparedPool, UnitClass } from './prepared-pool.js';

export type Feasibility = { feasible: true } | { feasible: false; shortages: Shortage[] };

/**
 * Decides exactly whether a candidate of these posts can get a paper by this blueprint: a question, and a group of
 * near-duplicates, counts once even where strata overlap. When not, names sets of strata that cannot be met together;
 * each set is minimal (drop one stratum and the rest of it can be met), and over all of them `required - available`
 * adds up to the number of missing questions. Nothing is ever lowered silently (EXM-3). Limits of overlap depend on
 * what others were given: see {@link checkOverlap}.
 *
 * Required questions are decided apart: by Mendelsohn and Dulmage, if the strata can all be filled and the required
 * questions can all be placed, then both can be done at once.
 */
export function checkFeasibility(
  blueprint: Blueprint,
  pool: readonly BankItem[],
  ownPostIds: readonly string[] = [],
): Feasibility {
  return checkPrepared(preparePool(blueprint, pool, ownPostIds));
}

const known = new WeakMap<PreparedPool, Feasibility>();

/** {@link checkFeasibility} for a pool that is already prepared; found out once and remembered with the pool. */
export function checkPrepared(prepared: PreparedPool): Feasibility {
  const before = known.get(prepared);
  if (before !== undefined) return before;
  const nodes = prepared.classes.map((found) => ({ strata: found.strata, size: found.size }));
  const shortages = [...requiredShortages(prepared), ...strataShortages(prepared, nodes)];
  if (shortages.length === 0) shortages.push(...criteriaShortages(prepared));
  const found: Feasibility = shortages.length === 0 ? { feasible: true } : { feasible: false, shortages };
  known.set(prepared, found);
  return found;
}

/** The classes as a problem of flow; group 1 holds the units that count for `atLeastCriteria`. */
function criteriaProblem(classes: readonly UnitClass[], demand: readonly number[]): Omit<LimitedProblem, 'limits'> {
  return {
    classes: classes.map((found) => ({ ...sizesOf(found), group: found.criteria ? 1 : 0 })),
    demand,
    groups: 2,
  };
}

function sizesOf({ strata, size, required }: UnitClass): {
  strata: readonly number[];
  size: number;
  required: boolean;
} {
  return { strata, size, required };
}

function criteriaShortages({ blueprint, classes }: PreparedPool): Shortage[] {
  const wanted = blueprint.atLeastCriteria ?? 0;
  const problem = criteriaProblem(classes, demandOf(blueprint));
  if (wanted === 0 || solveLimited({ ...problem, limits: [{ coefficients: [0, -1], bound: -wanted }] })) return [];
  const available = -(leastOf(problem, [0, -1]) ?? 0);
  const message = `判定标准题缺 ${wanted - available} 题：至少要 ${wanted} 题，按这些规则最多抽得到 ${available} 题。`;
  return [{ stratumIndexes: [], required: wanted, available, rule: 'criteria', message }];
}

export function demandOf(blueprint: Blueprint): number[] {
  return blueprint.strata.map((stratum) => stratum.count);
}

function requiredShortages({ blueprint, classes, unplaceable }: PreparedPool): Shortage[] {
  const total = new Set(blueprint.required).size;
  if (total === 0) return [];
  const shortage = (available: number, message: string): Shortage[] => [
    { stratumIndexes: [], required: total, available, rule: 'required', message },
  ];
  if (unplaceable.length > 0) {
    return shortage(
      total - unplaceable.length,
      `必考题里有 ${unplaceable.length} 道用不上：不在可用题库里，或和别的必考题重复，或没有合适的题型。`,
    );
  }
  const nodes = classes.filter((found) => found.required);
  const available = placeable(nodes, demandOf(blueprint));
  if (available === total) return [];
  return shortage(available, `必考题有 ${total} 道，按组卷规则只放得下 ${available} 道。`);
}

/** What these units leave unfilled, by sets of strata that are each too much for what they can reach. */
export function strataShortages({ blueprint, names }: PreparedPool, units: readonly ClassNode[]): Shortage[] {
  let nodes = [...units];
  const demand = demandOf(blueprint);
  const shortages: Shortage[] = [];
  for (;;) {
    const { unmet, rivals } = assign(nodes, demand);
    const short = unmet.findIndex((missing) => missing > 0);
    if (short === -1) return shortages;
    const culprits = smallestViolator([...rivals(short)], nodes, demand);
    const required = sumDemand(culprits, demand);
    const available = countUnits(culprits, nodes);
    shortages.push({
      stratumIndexes: culprits,
      required,
      available,
      rule: 'strata',
      message: shortageMessage(culprits, names, required, available),
    });
    // These strata take all the units they can reach; go on with what is left for the others.
    for (const culprit of culprits) demand[culprit] = 0;
    const taken = new Set(culprits);
    nodes = nodes.filter((node) => !node.strata.some((stratum) => taken.has(stratum)));
  }
}

/** Drops strata one by one while the rest still wants more than it can reach. */
function smallestViolator(from: readonly number[], nodes: readonly ClassNode[], demand: readonly number[]): number[] {
  const violates = (set: readonly number[]): boolean => sumDemand(set, demand) > countUnits(set, nodes);
  const ordered = [...from].sort((a, b) => a - b);
  let kept = ordered;
  for (const stratum of ordered) {
    const without = kept.filter((other) => other !== stratum);
    if (violates(without)) kept = without;
  }
  return kept;
}

function sumDemand(set: readonly number[], demand: readonly number[]): number {
  return set.reduce((sum, stratum) => sum + (demand[stratum] ?? 0), 0);
}

function countUnits(set: readonly number[], nodes: readonly ClassNode[]): number {
  const wanted = new Set(set);
  return nodes.reduce((sum, node) => sum + (node.strata.some((stratum) => wanted.has(stratum)) ? node.size : 0), 0);
}

function shortageMessage(
  indexes: readonly number[],
  names: readonly string[],
  required: number,
  available: number,
): string {
  const found = indexes.map((index) => names[index] ?? '');
  const who = found.length === 1 ? `${found[0]} ` : `${found.join('、')} 合起来`;
  return `${who}缺 ${required - available} 题：要 ${required} 题，可用 ${available} 题。`;
}
