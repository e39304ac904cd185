import { describe, expect, it } from '@jest/globals';
import { isWeakPin, newPairingCode, newPin, tidyPairingCode } from './kiosk-words.js';

describe('pairing codes', () => {
  it('are read back however they are typed', () => {
    const code = newPairingCode();
    const letters = code.replace('-', '');
    expect(code).toMatch(/^[A-HJ-KM-NP-Z2-9]{4}-[A-HJ-KM-NP-Z2-9]{4}$/);
    expect(tidyPairingCode(` ${code.toLowerCase()} `)).toBe(letters);
    expect(tidyPairingCode('ＡＢＣＤ—２３４５')).toBe('ABCD2345');
  });

  it.each(['', 'ABC', 'ABCD-23456', '————————'])('refuses %p', (typed) => {
    expect(tidyPairingCode(typed)).toBeNull();
  });
});

describe('PINs', () => {
  it.each(['000000', '123456', '654321', '890123', '121212', '112211', '123123'])('%s is weak', (pin) => {
    expect(isWeakPin(pin)).toBe(true);
  });

  it.each(['135724', '408162', '246813'])('%s is not', (pin) => {
    expect(isWeakPin(pin)).toBe(false);
  });

  it('are six digits and never weak when they are made here', () => {
    for (let n = 0; n < 200; n += 1) {
      const pin = newPin();
      expect(pin).toMatch(/^\d{6}$/);
      expect(isWeakPin(pin)).toBe(false);
    }
  });
});
