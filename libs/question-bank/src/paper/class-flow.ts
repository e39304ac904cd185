import type { ClassNode } from './matching.js';

/** A class in a flow: where limits hold, it belongs to a group, and a required class may not give units back. */
export interface FlowClass extends ClassNode {
  group: number;
  required: boolean;
}

interface Reached {
  /** The stratum whose unit was displaced, or the class that gave its unit back so that this one of its group is used. */
  by: { stratum: number } | { returned: number } | null;
}

/**
 * Units of classes in the places of strata. Every change is an augmenting path: what a group or a required class has
 * placed once stays placed, only the strata, and inside a group the classes, are exchanged.
 */
export class ClassFlow {
  /** Units not placed, per class. */
  readonly left: number[];
  /** Places not filled, per stratum. */
  readonly open: number[];
  /** Units placed, per group. */
  readonly placed: number[];
  #places: number;
  readonly #held: Int32Array;
  readonly #byStratum: readonly (readonly number[])[];
  readonly #byGroup: readonly (readonly number[])[];

  constructor(
    readonly classes: readonly FlowClass[],
    readonly demand: readonly number[],
    from?: ClassFlow,
  ) {
    this.left = from ? [...from.left] : classes.map((found) => found.size);
    this.open = from ? [...from.open] : [...demand];
    this.#byStratum = from ? from.#byStratum : demand.map(() => []);
    this.#byGroup = from
      ? from.#byGroup
      : Array.from({ length: Math.max(0, ...classes.map((c) => c.group + 1)) }, () => []);
    this.placed = from ? [...from.placed] : this.#byGroup.map(() => 0);
    this.#held = from ? from.#held.slice() : new Int32Array(classes.length * demand.length);
    this.#places = this.open.reduce((sum, places) => sum + places, 0);
    if (from) return;
    classes.forEach((found, at) => {
      (this.#byGroup[found.group] as number[]).push(at);
      for (const stratum of found.strata) (this.#byStratum[stratum] as number[]).push(at);
    });
  }

  copy(): ClassFlow {
    return new ClassFlow(this.classes, this.demand, this);
  }

  get complete(): boolean {
    return this.#places === 0;
  }

  held(at: number, stratum: number): number {
    return this.#held[at * this.demand.length + stratum] ?? 0;
  }

  /** Places up to `most` units of these classes; how many it could. Exact: what fails now fails later too. */
  push(sources: readonly number[], most: number): number {
    let done = this.#fill(sources, most);
    while (done < most && this.#places > 0 && this.#augment(sources)) done += 1;
    return done;
  }

  /** {@link push} for all classes of a group. */
  pushGroup(group: number, most: number): number {
    return this.push(this.#byGroup[group] ?? [], most);
  }

  /** Rearranges a complete flow so that a unit of this class fills this stratum; false, and nothing changed, if none can. */
  force(at: number, stratum: number): boolean {
    if (this.held(at, stratum) > 0) return true;
    if ((this.left[at] ?? 0) > 0) {
      this.#release(stratum, at);
      this.#place(at, stratum, 1);
      return true;
    }
    return this.#reroute(at, stratum);
  }

  /** Takes a unit that {@link force} has put there out of the flow, with its place. */
  take(at: number, stratum: number): void {
    this.#add(at, stratum, -1);
    this.#count(at, -1);
  }

  #fill(sources: readonly number[], most: number): number {
    let done = 0;
    for (const at of sources) {
      for (const stratum of this.classes[at]?.strata ?? []) {
        const amount = Math.min(most - done, this.left[at] ?? 0, this.open[stratum] ?? 0);
        if (amount <= 0) continue;
        this.#place(at, stratum, amount);
        this.open[stratum] = (this.open[stratum] ?? 0) - amount;
        this.#places -= amount;
        done += amount;
      }
    }
    return done;
  }

  /** Breadth first from unplaced units: a class takes a place, or displaces a unit that finds another one. */
  #augment(sources: readonly number[]): boolean {
    const reached = new Map<number, Reached>();
    const takenBy = new Map<number, number>();
    for (const at of sources) if ((this.left[at] ?? 0) > 0) reached.set(at, { by: null });
    for (const [at, { by }] of reached) {
      for (const stratum of this.classes[at]?.strata ?? []) {
        if (takenBy.has(stratum)) continue;
        takenBy.set(stratum, at);
        if ((this.open[stratum] ?? 0) > 0) {
          this.open[stratum] = (this.open[stratum] ?? 0) - 1;
          this.#places -= 1;
          this.#apply(reached, takenBy, stratum);
          return true;
        }
        for (const other of this.#byStratum[stratum] ?? []) {
          if (this.held(other, stratum) > 0 && !reached.has(other)) reached.set(other, { by: { stratum } });
        }
      }
      // A displaced unit may be given back where another one of its group can be used instead.
      const found = this.classes[at];
      if (by === null || !('stratum' in by) || found === undefined || found.required) continue;
      for (const other of this.#byGroup[found.group] ?? []) {
        if ((this.left[other] ?? 0) > 0 && !reached.has(other)) reached.set(other, { by: { returned: at } });
      }
    }
    return false;
  }

  #apply(reached: ReadonlyMap<number, Reached>, takenBy: ReadonlyMap<number, number>, end: number): void {
    let at = takenBy.get(end) as number;
    this.#add(at, end, 1);
    for (;;) {
      const by = reached.get(at)?.by ?? null;
      if (by === null) {
        this.left[at] = (this.left[at] ?? 0) - 1;
        this.#count(at, 1);
        return;
      }
      if ('returned' in by) {
        this.left[at] = (this.left[at] ?? 0) - 1;
        this.left[by.returned] = (this.left[by.returned] ?? 0) + 1;
        at = by.returned;
        continue;
      }
      this.#add(at, by.stratum, -1);
      at = takenBy.get(by.stratum) as number;
      this.#add(at, by.stratum, 1);
    }
  }

  /** All units of the class stand elsewhere: one of them is wanted here, and its stratum finds another unit. */
  #reroute(at: number, stratum: number): boolean {
    const steps = new Map<number, { via: number; taker: number } | null>();
    const seen = new Set([at]);
    for (const holder of this.classes[at]?.strata ?? []) if (this.held(at, holder) > 0) steps.set(holder, null);
    for (const [taker] of steps) {
      for (const via of this.#byStratum[taker] ?? []) {
        if (seen.has(via)) continue;
        seen.add(via);
        const freed = this.held(via, stratum) > 0;
        if (freed || (this.left[via] ?? 0) > 0) {
          if (!freed) {
            this.#release(stratum, via);
            this.left[via] = (this.left[via] ?? 0) - 1;
            this.#count(via, 1);
          } else this.#add(via, stratum, -1);
          this.#add(via, taker, 1);
          this.#shift(steps, taker, at, stratum);
          return true;
        }
        for (const holder of this.classes[via]?.strata ?? []) {
          if (this.held(via, holder) > 0 && !steps.has(holder)) steps.set(holder, { via, taker });
        }
      }
    }
    return false;
  }

