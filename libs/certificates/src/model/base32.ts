/**
 * 32 symbols without I, L, O and U (Crockford), and check symbols over GF(32): a Reed-Solomon check finds every wrong symbol
 * and every swap of two symbols in texts of at most 31 symbols, which sums modulo 31 or 36 with this alphabet do not.
 */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Powers of the generator α = 2 of GF(32) with x⁵ + x² + 1; α has order 31. */
const EXP: readonly number[] = powers();
const LOG: readonly number[] = Array.from({ length: 32 }, (_, value) => EXP.indexOf(value));

function powers(): number[] {
  const list: number[] = [];
  for (let value = 1; list.length < 31; value = value & 16 ? (value << 1) ^ 0b100101 : value << 1) list.push(value);
  return list;
}

/** The first `count` groups of five bits of the bytes, as symbols. Bits past the end of the bytes count as zero. */
export function encodeBits(bytes: Uint8Array, count: number): string {
  let text = '';
  for (let symbol = 0; symbol < count; symbol++) {
    let value = 0;
    for (let bit = symbol * 5; bit < symbol * 5 + 5; bit++) {
      value = (value << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    text += ALPHABET.charAt(value);
  }
  return text;
}

/**
 * Check symbols for a text of the alphabet: the j-th one is Σ xᵢ·αʲⁱ, j = 1…count.
 * @throws RangeError for a character outside the alphabet or more than 31 symbols.
 */
export function checkSymbols(text: string, count: number): string {
  if (text.length > 31) throw new RangeError('at most 31 symbols can be checked');
  const sums = Array.from({ length: count }, () => 0);
  for (const [index, character] of [...text].entries()) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`${character} is not in the alphabet`);
    if (value === 0) continue;
    for (let j = 0; j < count; j++) {
      sums[j] = (sums[j] ?? 0) ^ (EXP[((LOG[value] ?? 0) + (j + 1) * index) % 31] ?? 0);
    }
  }
  return sums.map((sum) => ALPHABET.charAt(sum)).join('');
}

/** What people type: full-width and lower-case letters, spaces and dashes, and letters that look like a symbol. */
export function foldTyped(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}.·_−]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/U/g, 'V');
}

/** `ABCDEFGH` → `ABCD-EFGH`. */
export function groupByFour(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
