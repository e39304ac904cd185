import { decodeText, isText } from '../decode-text.js';
import { headOf } from '../file-head.js';
import type { FileHead } from '../file-head.js';
import { refuseForeign } from '../foreign-file.js';
import type { FormatReader } from '../formats.js';
import { docxAnswerLines } from '../docx/answer-lines.js';
import type { QuestionFile, ReadOptions } from '../read-options.js';
import type { ReadResult } from '../read-result.js';
import * as P from './patterns.js';
import { plainLines } from './read-blocks.js';
import { readQuestionText } from './read-question-text.js';
import { textBlocks } from './text-blocks.js';
import type { TextLine } from './text-question.js';

/** Questions as plain text, UTF-8, UTF-16 or GB18030. Text of any other format ends in .txt too, so no name decides. */
export const textReader: FormatReader = {
  id: 'text',
  extensions: [],
  detect: ({ text }: FileHead): boolean => text !== null && looksLikeQuestions(text),
  read: readText,
};

/** Text as this product writes it: its first question and its answers tell it from GIFT, whatever the questions say. */
export const ownTextReader: FormatReader = {
  ...textReader,
  detect: ({ text }: FileHead): boolean => text !== null && P.OWN_START.test(text) && P.OWN_ANSWER.test(text),
};

async function readText(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const answers = await answersOf(options);
  return readQuestionText(decodeText(file.bytes), { ...options, answers });
}

/** The lines of the second file, text or Word, that holds the answers. @throws UnreadableFileError */
export async function answersOf({ companions, signal }: ReadOptions): Promise<TextLine[] | undefined> {
  if (companions === undefined || companions.length === 0) return undefined;
  const lines: TextLine[] = [];
  for (const companion of companions) {
    const { bytes } = companion;
    const isPlain = isText(bytes);
    if (!isPlain) refuseForeign(headOf(companion));
    const found = isPlain ? plainLines(textBlocks(decodeText(bytes))) : await docxAnswerLines(bytes, signal);
    for (const line of found) lines.push(line);
  }
  return lines;
}

function looksLikeQuestions(text: string): boolean {
  return P.LOOKS_NUMBERED.test(text) && (P.LOOKS_ANSWERED.test(text) || P.LOOKS_CHOICE.test(text));
}
