import { describe, expect, it } from '@jest/globals';
import type { SlotGrade } from '@zhian/question-bank';
import fc from 'fast-check';
import { packGrade, unpackGrade } from './packed-grade.js';

const grade: fc.Arbitrary<SlotGrade[]> = fc
  .array(
    fc.record({
      standing: fc.constantFrom('right', 'wrong', 'blank'),
      awarded: fc.nat({ max: 100_000 }),
      voided: fc.constantFrom(undefined, 'full' as const, 'drop' as const),
    }),
    { maxLength: 120 },
  )
  .map((slots) =>
    slots.map(({ standing, awarded, voided }, index) => ({
      slot: index + 1,
      awarded,
      correct: standing === 'right',
      answered: standing !== 'blank',
      ...(voided ? { voided } : {}),
    })),
  );

describe('a packed grade', () => {
  it('comes out of its text as it went in, whatever was awarded', () => {
    fc.assert(
      fc.property(grade, (slots) => {
        expect(unpackGrade(packGrade(slots))).toEqual(slots);
      }),
      { numRuns: Number(process.env['ZHIAN_RUNS'] ?? 200) },
    );
  });

  it('says a question in a few characters', () => {
    const slots: SlotGrade[] = [
      { slot: 1, awarded: 100, correct: true, answered: true },
      { slot: 2, awarded: 0, correct: false, answered: true },
      { slot: 3, awarded: 0, correct: false, answered: false },
      { slot: 4, awarded: 200, correct: true, answered: true, voided: 'full' },
    ];
    expect(packGrade(slots)).toBe('r100,w,b,r200f');
  });

  it('is neither written nor read when it could not be told', () => {
    expect(() => packGrade([{ slot: 2, awarded: 0, correct: false, answered: false }])).toThrow(RangeError);
    for (const text of ['x', 'r100,', 'r1.5', 'w10z']) expect(() => unpackGrade(text)).toThrow(RangeError);
  });
});
