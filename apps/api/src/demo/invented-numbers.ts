import { checkCharacter } from '../modules/organisations/index.js';

/** A county code that GB/T 2260 does not have: numbers with it are right by their check characters and belong to nobody. */
export const NOWHERE = '140499';

/**
 * A resident ID number, valid by GB 11643 and impossible in reality. `serial` counts the people born on one day (0–499);
 * odd sequence numbers stand for men.
 */
export function inventedIdNumber(birthDate: string, serial: number, sex: 'man' | 'woman'): string {
  const sequence = serial * 2 + (sex === 'man' ? 1 : 0);
  if (sequence > 999) throw new Error('more than 500 people on one day');
  const body = `${NOWHERE}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

/** A mobile number beginning with 160, which no operator has been given. The demo counts from 1, the seed from ten million. */
export function inventedPhone(serial: number): string {
  if (serial > 99_999_999) throw new Error('more than a hundred million phones');
  return `160${String(serial).padStart(8, '0')}`;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PART_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PART_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A unified social credit code with both check characters right (GB 32100-2015, GB 11714-1997) and a county that does not
 * exist. The organisation part begins with a letter that marks whose generator made it.
 */
export function inventedCreditCode(kind: '11' | '12' | '91', series: string, serial: number): string {
  const part = `${series}${String(serial).padStart(8 - series.length, '0')}`;
  const sum = PART_WEIGHTS.reduce((total, weight, at) => total + weight * PART_ALPHABET.indexOf(part[at] ?? '0'), 0);
  const rest = 11 - (sum % 11);
  const body = `${kind}${NOWHERE}${part}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  const total = [...body].reduce((all, char, at) => all + ALPHABET.indexOf(char) * Number(3n ** BigInt(at) % 31n), 0);
  return body + ALPHABET.charAt((31 - (total % 31)) % 31);
}
