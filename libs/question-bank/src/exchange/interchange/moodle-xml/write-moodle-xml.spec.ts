import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestions } from '../../../testing/nasty-questions.js';
import { expectRoundTrip } from '../../../testing/round-trip.js';
import { writeMoodleXml } from './write-moodle-xml.js';

describe('writeMoodleXml', () => {
  it('A18 gives a file that reads back as the same questions, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(nastyQuestions, async (questions) => {
        const file = writeMoodleXml(questions);
        expect(file.leftOut).toEqual([]);
        await expectRoundTrip(questions, file, '导出.xml', 'moodle-xml');
      }),
      { numRuns: 1000 },
    );
  });
});
