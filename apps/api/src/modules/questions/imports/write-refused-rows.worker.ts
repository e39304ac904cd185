import { writeRefusedRows, type FileCorrections, type QuestionFile, type RefusedRow } from '@zhian/question-bank';
import { answerAside } from '../../../platform/workers/aside.js';

export interface RefusedRowsInput {
  readonly file: QuestionFile;
  readonly corrections: FileCorrections;
  /** As the preview names them: pictures are not looked at again. */
  readonly refused: readonly RefusedRow[];
}

await answerAside(({ file, ...options }: RefusedRowsInput) => writeRefusedRows(file, options));
