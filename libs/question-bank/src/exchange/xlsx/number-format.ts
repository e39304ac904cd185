/** How a number is shown, as far as it matters for texts. */
export type NumberStyle =
  | { kind: 'plain' }
  | { kind: 'percent' }
  /** At least so many digits before and after the point. */
  | { kind: 'digits'; whole: number; decimals: number }
  | { kind: 'date'; date: boolean; time: boolean };

const PLAIN: NumberStyle = { kind: 'plain' };
const DATE: NumberStyle = { kind: 'date', date: true, time: false };
const TIME: NumberStyle = { kind: 'date', date: false, time: true };
const MOMENT: NumberStyle = { kind: 'date', date: true, time: true };

/** Formats that files name by number only (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates in Chinese Excel). */
const BUILT_IN: Readonly<Record<number, NumberStyle>> = {
  1: { kind: 'digits', whole: 1, decimals: 0 },
  2: { kind: 'digits', whole: 1, decimals: 2 },
  9: { kind: 'percent' },
  10: { kind: 'percent' },
  ...Object.fromEntries([14, 15, 16, 17, ...range(27, 31), 36, ...range(50, 54), 57, 58].map((id) => [id, DATE])),
  ...Object.fromEntries([18, 19, 20, 21, ...range(32, 35), 45, 46, 47, 55, 56].map((id) => [id, TIME])),
  22: MOMENT,
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Excel takes no longer format; a hostile one could keep the patterns below busy (law A25). */
const LONGEST_CODE = 255;

/** The style that a format's number and, for formats of the file itself, its code stand for. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return BUILT_IN[id] ?? PLAIN;
  if (code.length > LONGEST_CODE) return PLAIN;
  const [positive = ''] = code.split(';');
  // Colours, currencies and words in quotes say nothing about the kind; [h] counts hours.
  const bare = positive.replace(/\[(?![hms]+\])[^[\]]*\]|"[^"]*"|\\.|_./gi, '').toLowerCase();
  if (bare === '@' || bare.includes('general') || bare.includes('通用')) return PLAIN;
  if (/[ymdhs]/.test(bare)) return { kind: 'date', date: /[yd]/.test(bare), time: /[hs]/.test(bare) };
  if (bare.includes('%')) return { kind: 'percent' };
  const digits = /^(0+)(?:\.(0+))?$/.exec(bare.trim());
  if (digits === null) return PLAIN;
  return { kind: 'digits', whole: digits[1]?.length ?? 1, decimals: digits[2]?.length ?? 0 };
}

/** Days between the first day of Excel's calendar and 1970-01-01; workbooks from old Macs start in 1904. */
const EPOCH_DAYS = 25_569;
const DAYS_1904 = 1_462;
const DAY_MS = 86_400_000;

/** The number as a person sees it, but never with fewer digits than it has. */
export function numberText(value: number, style: NumberStyle, starts1904 = false): string {
  if (!Number.isFinite(value)) return '';
  switch (style.kind) {
    case 'percent':
      return `${plainNumber(value * 100)}%`;
    case 'digits':
      return withDigits(value, style.whole, style.decimals);
    case 'date':
      return dateText(value, style, starts1904);
    default:
      return plainNumber(value);
  }
}

/** Fifteen digits, as spreadsheets show: 0.1 + 0.2 is 0.3. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function withDigits(value: number, whole: number, decimals: number): string {
  const plain = plainNumber(value);
  const [, sign = '', before = '', after = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  if (before === '') return plain;
  const fraction = after.padEnd(decimals, '0');
  return `${sign}${before.padStart(whole, '0')}${fraction === '' ? '' : `.${fraction}`}`;
}

function dateText(value: number, style: { date: boolean; time: boolean }, starts1904: boolean): string {
  const days = value - EPOCH_DAYS + (starts1904 ? DAYS_1904 : 0);
  const moment = new Date(Math.round(days * 86_400) * 1000);
  if (Number.isNaN(moment.getTime()) || Math.abs(days * DAY_MS) > 8.64e15) return '';
  const iso = moment.toISOString();
  const time = iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19);
  if (!style.date && style.time) return time;
  const isMidnight = iso.slice(11, 19) === '00:00:00';
  return style.time && !isMidnight ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10);
}
