import { describe, expect, it } from '@jest/globals';
import { isCreditCode, normaliseCreditCode } from './credit-code.js';

describe('unified social credit code (GB 32100-2015)', () => {
  it.each(['91350100M000100Y43', '11320000MB151840XJ'])('accepts %s', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it.each([
    ['91350100M000100Y4Z', 'a letter outside the alphabet'],
    ['91350100M000100Y44', 'a wrong check character'],
    ['91350100M000100Y4', 'too short'],
    ['91350100M000100Y433', 'too long'],
    ['9135010OM000100Y43', 'the letter O'],
    ['', 'nothing'],
  ])('refuses %s: %s', (code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('reads what people type', () => {
    expect(normaliseCreditCode(' 91350100m000100y43　')).toBe('91350100M000100Y43');
    expect(normaliseCreditCode('９１３５-0100-M000100Y43')).toBe('91350100M000100Y43');
  });

  it('finds every single wrong character', () => {
    const code = '91350100M000100Y43';
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    const wrong = [...code].flatMap((right, at) =>
      alphabet.filter((char) => char !== right).map((char) => code.slice(0, at) + char + code.slice(at + 1)),
    );
    expect(wrong.filter(isCreditCode)).toEqual([]);
  });
});
