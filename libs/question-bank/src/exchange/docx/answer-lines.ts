import { plainLines } from '../text/read-blocks.js';
import type { TextLine } from '../text/text-question.js';
import { openDocument } from './open-document.js';

/** The lines of a Word file that holds answers. @throws UnreadableFileError */
export async function docxAnswerLines(bytes: Uint8Array, signal?: AbortSignal): Promise<TextLine[]> {
  return plainLines((await openDocument(bytes, { signal })).blocks);
}
