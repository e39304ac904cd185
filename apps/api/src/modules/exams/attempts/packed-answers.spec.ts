import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packAnswers, unpackChoices, unpackSeqs } from './packed-answers.js';

const answer = fc.record({
  choice: fc.subarray([...'ABCDEFGH']).map((labels) => labels.join('')),
  clientSeq: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
});
/** By slot, in their order, with gaps where nothing was ever sent. */
const answers = fc
  .uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 120 })
  .chain((slots) => fc.tuple(fc.constant(slots.sort((a, b) => a - b)), fc.array(answer, { minLength: 120 })))
  .map(([slots, given]) => slots.map((slot, index) => ({ slot, ...(given[index] ?? { choice: 'A', clientSeq: 1 }) })));

describe('packed answers', () => {
  it('come out of their text as they went in, with gaps and what was taken back', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { choices, seqs } = packAnswers(given);
        const chosen = given.filter(({ choice }) => choice !== '');
        expect(unpackChoices(choices)).toEqual(Object.fromEntries(chosen.map(({ slot, choice }) => [slot, choice])));
        expect(unpackSeqs(seqs)).toEqual(Object.fromEntries(given.map(({ slot, clientSeq }) => [slot, clientSeq])));
      }),
      { numRuns: Number(process.env['ZHIAN_RUNS'] ?? 200) },
    );
  });

  it('are short: a letter and a small number for a question that is answered in its turn', () => {
    const given = [
      { slot: 1, choice: 'A', clientSeq: 1764 },
      { slot: 2, choice: 'AC', clientSeq: 1776 },
      { slot: 4, choice: '', clientSeq: 1771 },
    ];
    expect(packAnswers(given)).toEqual({ choices: 'A,AC,,', seqs: '1764,12,,-5' });
    expect(packAnswers([])).toEqual({ choices: '', seqs: '' });
  });
});
