import { plainLines } from '../text/read-blocks.js';
import type { TextLine } from '../text/text-question.js';
import { withDocument } from './open-document.js';

/** The lines of a Word file that holds answers. @throws UnreadableFileError */
export async function docxAnswerLines(bytes: Uint8Array, signal?: AbortSignal): Promise<TextLine[]> {
  return withDocument(bytes, { signal }, async ({ blocks }) => plainLines(blocks));
}
