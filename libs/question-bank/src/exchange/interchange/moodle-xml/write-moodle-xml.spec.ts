import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestions } from '../../../testing/nasty-questions.js';
import { SIX_PICTURES, picturedQuestions } from '../../../testing/pictures.js';
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

  it('A18 pictures come back where they were', async () => {
    await fc.assert(
      fc.asyncProperty(picturedQuestions, async (questions) => {
        const file = writeMoodleXml(questions, SIX_PICTURES);
        await expectRoundTrip(questions, file, '导出.xml', 'moodle-xml');
      }),
      { numRuns: 300 },
    );
  });
});
