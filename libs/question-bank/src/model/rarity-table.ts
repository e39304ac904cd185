import type { NumberSet } from './shingles.js';

const SLOTS = 1 << 18;
/** Knuth's multiplier, the golden ratio of 2³². */
const SPREAD = 2_654_435_761;
const MOST = (1 << 20) - 1;

/**
 * About how often numbers occur, in memory of one size: numbers that share a slot are counted together, which makes a rare
 * one look less rare and nothing else.
 */
export class RarityTable {
  readonly #counts = new Uint32Array(SLOTS);

  count(set: NumberSet): void {
    for (const element of set) this.#counts[slotOf(element)] = this.of(element) + 1;
  }

  /** At most 2²⁰ - 1. */
  readonly of = (element: number): number => Math.min(this.#counts[slotOf(element)] as number, MOST);
}

function slotOf(element: number): number {
  return Math.imul(element, SPREAD) >>> 14;
}
