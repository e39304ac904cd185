/** What a badge's code looks like: forty digits (apps/api identity/kiosk/badge-code.ts). */
export const BADGE_CODE = /^\d{40}$/;

const CODE_LENGTH = 40;
/**
 * Scanners that type leave a few milliseconds between keys, on a busy tablet or over Bluetooth up to some tenths of a second.
 * Nobody types forty digits like that.
 */
const GAP_MS = 400;

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/** The digit of a key, also while an input method swallows it. */
function digitOf({ key, code }: Key): string | null {
  if (/^\d$/.test(key)) return key;
  return key === 'Process' ? (/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null) : null;
}

/** Tells the codes that a scanner types from what people type. Pure but for what it remembers of the last keys. */
export class BadgeKeys {
  private digits = '';
  private lastAt = Number.NEGATIVE_INFINITY;

  /** The code that this key completes, else null. `at` in milliseconds. */
  press(key: Key, at: number): string | null {
    const digit = digitOf(key);
    if (digit === null) {
      this.digits = '';
      return null;
    }
    this.digits = at - this.lastAt > GAP_MS ? digit : this.digits + digit;
    this.lastAt = at;
    if (this.digits.length < CODE_LENGTH) return null;
    const code = this.digits;
    this.digits = '';
    return code;
  }

  /** The Enter or Tab that a scanner sends after the code belongs to the code. */
  ends(key: Key, at: number): boolean {
    return this.digits === '' && at - this.lastAt <= GAP_MS && (key.key === 'Enter' || key.key === 'Tab');
  }
}
