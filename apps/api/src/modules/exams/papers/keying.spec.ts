import { describe, expect, it } from '@jest/globals';
import { answersOf, differencesOf, missingSlots, shownOf, toKeyed } from './keying.js';
import { paperNumber, readPaperNumber } from './paper-number.js';

const slots = [
  { type: 'single' as const, optionOrder: [2, 0, 1] },
  { type: 'multiple' as const, optionOrder: [3, 2, 1, 0] },
  { type: 'true_false' as const, optionOrder: [0, 1] },
];

describe('keying in', () => {
  it('takes the letters as printed and gives them back so; blank is an answer of its own', () => {
    const { keyed, errors } = toKeyed(slots, [
      { slot: 1, choice: ['A'] },
      { slot: 2, choice: ['D', 'A'] },
      { slot: 3, choice: [] },
    ]);
    expect(errors).toEqual([]);
    expect(keyed).toEqual({ 1: 'C', 2: 'AD', 3: '' });
    expect(shownOf(slots, keyed)).toEqual([
      { slot: 1, choice: ['A'] },
      { slot: 2, choice: ['A', 'D'] },
      { slot: 3, choice: [] },
    ]);
    expect(missingSlots(4, keyed)).toEqual([4]);
    expect(answersOf(keyed)).toEqual([
      { slot: 1, choice: 'C', clientSeq: 1 },
      { slot: 2, choice: 'AD', clientSeq: 1 },
    ]);
  });

  it.each([
    [[{ slot: 1, choice: ['D'] }], '没有这个选项'],
    [[{ slot: 1, choice: ['A', 'B'] }], '只能选一项'],
    [[{ slot: 9, choice: ['A'] }], '没有这道题'],
  ])('refuses %j', (given, because) => {
    expect(toKeyed(slots, given).errors[0]?.message).toContain(because);
  });

  it('names what two people read differently', () => {
    expect(differencesOf(3, { 1: 'A', 2: 'AC', 3: '' }, { 1: 'A', 2: 'A', 3: 'B' })).toEqual([
      { slot: 2, first: 'AC', second: 'A' },
      { slot: 3, first: '', second: 'B' },
    ]);
  });
});

describe('number of a paper', () => {
  it('is read as typed, and refused with any one character wrong or two swapped', () => {
    const number = paperNumber(new Uint8Array([17, 99, 203, 4, 250]));
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(readPaperNumber(` ${number.toLowerCase().replace('-', ' ')} `)).toBe(number);
    const plain = number.replace('-', '');
    for (let at = 0; at < plain.length; at += 1)
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (other !== plain[at]) expect(readPaperNumber(plain.slice(0, at) + other + plain.slice(at + 1))).toBeNull();
    for (let at = 0; at + 1 < plain.length; at += 1) {
      const swapped = plain.slice(0, at) + plain.charAt(at + 1) + plain.charAt(at) + plain.slice(at + 2);
      if (swapped !== plain) expect(readPaperNumber(swapped)).toBeNull();
    }
    expect(readPaperNumber('')).toBeNull();
    expect(readPaperNumber('../../etc')).toBeNull();
  });
});
