const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * What is wrong with a unified social credit code (GB 32100-2015), or null. The check character is modulo 31 with the
 * weights 3^i mod 31. The server decides; this only answers before the form is sent.
 */
export function creditCodeProblem(code: string): 'credit.length' | 'credit.bad' | null {
  const text = code.trim().toUpperCase();
  if (text.length !== 18 || [...text].some((sign) => !ALPHABET.includes(sign))) return 'credit.length';
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * ALPHABET.indexOf(text[index] ?? ''), 0);
  const check = ALPHABET[(31 - (sum % 31)) % 31];
  return check === text[17] ? null : 'credit.bad';
}
