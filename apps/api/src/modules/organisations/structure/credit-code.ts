// GB 32100-2015: eighteen places of this alphabet (no I, O, Z, S, V), the last one a check character.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = Array.from({ length: 17 }, (_, index) => Number(3n ** BigInt(index) % 31n));

/** Narrow, upper case, without blanks and hyphens: as the code is stored and compared. */
export function normaliseCreditCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-—–]/g, '')
    .toUpperCase();
}

/**
 * Unified social credit code 统一社会信用代码 by GB 32100-2015 (rules.md §3): C18 = (31 − Σ C_i·3^(i−1) mod 31) mod 31.
 * Takes the normalised code.
 */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((char) => ALPHABET.indexOf(char));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return values[17] === (31 - (sum % 31)) % 31;
}
