// Digits, punctuation, signs, blanks and controls say nothing about what a question asks.
const NOISE = /[\p{N}\p{P}\p{S}\p{Z}\p{C}]+/gu;

/** The words of a text alone: full-width forms folded, lower case, without digits, punctuation and blanks. */
export function wordsOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOISE, '');
}

/** Sorted numbers below 2³² without repeats. */
export type NumberSet = Uint32Array;

/** Sets are small and many: they lie side by side in few buffers, and are sorted in one. */
const SLAB = 1 << 16;
let slab = new Uint32Array(0);
let used = 0;
let scratch = new Uint32Array(1024);

/** The first `count` numbers of the scratch buffer as a set. */
function fromScratch(count: number): NumberSet {
  const sorted = scratch.subarray(0, count).sort();
  let distinct = 0;
  for (let at = 0; at < count; at += 1) {
    if (at === 0 || sorted[at] !== sorted[distinct - 1]) sorted[distinct++] = sorted[at] as number;
  }
  if (used + distinct > slab.length) {
    slab = new Uint32Array(Math.max(SLAB, distinct));
    used = 0;
  }
  slab.set(sorted.subarray(0, distinct), used);
  used += distinct;
  return slab.subarray(used - distinct, used);
}

/** Distinct pairs of neighbouring UTF-16 units of texts, each as one number; one unit alone counts as a pair. No pair reaches from one text into the next. */
export function shinglesOf(...texts: readonly string[]): NumberSet {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  if (units > scratch.length) scratch = new Uint32Array(units * 2);
  let count = 0;
  for (const text of texts) {
    if (text.length === 1) scratch[count++] = text.charCodeAt(0);
    for (let at = 1; at < text.length; at += 1) {
      scratch[count++] = text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at);
    }
  }
  return fromScratch(count);
}

/** The set as a key of a map: equal sets, equal texts. */
export function keyOf({ buffer, byteOffset, byteLength }: NumberSet): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}

/** Jaccard's index of two sets, 0 to 1; two empty ones are the same. */
export function jaccard(a: NumberSet, b: NumberSet): number {
  if (a.length === 0 && b.length === 0) return 1;
  const common = intersection(a, b);
  return common / (a.length + b.length - common);
}

function intersection(a: NumberSet, b: NumberSet): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] as number) - (b[j] as number);
    if (difference === 0) common += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return common;
}
