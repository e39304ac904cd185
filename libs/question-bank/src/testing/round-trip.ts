import { expect } from '@jest/globals';
import type { ExportedFile } from '../exchange/interchange/exported-file.js';
import { readQuestionFile } from '../exchange/read-question-file.js';
import type { ReadResult } from '../exchange/read-result.js';
import type { WritableQuestion } from '../exchange/write-questions.js';
import { SIX_PICTURES, takerOf } from './pictures.js';

/** Reads a written file and expects the questions in it, less what the writer said it left out. */
export async function expectRoundTrip(
  questions: readonly WritableQuestion[],
  file: ExportedFile,
  fileName: string,
  format: ReadResult['format'],
): Promise<void> {
  const carried = questions.map((question) => ({ ...question }));
  const gone = new Set<number>();
  for (const { index, what, reason } of file.leftOut) {
    expect(reason).toMatch(/[一-鿿].*。$/);
    const question = carried[index];
    if (what === 'question') gone.add(index);
    else if (question && what === 'explanation') question.explanation = '';
    else if (question && what === 'criteriaClause') delete question.criteriaClause;
    else if (question && what === 'images') delete question.images;
    else if (question) Object.assign(question, { [what]: null });
  }
  const expected = carried.filter((_, index) => !gone.has(index));
  if (expected.length === 0) return;
  const result = await readQuestionFile({ bytes: file.bytes, fileName }, { takePicture: takerOf(SIX_PICTURES) });
  expect(result.format).toBe(format);
  expect(result.refused).toEqual([]);
  expect(result.doubts).toEqual([]);
  expect(result.questions.map(({ source, ...rest }) => ({ ...rest, ...(source.row > 0 ? {} : { source }) }))).toEqual(
    expected,
  );
}
