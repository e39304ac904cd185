import { createHash } from 'node:crypto';
import { ALPHABET, checkSymbols, encodeBits, foldTyped, groupByFour } from './base32.js';

export interface CertificateNumberInput {
  /** Six digits, GB/T 2260. */
  readonly divisionCode: string;
  /** 1949-9999. */
  readonly year: number;
  /** Two letters of the alphabet (no I, L, O, U), for example `PX`. */
  readonly type: string;
  /** At least 16 random bytes, new for each certificate. */
  readonly entropy: Uint8Array;
}

/** Random symbols of a number: 11 × 5 = 55 bits. The twelfth symbol is the check symbol over the whole number. */
const RANDOM_SYMBOLS = 11;
const TYPE = `[${ALPHABET.slice(10)}]{2}`;
const SHAPE = new RegExp(`^(\\d{6})-(\\d{4})-(${TYPE})-([${ALPHABET}]{4})-([${ALPHABET}]{4})-([${ALPHABET}]{4})$`);

/**
 * A number for people, for example `140428-2026-PX-7K2M-9QXD-4HTC`: division, year, type, 55 random bits, check symbol.
 * Nothing counts up, so neither the next number nor how many were issued can be guessed (contract 15). Among a million
 * certificates of one division, year and type two are equal with p = 1.4·10⁻⁵, so the column stays unique in the database
 * and a clash is drawn again; what opens the verification page is the 128-bit verification code, not the number.
 * @throws RangeError when a part has another shape or there are fewer than 16 random bytes.
 */
export function certificateNumber(input: CertificateNumberInput): string {
  const { divisionCode, year, type, entropy } = input;
  if (!/^\d{6}$/.test(divisionCode)) throw new RangeError('divisionCode is not six digits');
  if (!Number.isInteger(year) || year < 1949 || year > 9999) throw new RangeError('year is out of range');
  if (!new RegExp(`^${TYPE}$`).test(type)) throw new RangeError('type is not two letters without I, L, O, U');
  const random = encodeBits(deriveBytes('zhian certificate number', entropy), RANDOM_SYMBOLS);
  const check = checkSymbols(`${divisionCode}${year}${type}${random}`, 1);
  return `${divisionCode}-${year}-${type}-${groupByFour(random + check)}`;
}

/** True for a number in its printed form whose check symbol is right. */
export function isCertificateNumber(text: string): boolean {
  const parts = SHAPE.exec(text);
  if (parts === null) return false;
  const symbols = parts.slice(1).join('');
  return checkSymbols(symbols.slice(0, -1), 1) === symbols.slice(-1);
}

/** The printed form of a typed number (lower case, spaces, no hyphens, O for 0, …), or `null` when it is not a number. */
export function normaliseCertificateNumber(text: string): string | null {
  if (text.length > 100) return null;
  const symbols = foldTyped(text);
  if (symbols.length !== 24) return null;
  const number = `${symbols.slice(0, 6)}-${symbols.slice(6, 10)}-${symbols.slice(10, 12)}-${groupByFour(symbols.slice(12))}`;
  return isCertificateNumber(number) ? number : null;
}

/**
 * Bytes for one purpose. Number and code may come from the same random bytes: hashing under two names keeps the printed
 * number from giving away bits of the code.
 * @throws RangeError for fewer than 16 bytes.
 */
export function deriveBytes(purpose: string, entropy: Uint8Array): Uint8Array {
  if (entropy.length < 16) throw new RangeError('at least 16 random bytes are needed');
  return createHash('sha256').update(`${purpose}\0`).update(entropy).digest();
}
