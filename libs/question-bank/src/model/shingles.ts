// Digits, punctuation, signs, blanks and controls say nothing about what a question asks.
const NOISE = /[\p{N}\p{P}\p{S}\p{Z}\p{C}]+/gu;

/** The words of a text alone: full-width forms folded, lower case, without digits, punctuation and blanks. */
export function wordsOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOISE, '');
}

/** Sorted numbers below 2³² without repeats. */
export type NumberSet = Uint32Array;

export function numberSet(numbers: ArrayLike<number>): NumberSet {
  const sorted = Uint32Array.from(numbers).sort();
  let count = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at === 0 || sorted[at] !== sorted[count - 1]) sorted[count++] = sorted[at] as number;
  }
  return sorted.slice(0, count);
}

/** Distinct pairs of neighbouring UTF-16 units of a text, each as one number; one unit alone counts as a pair. */
export function shinglesOf(words: string): NumberSet {
  if (words.length === 1) return Uint32Array.of(words.charCodeAt(0));
  const pairs = new Uint32Array(Math.max(0, words.length - 1));
  for (let at = 0; at < pairs.length; at += 1) pairs[at] = words.charCodeAt(at) * 0x10000 + words.charCodeAt(at + 1);
  return numberSet(pairs);
}

/** The set as a key of a map: equal sets, equal texts. */
export function keyOf({ buffer, byteOffset, length }: NumberSet): string {
  return String.fromCharCode(...new Uint16Array(buffer, byteOffset, length * 2));
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
