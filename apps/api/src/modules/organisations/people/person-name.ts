/** A name as it is stored: composed, without control and direction characters, single blanks, no blanks around it. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
}

/** The same person's name as two people would type it: blanks, width and the shape of the middle dot do not count. */
export function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[·•・‧.．]/g, '·')
    .toUpperCase();
}
