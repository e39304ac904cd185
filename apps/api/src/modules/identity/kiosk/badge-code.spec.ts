import { describe, expect, it } from '@jest/globals';
import qrcode from 'qrcode';
import { BADGE_CODE, newBadgeCode } from './badge-code.js';

describe('codes of badges', () => {
  it('are forty digits, each time others', () => {
    const codes = Array.from({ length: 500 }, newBadgeCode);
    for (const code of codes) expect(code).toMatch(BADGE_CODE);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('use every digit at every place', () => {
    const codes = Array.from({ length: 500 }, newBadgeCode);
    for (let place = 0; place < 40; place += 1) expect(new Set(codes.map((code) => code.charAt(place))).size).toBe(10);
  });

  it('fit a symbol of 29 modules at the highest error level', () => {
    expect(qrcode.create(newBadgeCode(), { errorCorrectionLevel: 'H' }).modules.size).toBe(29);
  });
});
