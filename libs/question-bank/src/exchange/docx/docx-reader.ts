import { startsWith } from '../decode-text.js';
import type { FileHead } from '../file-head.js';
import type { FormatReader } from '../formats.js';
import { Pace } from '../pace.js';
import type { QuestionFile, ReadOptions } from '../read-options.js';
import type { ReadResult } from '../read-result.js';
import { ResultCollector } from '../result-collector.js';
import { BODY_SHEET } from '../text/collect-lines.js';
import { readBlocks } from '../text/read-blocks.js';
import { answersOf } from '../text/text-reader.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { mainPart, withDocument } from './open-document.js';

const OLD_DOCUMENT = [0xd0, 0xcf, 0x11, 0xe0];

/** Word documents. An old .doc is known by its name and refused with what to do. */
export const docxReader: FormatReader = {
  id: 'docx',
  extensions: ['docx', 'docm', 'dotx', 'doc', 'wps'],
  detect: ({ parts, extension, bytes }: FileHead): boolean =>
    mainPart(parts) !== undefined || (/^(?:do[ct]|wps)/u.test(extension) && startsWith(bytes, OLD_DOCUMENT)),
  read: readDocx,
};

async function readDocx(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  if (startsWith(file.bytes, OLD_DOCUMENT)) throw new UnreadableFileError('old-or-encrypted-document');
  const pace = new Pace(options);
  const answers = await answersOf(options);
  const collector = new ResultCollector('docx', options);
  const remarks = await withDocument(
    file.bytes,
    { signal: options.signal, onProgress: pace.read },
    async (document) => {
      const tick = (): void => options.signal?.throwIfAborted();
      await readBlocks(collector, document.blocks, pace, options, { answers, unit: '段', tick });
      return document.remarks;
    },
  );
  for (const { row, code, message } of remarks) {
    collector.doubt({ sheet: BODY_SHEET, row, column: null, code, message: `${BODY_SHEET} ${row} 段：${message}` });
  }
  pace.end();
  return collector.result;
}
