import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  certificateNumber,
  isCertificateNumber,
  normaliseCertificateNumber,
  normaliseVerificationCode,
  verificationCode,
} from '../index.js';
import { ALPHABET, checkSymbols, encodeBits } from './base32.js';

/** The law asks for 1,000,000: ZHIAN_RUNS=1000000 for the whole size. */
const COUNT = Number(process.env['ZHIAN_RUNS'] ?? 100_000);

const number = (entropy: Uint8Array = randomBytes(16)) =>
  certificateNumber({ divisionCode: '140428', year: 2026, type: 'PX', entropy });

/** Every text that differs from this one in one symbol, or in two neighbours changing places. */
function slips(text: string): string[] {
  const list: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '-') continue;
    for (const symbol of ALPHABET) if (symbol !== text[at]) list.push(text.slice(0, at) + symbol + text.slice(at + 1));
    const next = text[at + 1] === '-' ? at + 2 : at + 1;
    if (next >= text.length || text[at] === text[next]) continue;
    const symbols = [...text];
    [symbols[at], symbols[next]] = [symbols[next] ?? '', symbols[at] ?? ''];
    list.push(symbols.join(''));
  }
  return list;
}

describe('A37 certificate numbers and verification codes', () => {
  it(`A37 ${COUNT} numbers and codes are unique and every random symbol is used in every place`, () => {
    // Birthday bound n²/2·2⁻ᵇ: 55 bits of a number: p = 1.4·10⁻⁷ here, 1.4·10⁻⁵ at 10⁶ (the law's size), and the column is
    // unique besides; 130 bits of a code: p < 10⁻²⁷ at 10⁶. A generator with 40 bits would fail here with p = 0.5 %.
    const numbers = new Set<string>();
    const codes = new Set<string>();
    const seen = Array.from({ length: 28 }, () => new Set<string>());
    for (let n = 0; n < COUNT; n++) {
      const entropy = randomBytes(16);
      numbers.add(number(entropy));
      const code = verificationCode(entropy);
      codes.add(code);
      for (const [place, symbol] of [...code.replaceAll('-', '')].entries()) seen[place]?.add(symbol);
    }
    expect([numbers.size, codes.size]).toEqual([COUNT, COUNT]);
    expect(seen.map((symbols) => symbols.size)).toEqual(seen.map(() => 32));
  });

  it('A37 a code carries at least 128 bits, and the number gives none of them away', () => {
    const entropy = new Uint8Array(16);
    const code = verificationCode(entropy);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect((code.replaceAll('-', '').length - 2) * 5).toBeGreaterThanOrEqual(128);
    expect(code.replaceAll('-', '')).not.toContain(number(entropy).slice(15).replaceAll('-', '').slice(0, 4));
    for (let bit = 0; bit < 128; bit++) {
      const flipped = new Uint8Array(16);
      flipped[bit >> 3] = 1 << (bit & 7);
      expect(verificationCode(flipped)).not.toBe(code);
    }
  });

  it('has the printed form and refuses parts of another shape', () => {
    expect(number()).toMatch(/^140428-2026-PX(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const entropy = randomBytes(16);
    const base = { divisionCode: '140428', year: 2026, type: 'PX', entropy };
    expect(certificateNumber(base)).toBe(certificateNumber({ ...base }));
    const bad = [
      { divisionCode: '14042' },
      { divisionCode: '１４０４２８' },
      { year: 26 },
      { year: 2026.5 },
      { type: 'PI' },
      { type: 'P' },
    ];
    for (const change of bad) expect(() => certificateNumber({ ...base, ...change })).toThrow(RangeError);
    for (const make of [number, verificationCode]) expect(() => make(new Uint8Array(15))).toThrow(RangeError);
  });

  it('finds every wrong symbol and every swap of neighbours', () => {
    for (let n = 0; n < 20; n++) {
      const [good, code] = [number(), verificationCode(randomBytes(16))];
      expect(isCertificateNumber(good)).toBe(true);
      expect(normaliseVerificationCode(code)).toBe(code);
      expect(slips(good).filter((slip) => isCertificateNumber(slip))).toEqual([]);
      expect(slips(code).filter((slip) => normaliseVerificationCode(slip) !== null)).toEqual([]);
    }
  });

  it('reads what people type', () => {
    const code = verificationCode(Uint8Array.from({ length: 16 }, (_, index) => index * 7));
    const typed = code.replace(/1/g, 'l').replace(/0/g, 'o').replace(/V/g, 'u').toLowerCase();
    const wide = [...code].map((c) => (c === '-' ? '—' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('');
    for (const text of [
      typed,
      ` ${code} `,
      code.replaceAll('-', ' '),
      code.replaceAll('-', ''),
      wide,
      code.replaceAll('-', '－'),
    ]) {
      expect(normaliseVerificationCode(text)).toBe(code);
    }
    for (const text of ['', 'x', code.slice(1), `${code}0`, '*'.repeat(28), '岚'.repeat(28), '0'.repeat(1_000_000)]) {
      expect(normaliseVerificationCode(text)).toBeNull();
    }
    const good = number();
    expect(normaliseCertificateNumber(good.toLowerCase().replaceAll('-', ' '))).toBe(good);
    for (const text of ['', '140428', `${good}0`, '-'.repeat(1_000_000)]) {
      expect([isCertificateNumber(text), normaliseCertificateNumber(text)]).toEqual([false, null]);
    }
    expect(isCertificateNumber(good.replaceAll('-', ''))).toBe(false);
  });
});

describe('base 32', () => {
  it('takes bits from the left and counts missing ones as zero', () => {
    expect(encodeBits(Uint8Array.of(0b00001_000, 0b10_00011_0, 0b0100_0000), 4)).toBe('1234');
    expect(encodeBits(Uint8Array.of(0xff), 3)).toBe('ZW0');
  });

  it('refuses to check what is too long or not of the alphabet', () => {
    expect(() => checkSymbols('0'.repeat(32), 1)).toThrow(RangeError);
    expect(() => checkSymbols('0I', 1)).toThrow(RangeError);
    expect(checkSymbols('', 2)).toBe('00');
  });
});
