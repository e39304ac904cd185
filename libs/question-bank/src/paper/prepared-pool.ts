import { compareText } from '../model/normalise.js';
import { assertBlueprint, fits } from './blueprint.js';
import type { BankItem, Blueprint } from './blueprint.js';

/** What a paper may use once: a question with its near-duplicates. */
export interface Unit {
  items: readonly BankItem[];
  /** Strata that at least one item of the unit fits. */
  strata: readonly number[];
  required: boolean;
}

export interface UnitClass {
  strata: readonly number[];
  required: boolean;
  units: readonly Unit[];
}

/**
 * A pool sorted, grouped and classified for one blueprint. It depends on the set of items only, not on their order;
 * an API keeps it while a session is open, so that a start costs the draw and not a pass over the bank.
 */
export interface PreparedPool {
  blueprint: Blueprint;
  classes: readonly UnitClass[];
  /** Required questions that no paper can hold: not in the pool, excluded, without a stratum, or two of one group. */
  unplaceable: readonly string[];
}

/** @throws RangeError when the blueprint's counts or points are not non-negative integers. */
export function preparePool(blueprint: Blueprint, pool: readonly BankItem[]): PreparedPool {
  assertBlueprint(blueprint);
  const excluded = new Set(blueprint.excluded);
  const required = new Set(blueprint.required);
  const usable = pool
    .filter((item) => !excluded.has(item.questionId))
    .sort((a, b) => compareText(a.versionId, b.versionId));
  const placed = new Set<string>();
  const classes = new Map<string, { strata: readonly number[]; required: boolean; units: Unit[] }>();
  for (const items of groupItems(usable)) {
    const wanted = items.find((item) => required.has(item.questionId));
    // A required question bars its near-duplicates, so the unit shrinks to it.
    const members = wanted === undefined ? items : items.filter((item) => item.questionId === wanted.questionId);
    const strata = blueprint.strata.flatMap((stratum, index) =>
      members.some((item) => fits(item, stratum)) ? [index] : [],
    );
    if (strata.length === 0) continue;
    if (wanted !== undefined) placed.add(wanted.questionId);
    const key = `${wanted === undefined ? '' : 'required:'}${strata.join(',')}`;
    const found = classes.get(key) ?? { strata, required: wanted !== undefined, units: [] };
    found.units.push({ items: members, strata, required: wanted !== undefined });
    classes.set(key, found);
  }
  return {
    blueprint,
    classes: [...classes.entries()].sort(([a], [b]) => compareText(a, b)).map(([, found]) => found),
    unplaceable: [...required].filter((id) => !placed.has(id)).sort(compareText),
  };
}

/** Items that share a question or a duplicate group, directly or through others; in order of their first item. */
function groupItems(items: readonly BankItem[]): BankItem[][] {
  const parent = items.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    parent[index] = at;
    return at;
  };
  const firstBy = new Map<string, number>();
  items.forEach((item, index) => {
    const keys = [`q:${item.questionId}`, ...(item.duplicateGroup === null ? [] : [`g:${item.duplicateGroup}`])];
    for (const key of keys) {
      const first = firstBy.get(key);
      if (first === undefined) firstBy.set(key, index);
      else {
        const [low, high] = [root(first), root(index)].sort((a, b) => a - b) as [number, number];
        parent[high] = low;
      }
    }
  });
  const groups = new Map<number, BankItem[]>();
  items.forEach((item, index) => {
    const at = root(index);
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [item]);
    else group.push(item);
  });
  return [...groups.values()];
}
