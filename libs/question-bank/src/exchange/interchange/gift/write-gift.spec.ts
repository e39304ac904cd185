import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestions } from '../../../testing/nasty-questions.js';
import { expectRoundTrip } from '../../../testing/round-trip.js';
import { writeGift } from './write-gift.js';

describe('writeGift', () => {
  it('A18 gives a file that reads back as the same questions, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(nastyQuestions, async (questions) => {
        const file = writeGift(questions);
        expect(file.leftOut).toEqual([]);
        await expectRoundTrip(questions, file, '导出.gift', 'gift');
      }),
      { numRuns: 1000 },
    );
  });
});
