import type { FileHead } from './file-head.js';
import type { QuestionFile, ReadOptions } from './read-options.js';
import type { FileFormat, ReadResult } from './read-result.js';
import { aikenReader } from './interchange/aiken/read-aiken.js';
import { giftReader } from './interchange/gift/read-gift.js';
import { moodleXmlReader } from './interchange/moodle-xml/read-moodle-xml.js';
import { qtiReader } from './interchange/qti/read-qti.js';
import { refuseForeign } from './foreign-file.js';
import { docxReader } from './docx/docx-reader.js';
import { spreadsheetReader } from './read-spreadsheet.js';
import { ownTextReader, textReader } from './text/text-reader.js';

/** One format of question files: how it is known, and its reader. */
export interface FormatReader {
  id: FileFormat;
  /** Usual endings of the name, in lower case; they only decide between formats that both know the content. */
  extensions: readonly string[];
  /** True when the content looks like this format. Looks at the head of the file only. */
  detect: (head: FileHead) => boolean;
  /** @throws UnreadableFileError */
  read: (file: QuestionFile, options: ReadOptions) => Promise<ReadResult>;
}

/** The most particular first: where several know the content and the name does not help, the first one reads. */
export const FORMATS: readonly FormatReader[] = [
  ownTextReader,
  aikenReader,
  giftReader,
  moodleXmlReader,
  qtiReader,
  docxReader,
  spreadsheetReader,
  textReader,
];

const PLAIN_TEXT: readonly string[] = ['txt', 'md'];

/**
 * The reader for a file. Content that nobody knows goes to the reader of texts or of spreadsheets, by its name: their refusals
 * say what to do.
 *
 * @throws UnreadableFileError when it is of a kind that nobody reads
 */
export function readerFor(head: FileHead): FormatReader {
  const known = FORMATS.filter((format) => format.detect(head));
  const reader = known.find((format) => format.extensions.includes(head.extension)) ?? known[0];
  if (reader !== undefined) return reader;
  refuseForeign(head);
  return head.text !== null && PLAIN_TEXT.includes(head.extension) ? textReader : spreadsheetReader;
}
