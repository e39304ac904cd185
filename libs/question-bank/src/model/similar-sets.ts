import { jaccard } from './shingles.js';
import type { NumberSet } from './shingles.js';

const UINT32 = 0x1_0000_0000;

/**
 * Finds sets that are similar by Jaccard's index ≥ threshold, exactly, without comparing all of them: if the elements
 * of every set stand in one fixed order, rarest first, then two similar sets share an element among the first
 * n - ⌈threshold · n⌉ + 1 of each (prefix filter; Chaudhuri, Ganti and Kaushik 2006, Bayardo, Ma and Srikant 2007).
 * Only those are indexed, and they are rare by construction.
 */
export class SimilarSets {
  readonly #sets: NumberSet[] = [];
  readonly #postings = new Map<number, number[]>();
  /** Sets without elements are similar to each other only. */
  readonly #empty: number[] = [];
  #seen = new Int32Array(0);
  #round = 0;

  /**
   * @param frequency how often an element is expected, an integer below 2²⁰; any function will do, as long as it never
   * changes its mind
   */
  constructor(
    private readonly threshold: number,
    private readonly frequency: (element: number) => number,
  ) {}

  get size(): number {
    return this.#sets.length;
  }

  /** Adds a set; its number is the count of sets before it. */
  add(set: NumberSet): number {
    const id = this.#sets.push(set) - 1;
    if (set.length === 0) this.#empty.push(id);
    for (const element of this.#prefix(set)) {
      const posting = this.#postings.get(element);
      if (posting === undefined) this.#postings.set(element, [id]);
      else posting.push(id);
    }
    return id;
  }

  /** Calls back with each similar set and the similarity; sets that `skip` names are not compared. */
  search(set: NumberSet, found: (id: number, similarity: number) => void, skip?: (id: number) => boolean): void {
    if (set.length === 0) {
      for (const id of this.#empty) if (skip?.(id) !== true) found(id, 1);
      return;
    }
    this.#startRound();
    const [shortest, longest] = [set.length * this.threshold, set.length / this.threshold];
    for (const element of this.#prefix(set)) {
      for (const id of this.#postings.get(element) ?? []) {
        if (this.#seen[id] === this.#round) continue;
        this.#seen[id] = this.#round;
        const other = this.#sets[id] as NumberSet;
        if (other.length < shortest || other.length > longest || skip?.(id) === true) continue;
        const similarity = jaccard(set, other);
        if (similarity >= this.threshold) found(id, similarity);
      }
    }
  }

  #prefix(set: NumberSet): Float64Array {
    // A hair less than the threshold, so that rounding never shortens the prefix.
    const length = set.length - Math.ceil(this.threshold * set.length - 1e-9) + 1;
    // Rarest first, in one number each: sorted without a callback.
    const ranked = Float64Array.from(set, (element) => this.frequency(element) * UINT32 + element).sort();
    return ranked.subarray(0, length).map((rank) => rank % UINT32);
  }

  #startRound(): void {
    if (this.#seen.length < this.#sets.length) {
      const grown = new Int32Array(Math.max(64, this.#sets.length * 2));
      grown.set(this.#seen);
      this.#seen = grown;
    }
    this.#round += 1;
  }
}
