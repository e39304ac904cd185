import { checkSymbols, encodeBits, foldTyped, groupByFour, TYPED_ALPHABET } from '@zhian/certificates';

const SYMBOLS = 7;

/** Number of a printed paper: 35 random bits and a check character, ABCD-EFGH. It says nothing about the person. */
export function paperNumber(random: Uint8Array): string {
  const symbols = encodeBits(random, SYMBOLS);
  return groupByFour(symbols + checkSymbols(symbols, 1));
}

/** As typed or scanned, to the form that is stored; null when it cannot be a number of ours (one wrong or swapped character). */
export function readPaperNumber(given: string): string | null {
  const text = foldTyped(given);
  const symbols = text.slice(0, SYMBOLS);
  if (text.length !== SYMBOLS + 1 || [...symbols].some((symbol) => !TYPED_ALPHABET.includes(symbol))) return null;
  return checkSymbols(symbols, 1) === text.slice(SYMBOLS) ? groupByFour(text) : null;
}
