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
  readonly #prefixes: Uint32Array[] = [];
  readonly #postings = new Map<number, number[]>();
  /** Sets without elements are similar to each other only. */
  readonly #empty: number[] = [];
  #seen = new Int32Array(0);
  #round = 0;
  #ranks = new Float64Array(64);

  /**
   * @param frequency how often an element is expected, an integer below 2²⁰; any function will do, as long as it never
   * changes its mind
   */
  constructor(
    private readonly threshold: number,
    private readonly frequency: (element: number) => number,
  ) {}

  /** Adds a set; its number is the count of sets before it. */
  add(set: NumberSet): number {
    const prefix = this.#prefixOf(set);
    const id = this.#sets.push(set) - 1;
    this.#prefixes.push(prefix);
    if (set.length === 0) this.#empty.push(id);
    for (const element of prefix) {
      const posting = this.#postings.get(element);
      if (posting === undefined) this.#postings.set(element, [id]);
      else posting.push(id);
    }
    return id;
  }

  /** Calls back with each similar set and the similarity. */
  search(set: NumberSet, found: (id: number, similarity: number) => void): void {
    this.#search(set, this.#prefixOf(set), found);
  }

  /** The same for a set that has been added; it finds itself, too. */
  searchAdded(id: number, found: (id: number, similarity: number) => void): void {
    this.#search(this.#sets[id] as NumberSet, this.#prefixes[id] as Uint32Array, found);
  }

  #search(set: NumberSet, prefix: Uint32Array, found: (id: number, similarity: number) => void): void {
    if (set.length === 0) {
      for (const id of this.#empty) found(id, 1);
      return;
    }
    this.#startRound();
    const [shortest, longest] = [set.length * this.threshold, set.length / this.threshold];
    for (const element of prefix) {
      for (const id of this.#postings.get(element) ?? []) {
        if (this.#seen[id] === this.#round) continue;
        this.#seen[id] = this.#round;
        const other = this.#sets[id] as NumberSet;
        if (other.length < shortest || other.length > longest) continue;
        const similarity = jaccard(set, other);
        if (similarity >= this.threshold) found(id, similarity);
      }
    }
  }

  /** The rarest elements, rarest first. */
  #prefixOf(set: NumberSet): Uint32Array {
    if (set.length === 0) return set;
    // A hair less than the threshold, so that rounding never shortens the prefix.
    const length = set.length - Math.ceil(this.threshold * set.length - 1e-9) + 1;
    if (set.length > this.#ranks.length) this.#ranks = new Float64Array(set.length * 2);
    // Frequency and element in one number each: sorted without a callback.
    const ranks = this.#ranks.subarray(0, set.length);
    for (let at = 0; at < set.length; at += 1) {
      const element = set[at] as number;
      ranks[at] = this.frequency(element) * UINT32 + element;
    }
    ranks.sort();
    const prefix = new Uint32Array(length);
    for (let at = 0; at < length; at += 1) prefix[at] = (ranks[at] as number) % UINT32;
    return prefix;
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
