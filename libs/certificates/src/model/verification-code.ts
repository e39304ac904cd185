import { ALPHABET, checkSymbols, encodeBits, foldTyped, groupByFour } from './base32.js';
import { deriveBytes } from './number.js';

/** 26 symbols carry 130 bits (of which 128 are asked for, A37); two check symbols find any two wrong symbols. */
const DATA_SYMBOLS = 26;
const CHECK_SYMBOLS = 2;

/**
 * The secret of a certificate's public page: seven groups of four symbols, 130 bits drawn from the random bytes.
 * @throws RangeError for fewer than 16 random bytes.
 */
export function verificationCode(entropy: Uint8Array): string {
  const data = encodeBits(deriveBytes('zhian verification code', entropy), DATA_SYMBOLS);
  return groupByFour(data + checkSymbols(data, CHECK_SYMBOLS));
}

/** The printed form of a typed code (lower case, spaces, no hyphens, O for 0, I or L for 1, U for V), or `null`. */
export function normaliseVerificationCode(text: string): string | null {
  if (text.length > 100) return null;
  const symbols = foldTyped(text);
  if (symbols.length !== DATA_SYMBOLS + CHECK_SYMBOLS) return null;
  if ([...symbols].some((symbol) => !ALPHABET.includes(symbol))) return null;
  const data = symbols.slice(0, DATA_SYMBOLS);
  return checkSymbols(data, CHECK_SYMBOLS) === symbols.slice(DATA_SYMBOLS) ? groupByFour(symbols) : null;
}
