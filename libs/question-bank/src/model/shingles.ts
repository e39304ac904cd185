// Digits, punctuation, signs, blanks and controls say nothing about what a question asks.
const NOISE = /[\p{N}\p{P}\p{S}\p{Z}\p{C}]+/gu;

/** The words of a text alone: full-width forms folded, lower case, without digits, punctuation and blanks. */
export function wordsOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOISE, '');
}

/** Sorted distinct pairs of neighbouring UTF-16 units of a text, each as one number; one unit alone counts as a pair. */
export function shinglesOf(words: string): number[] {
  if (words.length === 1) return [words.charCodeAt(0)];
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < words.length; at += 1) pairs.add(words.charCodeAt(at) * 0x10000 + words.charCodeAt(at + 1));
  return [...pairs].sort((a, b) => a - b);
}

/** Jaccard's index of two sorted lists without repeats, 0 to 1; two empty lists are the same. */
export function jaccard(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 && b.length === 0) return 1;
  const common = intersection(a, b);
  return common / (a.length + b.length - common);
}

function intersection(a: readonly number[], b: readonly number[]): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] as number) - (b[j] as number);
    if (difference === 0) common += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return common;
}
