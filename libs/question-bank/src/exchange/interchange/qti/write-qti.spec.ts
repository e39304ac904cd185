import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nastyQuestion, nastyQuestions } from '../../../testing/nasty-questions.js';
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
});
