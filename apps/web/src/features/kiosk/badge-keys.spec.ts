import { describe, expect, it } from '@jest/globals';
import { BADGE_CODE, BadgeKeys } from './badge-keys.js';

const CODE = '8402139571038462957102846193750284619375';

/** Presses the keys of a text, so many milliseconds apart; what came out of it. */
function typed(keys: BadgeKeys, text: string, gap: number, from = 1000): string[] {
  return [...text].flatMap((key, index) => keys.press({ key, code: '' }, from + index * gap) ?? []);
}

describe('a scanner that types', () => {
  it('is told by forty digits in quick succession', () => {
    expect(CODE).toMatch(BADGE_CODE);
    expect(typed(new BadgeKeys(), CODE, 5)).toEqual([CODE]);
    expect(typed(new BadgeKeys(), CODE, 300)).toEqual([CODE]);
  });

  it('is no person who types digits', () => {
    expect(typed(new BadgeKeys(), CODE, 500)).toEqual([]);
    expect(typed(new BadgeKeys(), '408162', 5)).toEqual([]);
  });

  it('starts anew after a pause and after any other key', () => {
    const keys = new BadgeKeys();
    expect(typed(keys, '408162', 5)).toEqual([]);
    expect(typed(keys, CODE, 5, 5000)).toEqual([CODE]);
    expect(typed(new BadgeKeys(), `${CODE.slice(0, 20)}x${CODE.slice(20)}`, 5)).toEqual([]);
  });

  it('gets its digits through an input method', () => {
    const keys = new BadgeKeys();
    const found = [...CODE].flatMap(
      (digit, index) =>
        keys.press({ key: 'Process', code: index % 2 === 0 ? `Digit${digit}` : `Numpad${digit}` }, 1000 + index * 5) ??
        [],
    );
    expect(found).toEqual([CODE]);
  });

  it('ends its code with Enter, which is not somebody pressing Enter', () => {
    const keys = new BadgeKeys();
    typed(keys, CODE, 5);
    const last = 1000 + 39 * 5;
    expect(keys.ends({ key: 'Enter', code: 'Enter' }, last + 5)).toBe(true);
    expect(keys.ends({ key: 'Enter', code: 'Enter' }, last + 2000)).toBe(false);
    expect(new BadgeKeys().ends({ key: 'Enter', code: 'Enter' }, 1000)).toBe(false);
  });
});
