import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { gradePaper, gradeSlot } from './grade.js';
import type { GradedSlotInput } from './grade.js';
import { SCORING_SCHEMES } from './schemes.js';
import type { ScoringScheme } from './schemes.js';

const LABELS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const multiple = (points: number, more: Partial<GradedSlotInput> = {}): GradedSlotInput => ({
  slot: 1,
  type: 'multiple',
  points,
  key: ['A', 'B', 'D'],
  optionLabels: ['A', 'B', 'C', 'D'],
  ...more,
});

interface Case {
  slot: GradedSlotInput;
  answer: string[];
  scheme: ScoringScheme;
  /** A permutation of the option positions. */
  order: number[];
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const, 'true_false' as const),
    count: fc.integer({ min: 2, max: 8 }),
    points: fc.integer({ min: 0, max: 1000 }),
    scheme: fc.constantFrom(...SCORING_SCHEMES),
    weighted: fc.boolean(),
  })
  .chain(({ type, count, points, scheme, weighted }) => {
    const optionLabels = LABELS.slice(0, type === 'true_false' ? 2 : count);
    const size = type === 'multiple' ? optionLabels.length : 1;
    return fc
      .record({
        key: fc.subarray(optionLabels, { minLength: 1, maxLength: size }),
        answer: fc.subarray(optionLabels),
        order: fc.shuffledSubarray(
          optionLabels.map((_, index) => index),
          { minLength: optionLabels.length },
        ),
        shares: fc.array(fc.integer({ min: 0, max: 100 }), {
          minLength: optionLabels.length,
          maxLength: optionLabels.length,
        }),
      })
      .map(({ key, answer, order, shares }) => {
        const total = Math.max(
          1,
          optionLabels.reduce((sum, label, at) => sum + (key.includes(label) ? (shares[at] ?? 0) : 0), 0),
        );
        const weights = weighted
          ? shares.map((share) => Math.floor((share * points) / Math.max(total, 100)))
          : undefined;
        return { slot: { slot: 1, type, points, key, optionLabels, weights }, answer, scheme, order };
      });
  });

