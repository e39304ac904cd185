import { compareText } from '../model/normalise.js';
import { algorithmOf, asksCriteria, assertBlueprint, isOwn, stratumName, tagMatcher } from './blueprint.js';
import type { BankItem, Blueprint, DrawAlgorithm } from './blueprint.js';

/** What a paper may use once: a question with its near-duplicates. */
export interface Unit {
  items: readonly BankItem[];
  /** Place among the units of the pool. */
  order: number;
}

/** Units that can do the same for a paper of one candidate. */
export interface UnitClass {
  /** Indexes of the strata that a unit can fill. */
  strata: readonly number[];
  /** Indexes of the strata that a unit can fill for anybody, whatever his posts. */
  reach: readonly number[];
  required: boolean;
  /** Counts for `atLeastCriteria`; false for all where the blueprint has no such rule. */
  criteria: boolean;
  size: number;
  /** In the order of the pool. */
  readonly units: readonly Unit[];
}

/** Units that can do the same for every candidate. */
interface Kind {
  index: number;
  strata: readonly number[];
  own: readonly { strata: readonly number[]; item: BankItem }[];
  required: boolean;
  criteria: boolean;
  units: Unit[];
}

/**
 * The pool of a session, sorted and grouped for its blueprint. It depends on the set of items only, not on their order;
 * an API keeps it while a session is open, so that a start costs the draw and not a pass over the bank.
 */
export class PaperPool {
  readonly algorithm: DrawAlgorithm;
  readonly #kinds: readonly Kind[];
  readonly #unitOf = new Map<string, { unit: Unit; kind: Kind }>();
  /** Most classes are the same for all posts; their lists of units are kept once. */
  readonly #classes = new Map<string, UnitClass>();

  /** @throws RangeError when {@link assertBlueprint} does */
  constructor(
    readonly blueprint: Blueprint,
    items: readonly BankItem[],
  ) {
    assertBlueprint(blueprint);
    this.algorithm = algorithmOf(blueprint);
    this.#kinds = this.#classify(items);
  }

  /**
   * The pool as a candidate of these posts may use it. `ownPostName` stands for «the candidate's own posts» in messages.
   */
  prepare(ownPostIds: readonly string[] = [], ownPostName?: string): PreparedPool {
    const { strata } = this.blueprint;
    const names = strata.map((stratum) =>
      stratumName(stratum.ownPost && ownPostName ? { ...stratum, label: stratum.label ?? ownPostName } : stratum),
    );
    const classes = new Map<string, { kinds: Kind[]; strata: readonly number[] }>();
    const classOf = new Map<Kind, string>();
    const placed = new Set<string>();
    for (const kind of this.#kinds) {
      const own = kind.own.flatMap((part) => (isOwn(part.item, ownPostIds) ? part.strata : []));
      const reached = [...new Set([...kind.strata, ...own])].sort((a, b) => a - b);
      if (reached.length === 0) continue;
      if (kind.required) for (const unit of kind.units) for (const item of unit.items) placed.add(item.questionId);
      const key = `${kind.required ? 'required:' : ''}${reached.join(',')}${kind.criteria ? ':criteria' : ''}`;
      classOf.set(kind, key);
      const found = classes.get(key);
      if (found === undefined) classes.set(key, { kinds: [kind], strata: reached });
      else found.kinds.push(kind);
    }
    const sorted = [...classes.entries()].sort(([a], [b]) => compareText(a, b));
    const indexes = new Map(sorted.map(([key], index) => [key, index]));
    return new PreparedPool(
      this,
      ownPostIds,
      names,
      sorted.map(([key, found]) => this.#classOf(key, found.strata, found.kinds)),
      [...new Set(this.blueprint.required)].filter((id) => !placed.has(id)).sort(compareText),
      (questionId) => {
        const found = this.#unitOf.get(questionId);
        const at = found && indexes.get(classOf.get(found.kind) ?? '');
        return found === undefined || at === undefined ? null : { unit: found.unit, classIndex: at };
      },
    );
  }

  #classOf(key: string, strata: readonly number[], kinds: readonly Kind[]): UnitClass {
    const name = `${key}@${kinds.map((kind) => kind.index).join()}`;
    const found = this.#classes.get(name) ?? toClass(strata, kinds);
    this.#classes.set(name, found);
    return found;
  }

