import { isCivilDate } from '../../../platform/clock/clock.js';

export const ID_TYPES = ['resident_id', 'passport', 'hmt_residence_permit', 'foreign_permanent_residence'] as const;
export type IdType = (typeof ID_TYPES)[number];

export const ID_TYPE_NAMES: Readonly<Record<IdType, string>> = {
  resident_id: '居民身份证',
  passport: '护照',
  hmt_residence_permit: '港澳台居民居住证',
  foreign_permanent_residence: '外国人永久居留身份证',
};

export interface IdProblem {
  readonly code:
    | 'id-missing'
    | 'id-masked'
    | 'id-digits-lost'
    | 'id-length'
    | 'id-form'
    | 'id-region'
    | 'id-birth-date'
    | 'id-checksum'
    | 'id-other-type';
  /** zh-CN without a full stop. */
  readonly message: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';
// GB/T 2260 provinces. Counties are not checked: codes are retired and reused, a person keeps the one of his birth.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);
const EARLIEST_BIRTH = '1900-01-01';

/** Narrow, upper case, without blanks and hyphens: the form that is hashed, encrypted and compared. */
export function normaliseIdNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-—–·]/g, '')
    .toUpperCase();
}

/** The check character of the first seventeen digits by GB 11643. */
export function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index] ?? 0), 0);
  return CHECK.charAt(sum % 11);
}

/**
 * What is wrong with a normalised document number; null when nothing is. Resident IDs, 港澳台居民居住证 (81/82/83 0000 …) and
 * the new 外国人永久居留身份证 (9 …) have the eighteen places of GB 11643; the older residence card has three letters and
 * twelve digits; passports only a form. `today` ('YYYY-MM-DD') bounds the birth date: 1880 is refused by its date although
 * its check character is right (rules.md §3).
 */
export function idProblem(type: IdType, number: string, today: string): IdProblem | null {
  if (number === '') return { code: 'id-missing', message: '没有填证件号码' };
  if (number.includes('*')) return { code: 'id-masked', message: '证件号码里有 * 号，这是遮过的号码，请填完整的' };
  if (type === 'passport') {
    const well = /^(?=.*\d)[A-Z0-9]{5,17}$/.test(number);
    return well ? null : { code: 'id-form', message: '护照号码是 5–17 位字母和数字，请核对' };
  }
  if (type === 'foreign_permanent_residence' && /^[A-Z]{3}\d{12}$/.test(number)) return null;
  return eighteenProblem(type, number, today);
}

function eighteenProblem(type: IdType, number: string, today: string): IdProblem | null {
  if (number.length !== 18) {
    const old = type === 'resident_id' && /^\d{15}$/.test(number);
    return {
      code: 'id-length',
      message: old ? '这是 15 位的旧号码，请换成 18 位的' : `证件号码应是 18 位，现在是 ${number.length} 位，请核对`,
    };
  }
  if (!/^\d{17}[\dX]$/.test(number)) return { code: 'id-form', message: '证件号码里有不该有的字，请核对' };
  if (/^\d{15}000$/.test(number) && checkCharacter(number) !== '0') {
    return { code: 'id-digits-lost', message: '证件号码后三位丢了：表格把它当成了数字。请把这一列设成文本，再填一次' };
  }
  const place = placeProblem(type, number);
  if (place) return place;
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCivilDate(birth) || birth < EARLIEST_BIRTH || birth > today) {
    return { code: 'id-birth-date', message: `证件号码里的出生日期 ${birth} 不对，请核对` };
  }
  return checkCharacter(number) === number[17]
    ? null
    : { code: 'id-checksum', message: '证件号码最后一位对不上，请核对' };
}

function placeProblem(type: IdType, number: string): IdProblem | null {
  const isPermit = /^8[123]0000/.test(number);
  if (type === 'hmt_residence_permit') {
    return isPermit
      ? null
      : { code: 'id-region', message: '港澳台居民居住证号码以 810000、820000 或 830000 开头，请核对' };
  }
  if (type === 'foreign_permanent_residence') {
    return number.startsWith('9') ? null : { code: 'id-region', message: '外国人永久居留身份证号码以 9 开头，请核对' };
  }
  if (isPermit) {
    return { code: 'id-other-type', message: '这是港澳台居民居住证的号码，证件类型请选「港澳台居民居住证」' };
  }
  return PROVINCES.has(number.slice(0, 2)) ? null : { code: 'id-region', message: '证件号码开头的地区码不对，请核对' };
}

/** 140428********1234; shorter numbers keep two places at each end. */
export function maskIdNumber(number: string): string {
  if (number.length === 18) return `${number.slice(0, 6)}********${number.slice(-4)}`;
  return `${number.slice(0, 2)}${'*'.repeat(Math.max(4, number.length - 4))}${number.slice(-2)}`;
}