describe('A07 grading', () => {
  it('keeps the score a whole number within 0 and the points, full exactly for the right options (5,000 cases)', () => {
    fc.assert(
      fc.property(cases, ({ slot, answer, scheme }) => {
        const grade = gradeSlot(slot, answer, scheme);
        const exact = [...slot.key].sort().join('') === [...answer].sort().join('');
        expect(Number.isInteger(grade.awarded)).toBe(true);
        expect(grade.awarded).toBeGreaterThanOrEqual(0);
        expect(grade.awarded).toBeLessThanOrEqual(slot.points);
        expect(grade.correct).toBe(exact);
        expect(grade.answered).toBe(answer.length > 0);
        const nothing = answer.length === 0 || slot.type !== 'multiple' || scheme === 'all-or-nothing';
        const certain = exact ? slot.points : nothing ? 0 : grade.awarded;
        expect(grade.awarded).toBe(certain);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  it('never changes when the options are put in another order (5,000 cases)', () => {
    fc.assert(
      fc.property(cases, ({ slot, answer, scheme, order }) => {
        // Old option i moves to place order[i] and takes that place's label.
        const rename = (label: string): string => LABELS[order[slot.optionLabels.indexOf(label)] ?? 0] ?? '';
        const weights = slot.weights && order.map((_, place) => slot.weights?.[order.indexOf(place)] ?? 0);
        const moved = { ...slot, key: slot.key.map(rename), weights };
        expect(gradeSlot(moved, answer.map(rename).toReversed(), scheme)).toEqual(gradeSlot(slot, answer, scheme));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  it('is pure: the same twice, and nothing given is changed', () => {
    const slot = Object.freeze(
      multiple(200, { key: Object.freeze(['D', 'A']), optionLabels: Object.freeze(['A', 'B', 'C', 'D']) }),
    );
    const answer = Object.freeze(['D']);
    expect(gradeSlot(slot, answer, 'half-if-incomplete')).toEqual(gradeSlot(slot, answer, 'half-if-incomplete'));
  });

  // One answer matrix, all schemes: a 2-point question of four options, right are A, B and D.
  it.each<[string, string[], Record<ScoringScheme, number>]>([
    [
      'nothing',
      [],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 0,
        'half-if-incomplete': 0,
        'option-weights': 0,
        'plus-minus-half': 0,
      },
    ],
    [
      'A',
      ['A'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 50,
        'half-if-incomplete': 100,
        'option-weights': 66,
        'plus-minus-half': 50,
      },
    ],
    [
      'AB',
      ['A', 'B'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 100,
        'half-if-incomplete': 100,
        'option-weights': 133,
        'plus-minus-half': 100,
      },
    ],
    [
      'ABD',
      ['A', 'B', 'D'],
      {
        'all-or-nothing': 200,
        'half-per-right-option': 200,
        'half-if-incomplete': 200,
        'option-weights': 200,
        'plus-minus-half': 200,
      },
    ],
    [
      'ABCD',
      ['A', 'B', 'C', 'D'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 0,
        'half-if-incomplete': 0,
        'option-weights': 0,
        'plus-minus-half': 100,
      },
    ],
    [
      'AC',
      ['A', 'C'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 0,
        'half-if-incomplete': 0,
        'option-weights': 0,
        'plus-minus-half': 0,
      },
    ],
    [
      'C',
      ['C'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 0,
        'half-if-incomplete': 0,
        'option-weights': 0,
        'plus-minus-half': 0,
      },
    ],
    [
      'AA',
      ['A', 'A'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 50,
        'half-if-incomplete': 100,
        'option-weights': 66,
        'plus-minus-half': 50,
      },
    ],
    [
      'AZ',
      ['A', 'Z'],
      {
        'all-or-nothing': 0,
        'half-per-right-option': 0,
        'half-if-incomplete': 0,
        'option-weights': 0,
        'plus-minus-half': 0,
      },
    ],
  ])('scores %s by every scheme as rules.md 4.2 says', (_, answer, expected) => {
    const found = Object.fromEntries(
      SCORING_SCHEMES.map((scheme) => [scheme, gradeSlot(multiple(200), answer, scheme).awarded]),
    );
    expect(found).toEqual(expected);
  });

  it.each([
    [100, 0],
    [150, 100],
    [101, 100],
    [200, 100],
    [250, 200],
    [300, 200],
    [400, 200],
    [0, 0],
  ])('half-if-incomplete: half of %i hundredths is %i, rounded up to a whole point', (points, half) => {
    expect(gradeSlot(multiple(points), ['A'], 'half-if-incomplete').awarded).toBe(half);
  });

  it('half-per-right-option and plus-minus-half stop at the points', () => {
    expect(gradeSlot(multiple(80), ['A', 'B'], 'half-per-right-option').awarded).toBe(80);
    expect(gradeSlot(multiple(80), ['A', 'B'], 'plus-minus-half').awarded).toBe(80);
  });

  it('uses the weights of the right options only', () => {
    const slot = multiple(200, { weights: [120, 50, 500, 30] });
    expect(gradeSlot(slot, ['A', 'D'], 'option-weights').awarded).toBe(150);
    expect(gradeSlot(slot, ['A', 'C'], 'option-weights').awarded).toBe(0);
    expect(gradeSlot({ ...slot, weights: [120] }, ['A', 'B'], 'option-weights').awarded).toBe(120);
  });

  it('gives a withdrawn question to everybody, answered or not', () => {
    const slot = multiple(200, { withdrawn: true });
    expect(gradeSlot(slot, [], 'all-or-nothing')).toEqual({
      slot: 1,
      awarded: 200,
      correct: false,
      answered: false,
      voided: 'full',
    });
    expect(gradeSlot(slot, ['C'], 'all-or-nothing').awarded).toBe(200);
  });

  it('takes a dropped question out of score and maximum', () => {
    const slots = [multiple(200, { dropped: true, withdrawn: true }), { ...multiple(300), slot: 2 }];
    const answers = new Map([[1, slots[0]?.key ?? []]]);
    const { total, max, slots: graded } = gradePaper({ slots, answers, scheme: 'all-or-nothing' });
    expect([total, max]).toEqual([0, 300]);
    expect(graded[0]).toEqual({ slot: 1, awarded: 0, correct: true, answered: true, voided: 'drop' });
  });

  it.each<[string, Partial<GradedSlotInput>]>([
    ['fractions of a hundredth', { points: 0.5 }],
    ['negative points', { points: -100 }],
    ['an empty key', { key: [] }],
    ['negative weights', { weights: [-1, 0, 0, 0] }],
    ['fractional weights', { weights: [0.5, 0, 0, 0] }],
    ['weights beyond the points', { weights: [100, 100, 0, 1] }],
  ])('refuses %s', (_, more) => {
    expect(() => gradeSlot(multiple(200, more), ['A'], 'all-or-nothing')).toThrow(RangeError);
  });

  it('adds up a paper and ignores answers to slots it does not have', () => {
    const slots = [
      multiple(200),
      { ...multiple(100, { key: ['A'] }), slot: 2, type: 'single' as const },
      { ...multiple(100), slot: 3 },
    ];
    const answers = new Map([
      [1, ['A']],
      [2, ['A']],
      [9, ['A']],
    ]);
    expect(gradePaper({ slots, answers, scheme: 'half-per-right-option' })).toEqual({
      total: 150,
      max: 400,
      slots: [
        { slot: 1, awarded: 50, correct: false, answered: true },
        { slot: 2, awarded: 100, correct: true, answered: true },
        { slot: 3, awarded: 0, correct: false, answered: false },
      ],
    });
  });
});