  #shift(
    steps: ReadonlyMap<number, { via: number; taker: number } | null>,
    end: number,
    at: number,
    stratum: number,
  ): void {
    let holder = end;
    for (let step = steps.get(holder); step; step = steps.get(holder)) {
      this.#add(step.via, holder, -1);
      this.#add(step.via, step.taker, 1);
      holder = step.taker;
    }
    this.#add(at, holder, -1);
    this.#add(at, stratum, 1);
  }

  /** Takes one unit out of a stratum, of the group of `instead` if there is one. */
  #release(stratum: number, instead: number): void {
    const holders = (this.#byStratum[stratum] ?? []).filter((other) => this.held(other, stratum) > 0);
    const free = holders.filter((other) => !this.classes[other]?.required);
    const out =
      free.find((other) => this.classes[other]?.group === this.classes[instead]?.group) ?? free[0] ?? holders[0];
    if (out === undefined) throw new Error('a complete flow has an empty stratum');
    this.#add(out, stratum, -1);
    this.left[out] = (this.left[out] ?? 0) + 1;
    this.#count(out, -1);
  }

  #place(at: number, stratum: number, amount: number): void {
    this.#add(at, stratum, amount);
    this.left[at] = (this.left[at] ?? 0) - amount;
    this.#count(at, amount);
  }

  #add(at: number, stratum: number, amount: number): void {
    const index = at * this.demand.length + stratum;
    this.#held[index] = (this.#held[index] ?? 0) + amount;
  }

  #count(at: number, amount: number): void {
    const group = this.classes[at]?.group ?? 0;
    this.placed[group] = (this.placed[group] ?? 0) + amount;
  }
}
