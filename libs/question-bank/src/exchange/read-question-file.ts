import { headOf } from './file-head.js';
import { readerFor } from './formats.js';
import { READ_LIMITS } from './read-limits.js';
import type { QuestionFile, ReadOptions } from './read-options.js';
import type { ReadResult } from './read-result.js';
import { handOverAll } from './result-collector.js';
import { UnreadableFileError } from './unreadable-file.js';

const MIB = 1024 * 1024;

/**
 * Reads a question file of any format in {@link FORMATS}; the content decides, the name only where two formats know it.
 * Nothing is guessed silently: a question is read, read with a doubt, or refused with the place and the reason.
 *
 * @throws UnreadableFileError when the file as a whole cannot be read, or holds no questions that we understand
 * @throws the reason of `options.signal` when that is aborted
 */
export async function readQuestionFile(file: QuestionFile, options: ReadOptions = {}): Promise<ReadResult> {
  for (const { bytes } of [file, ...(options.companions ?? [])]) {
    if (bytes.length > READ_LIMITS.fileBytes) {
      throw new UnreadableFileError('file-too-large', { limit: READ_LIMITS.fileBytes / MIB });
    }
  }
  if (file.bytes.length === 0) throw new UnreadableFileError('file-empty');
  options.signal?.throwIfAborted();
  const result = await readerFor(headOf(file)).read(file, options);
  if (options.onQuestions !== undefined) await handOverAll(result, options);
  return result;
}
