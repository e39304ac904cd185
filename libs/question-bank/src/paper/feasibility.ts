import { stratumName } from './blueprint.js';
import type { BankItem, Blueprint, Shortage, Stratum } from './blueprint.js';
import { assign, placeable } from './matching.js';
import type { ClassNode } from './matching.js';
import { preparePool } from './prepared-pool.js';
import type { PreparedPool } from './prepared-pool.js';

export type Feasibility = { feasible: true } | { feasible: false; shortages: Shortage[] };

/**
 * Decides exactly whether every candidate can get a paper by this blueprint: a question, and a group of
 * near-duplicates, counts once even where strata overlap. When not, names sets of strata that cannot be met together;
 * each set is minimal (drop one stratum and the rest of it can be met), and over all of them `required - available`
 * adds up to the number of missing questions. Nothing is ever lowered silently (EXM-3).
 *
 * Required questions are decided apart: by Mendelsohn and Dulmage, if the strata can all be filled and the required
 * questions can all be placed, then both can be done at once.
 */
export function checkFeasibility(blueprint: Blueprint, pool: readonly BankItem[]): Feasibility {
  return checkPrepared(preparePool(blueprint, pool));
}

/** {@link checkFeasibility} for a pool that is already prepared. */
export function checkPrepared(prepared: PreparedPool): Feasibility {
  const { strata } = prepared.blueprint;
  const shortages = [...requiredShortages(prepared), ...strataShortages(prepared, strata)];
  return shortages.length === 0 ? { feasible: true } : { feasible: false, shortages };
}

function requiredShortages({ blueprint, classes, unplaceable }: PreparedPool): Shortage[] {
  const total = new Set(blueprint.required).size;
  if (total === 0) return [];
  if (unplaceable.length > 0) {
    const available = total - unplaceable.length;
    const message = `必选题里有 ${unplaceable.length} 道用不上：不在可用题库里，或和别的必选题重复，或没有合适的题型。`;
    return [{ stratumIndexes: [], required: total, available, message }];
  }
  const nodes = classes
    .filter((found) => found.required)
    .map((found) => ({ strata: found.strata, size: found.units.length }));
  const available = placeable(
    nodes,
    blueprint.strata.map((stratum) => stratum.count),
  );
  if (available === total) return [];
  const message = `必选题有 ${total} 道，按组卷规则只放得下 ${available} 道。`;
  return [{ stratumIndexes: [], required: total, available, message }];
}

function strataShortages(prepared: PreparedPool, strata: readonly Stratum[]): Shortage[] {
  let nodes: ClassNode[] = prepared.classes.map((found) => ({ strata: found.strata, size: found.units.length }));
  const demand = strata.map((stratum) => stratum.count);
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
      message: shortageMessage(culprits, strata, required, available),
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
  strata: readonly Stratum[],
  required: number,
  available: number,
): string {
  const names = indexes.map((index) => {
    const stratum = strata[index];
    return stratum === undefined ? '' : stratumName(stratum);
  });
  const who = names.length === 1 ? `${names[0]} ` : `${names.join('、')} 合起来`;
  return `${who}缺 ${required - available} 题：要 ${required} 题，可用 ${available} 题。`;
}