  #classify(items: readonly BankItem[]): Kind[] {
    const { strata, atLeastCriteria = 0 } = this.blueprint;
    const matchers = strata.map((stratum) => tagMatcher(stratum, this.algorithm));
    const excluded = new Set(this.blueprint.excluded);
    const required = new Set(this.blueprint.required);
    const usable = items
      .filter((item) => !excluded.has(item.questionId))
      .sort((a, b) => compareText(a.versionId, b.versionId));
    const kinds = new Map<string, Kind>();
    groupItems(usable).forEach((group, order) => {
      const wanted = group.find((item) => required.has(item.questionId));
      // A required question bars its near-duplicates, so the unit shrinks to it.
      const asked = wanted === undefined ? group : group.filter((item) => item.questionId === wanted.questionId);
      const tagged = atLeastCriteria > 0 ? asked.filter(asksCriteria) : [];
      // So does one that is known to ask about the criteria, where they are counted.
      const members = tagged.length > 0 ? tagged : asked;
      const suited = members.map((item) => ({ item, strata: matching(matchers, item) }));
      const isOwnStratum = (index: number): boolean => strata[index]?.ownPost === true;
      const fixed = [...new Set(suited.flatMap((found) => found.strata.filter((index) => !isOwnStratum(index))))];
      const own = suited
        .map(({ item, strata: found }) => ({ item, strata: found.filter(isOwnStratum) }))
        .filter(({ item, strata: found }) => found.length > 0 && item.postIds.length > 0);
      if (fixed.length === 0 && own.length === 0) return;
      const unit: Unit = { items: members, order };
      const posts = own.map(({ item, strata: found }) => `${found.join()}@${[...item.postIds].sort().join()}`);
      const key = [wanted !== undefined, tagged.length > 0, fixed.sort((a, b) => a - b).join(), ...posts.sort()].join(
        '|',
      );
      const kind = kinds.get(key) ?? {
        index: kinds.size,
        strata: fixed,
        own,
        required: wanted !== undefined,
        criteria: tagged.length > 0,
        units: [],
      };
      kind.units.push(unit);
      kinds.set(key, kind);
      for (const item of group) this.#unitOf.set(item.questionId, { unit, kind });
    });
    return [...kinds.values()];
  }
}

/** A pool as a candidate of certain posts may use it. */
export class PreparedPool {
  readonly blueprint: Blueprint;
  readonly algorithm: DrawAlgorithm;
  /** Indexes of the classes that can fill each stratum. */
  readonly byStratum: readonly (readonly number[])[];
  readonly #matchers: readonly ((item: BankItem) => boolean)[];

  constructor(
    pool: PaperPool,
    readonly ownPostIds: readonly string[],
    /** zh-CN names of the strata. */
    readonly names: readonly string[],
    readonly classes: readonly UnitClass[],
    /** Required questions that no paper can hold: not in the pool, excluded, without a stratum, or two of one group. */
    readonly unplaceable: readonly string[],
    /** The unit that a question belongs to and its class; null when no paper can hold it. */
    readonly find: (questionId: string) => { unit: Unit; classIndex: number } | null,
  ) {
    this.blueprint = pool.blueprint;
    this.algorithm = pool.algorithm;
    this.#matchers = pool.blueprint.strata.map((stratum) => tagMatcher(stratum, pool.algorithm));
    this.byStratum = pool.blueprint.strata.map((_, stratum) =>
      classes.flatMap((found, index) => (found.strata.includes(stratum) ? [index] : [])),
    );
  }

  fits(item: BankItem, stratum: number): boolean {
    const ownOnly = this.blueprint.strata[stratum]?.ownPost === true;
    return (this.#matchers[stratum]?.(item) ?? false) && (!ownOnly || isOwn(item, this.ownPostIds));
  }
}

/** @throws RangeError when the blueprint's counts or points are not non-negative integers. */
export function preparePool(
  blueprint: Blueprint,
  pool: readonly BankItem[],
  ownPostIds: readonly string[] = [],
  ownPostName?: string,
): PreparedPool {
  return new PaperPool(blueprint, pool).prepare(ownPostIds, ownPostName);
}

function toClass(strata: readonly number[], kinds: readonly Kind[]): UnitClass {
  const [first] = kinds;
  let units: Unit[] | null = null;
  return {
    strata,
    reach: [...new Set(kinds.flatMap((kind) => [...kind.strata, ...kind.own.flatMap((part) => part.strata)]))],
    required: first?.required ?? false,
    criteria: first?.criteria ?? false,
    size: kinds.reduce((sum, kind) => sum + kind.units.length, 0),
    // Sorted when the first paper is drawn: a check needs the sizes only.
    get units() {
      units ??= kinds.flatMap((kind) => kind.units).sort((a, b) => a.order - b.order);
      return units;
    },
  };
}

function matching(matchers: readonly ((item: BankItem) => boolean)[], item: BankItem): number[] {
  return matchers.flatMap((matches, index) => (matches(item) ? [index] : []));
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
