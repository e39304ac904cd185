import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { READ_LIMITS, UnreadableFileError, readQuestionFile, type TakePicture } from '@zhian/question-bank';
import { checkPicture } from '../modules/files/index.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { CommandError, EXIT, type Streams } from './command.js';

/**
 * `questions:check FILE`: what an import of this file would take and what it would refuse, as JSON on stdout (contract, Fixed
 * interface). Needs neither a database nor settings.
 */
export async function checkQuestions([path, ...more]: readonly string[], { out }: Streams): Promise<number> {
  if (path === undefined || more.length > 0)
    throw new CommandError('用法：npm run cli -- questions:check 文件', EXIT.usage);
  try {
    const file = { bytes: await bytesOf(path), fileName: basename(path) };
    const result = await readQuestionFile(file, { takePicture });
    const questions = result.questions.map(({ type, stem, options, key, explanation, source }) => ({
      type,
      stem,
      options,
      key,
      explanation,
      source,
    }));
    out(`${JSON.stringify({ accepted: result.accepted, questions, refused: result.refused })}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new CommandError(error.message, EXIT.badInput);
    throw error;
  }
}

/** The checks of an import; nothing is kept. */
async function takePicture(bytes: Uint8Array): ReturnType<TakePicture> {
  try {
    const { size } = await checkPicture(bytes);
    return { fileId: createHash('sha256').update(bytes).digest('hex'), ...size };
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.detail };
    throw error;
  }
}

/** A file too large for the reader is refused before it fills the memory. */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > READ_LIMITS.fileBytes)
      throw new UnreadableFileError('file-too-large', { limit: READ_LIMITS.fileBytes / 1024 / 1024 });
    return await readFile(path);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? '没有这个文件' : code === 'EISDIR' ? '这是一个目录' : '读不了这个文件';
    throw new CommandError(`${why}：${path}`, EXIT.badInput);
  }
}
