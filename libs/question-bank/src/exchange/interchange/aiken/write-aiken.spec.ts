import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestions } from '../../../testing/nasty-questions.js';
import { expectRoundTrip } from '../../../testing/round-trip.js';
import { writeAiken } from './write-aiken.js';

describe('writeAiken', () => {
  it('A18 gives a file that reads back as what it says it carries', async () => {
    await fc.assert(
      fc.asyncProperty(nastyQuestions, (questions) =>
        expectRoundTrip(questions, writeAiken(questions), '导出.txt', 'aiken'),
      ),
      { numRuns: 1000 },
    );
  });
});
