import { describe, expect, it } from '@jest/globals';
import { isCreditCode } from '../modules/organisations/structure/credit-code.js';
import { idProblem } from '../modules/organisations/people/id-document.js';
import { inventedCreditCode, inventedIdNumber, inventedPhone, NOWHERE } from './invented-numbers.js';

describe('numbers that belong to nobody', () => {
  it('A13 ID numbers keep every rule of their form, in a county that does not exist', () => {
    for (let serial = 0; serial < 500; serial += 7) {
      for (const sex of ['man', 'woman'] as const) {
        const number = inventedIdNumber('1988-02-29', serial, sex);
        expect([number, idProblem('resident_id', number, '2026-11-01')]).toEqual([number, null]);
        expect(number.slice(0, 6)).toBe(NOWHERE);
        expect(Number(number[16]) % 2).toBe(sex === 'man' ? 1 : 0);
      }
    }
    expect(() => inventedIdNumber('1988-02-29', 500, 'man')).toThrow('500');
  });

  it('credit codes have both check characters right and the same county', () => {
    for (let serial = 0; serial < 2000; serial += 1) {
      const code = inventedCreditCode('91', 'D', serial);
      expect([code, isCreditCode(code)]).toEqual([code, true]);
      expect(code.slice(2, 8)).toBe(NOWHERE);
    }
    // GB 11714-1997 gives this example: D2143569-X
    expect(inventedCreditCode('91', 'D', 2_143_569).slice(8, 17)).toBe('D2143569X');
  });

  it('phones have eleven digits and begin with 160', () => {
    expect(inventedPhone(1)).toBe('16000000001');
    expect(() => inventedPhone(100_000_000)).toThrow('phones');
  });
});
