/** Compares code units, the same on every machine (localeCompare is not). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Takes the given characters off the end; a loop, because `[…]+$` takes quadratic time on hostile text. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** NFKC with whitespace folded: blanks stay only between two ASCII letters or digits, where they separate words. */
export function normaliseText(text: string): string {
  return foldBlanks(text.normalize('NFKC'));
}

/**
 * Gentler than {@link normaliseText}: full-width forms and blanks are folded, superscripts are not, because
 * 10³ and 103 are two different options.
 */
export function normaliseOption(text: string): string {
  const narrow = text.normalize('NFC').replace(/[\uFF01-\uFF5E]+/g, (wide) => wide.normalize('NFKC'));
  return foldBlanks(narrow);
}

function foldBlanks(text: string): string {
  const trimmed = text.trim();
  // Most texts have none, and every question of a large bank comes by here several times.
  if (!/\s/.test(trimmed)) return trimmed;
  return trimmed.replace(/\s+/g, (blanks, offset: number, whole: string) => {
    const before = whole[offset - 1] ?? '';
    const after = whole[offset + blanks.length] ?? '';
    return /[0-9A-Za-z]/.test(before) && /[0-9A-Za-z]/.test(after) ? ' ' : '';
  });
}
