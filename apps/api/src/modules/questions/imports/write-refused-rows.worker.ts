import { writeRefusedRows, type FileCorrections, type QuestionFile } from '@zhian/question-bank';
import { answerAside } from '../../../platform/workers/aside.js';

export interface RefusedRowsInput {
  readonly file: QuestionFile;
  readonly corrections: FileCorrections;
}

await answerAside(({ file, corrections }: RefusedRowsInput) => writeRefusedRows(file, { corrections }));
