import { readQuestionFile } from '../exchange/read-question-file.js';
import type { ReadResult } from '../exchange/read-result.js';
import { makeWorkbook } from './files.js';

export const readSheets = async (...args: Parameters<typeof makeWorkbook>): Promise<ReadResult> =>
  readQuestionFile({ bytes: await makeWorkbook(...args), fileName: '题库.xlsx' });
export const readCsv = (text: string | Buffer, fileName = '综采表.csv'): Promise<ReadResult> =>
  readQuestionFile({ bytes: new Uint8Array(Buffer.from(text as string)), fileName });
/** Row, type, stem, options and key of each question, on one line. */
export const brief = (result: ReadResult): string[] =>
  result.questions.map(
    (question) =>
      `${question.source.row} ${question.type} ${question.stem} [${question.options.map((option) => option.text).join('/')}] ${question.key.join('')}`,
  );
