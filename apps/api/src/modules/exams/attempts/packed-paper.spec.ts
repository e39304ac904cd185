import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Paper } from '@zhian/question-bank';
import fc from 'fast-check';
import { packPaper, unpackPaper } from './packed-paper.js';

const slot = fc.record({
  versionId: fc.uuid(),
  questionId: fc.uuid(),
  type: fc.constantFrom('single', 'multiple', 'true_false'),
  points: fc.integer({ min: 0, max: 0xffff_ffff }),
  optionOrder: fc
    .integer({ min: 0, max: 26 })
    .chain((n) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })),
});
const paper: fc.Arbitrary<Paper> = fc
  .record({
    algorithm: fc.constantFrom('zhian-draw-1' as const, 'zhian-draw-2' as const),
    seed: fc.stringMatching(/^[0-9a-f]{64}$/),
    totalPoints: fc.nat(),
    context: fc.option(
      fc.record({ ownPostIds: fc.array(fc.uuid()), neighbours: fc.array(fc.array(fc.uuid(), { maxLength: 5 })) }),
      { nil: undefined },
    ),
    slots: fc.array(slot, { maxLength: 120 }),
  })
  .map(({ context, slots, ...rest }) => ({
    ...rest,
    ...(context ? { context } : {}),
    slots: slots.map((each, index) => ({ slot: index + 1, ...each })),
  }));

const paperOf = (questions: number): Paper => ({
  algorithm: 'zhian-draw-2',
  seed: 'ab'.repeat(32),
  totalPoints: questions * 100,
  slots: Array.from({ length: questions }, (_, index) => ({
    slot: index + 1,
    versionId: randomUUID(),
    questionId: randomUUID(),
    type: 'single' as const,
    points: 100,
    optionOrder: [2, 0, 3, 1],
  })),
});

describe('a packed paper', () => {
  it('A06 comes out of its bytes as it went in, whatever was drawn', () => {
    fc.assert(
      fc.property(paper, (drawn) => {
        expect(unpackPaper(packPaper(drawn))).toEqual(drawn);
      }),
      { numRuns: Number(process.env['ZHIAN_RUNS'] ?? 200) },
    );
  });

  it('takes 42 bytes for a question with four options', () => {
    expect(packPaper(paperOf(100)).length - packPaper(paperOf(50)).length).toBeLessThanOrEqual(50 * 42 + 1);
  });

  it('is not written when it could not be read again', () => {
    const drawn = paperOf(3);
    const [first, second, third] = drawn.slots;
    if (!first || !second || !third) throw new Error('no slots');
    expect(() => packPaper({ ...drawn, slots: [second, first, third] })).toThrow(RangeError);
    expect(() => packPaper({ ...drawn, slots: [{ ...first, versionId: 'q1' }] })).toThrow(RangeError);
    expect(() => unpackPaper(Buffer.from([9, 0, 0, 123, 125]))).toThrow(RangeError);
  });
});
