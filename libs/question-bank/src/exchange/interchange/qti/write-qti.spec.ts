import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestion, nastyQuestions } from '../../../testing/nasty-questions.js';
import { SIX_PICTURES, picturedQuestion, picturedQuestions } from '../../../testing/pictures.js';
import { expectRoundTrip } from '../../../testing/round-trip.js';
import { writeQti, writeQtiItem } from './write-qti.js';

describe.each(['2.1', '2.2', '3.0'] as const)('QTI %s', (version) => {
  it('A18 a package reads back as the same questions, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(nastyQuestions, async (questions) => {
        const file = writeQti(questions, version);
        expect(file.leftOut).toEqual([]);
        await expectRoundTrip(questions, file, '导出.zip', 'qti');
      }),
      { numRuns: 300 },
    );
  });

  it('A18 a single item reads back as what it says it carries', async () => {
    await fc.assert(
      fc.asyncProperty(nastyQuestion, (question) =>
        expectRoundTrip([question], writeQtiItem(question, version), '一道题.xml', 'qti'),
      ),
      { numRuns: 500 },
    );
  });

  it('A18 pictures of a package come back where they were', async () => {
    await fc.assert(
      fc.asyncProperty(picturedQuestions, (questions) =>
        expectRoundTrip(questions, writeQti(questions, version, SIX_PICTURES), '导出.zip', 'qti'),
      ),
      { numRuns: 100 },
    );
  });

  it('A18 pictures of a single item come back where they were', async () => {
    await fc.assert(
      fc.asyncProperty(picturedQuestion, (question) =>
        expectRoundTrip([question], writeQtiItem(question, version, SIX_PICTURES), '一道题.xml', 'qti'),
      ),
      { numRuns: 100 },
    );
  });
});
