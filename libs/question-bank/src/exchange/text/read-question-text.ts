import { Pace } from '../pace.js';
import type { ReadOptions } from '../read-options.js';
import type { ReadResult } from '../read-result.js';
import { ResultCollector } from '../result-collector.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { readBlocks } from './read-blocks.js';
import { textBlocks } from './text-blocks.js';
import type { TextLine } from './text-question.js';

/** Lines of one text; a question takes five or six of them. */
const MOST_LINES = 500_000;

/**
 * Reads questions that were typed or pasted: numbered, with options, answers in brackets, behind the question, or in a
 * list. Pure.
 *
 * @param options.answers a second text that holds the answers
 * @returns a result of format `text`; the rows of its sheet 正文 are lines
 * @throws UnreadableFileError when the text is too long or holds no question
 */
export async function readQuestionText(
  text: string,
  options: ReadOptions & { answers?: string | readonly TextLine[] } = {},
): Promise<ReadResult> {
  const blocks = textBlocks(text);
  if (blocks.length > MOST_LINES) throw new UnreadableFileError('too-many-rows', { limit: MOST_LINES });
  const collector = new ResultCollector('text', options);
  const pace = new Pace(options);
  await readBlocks(collector, blocks, pace, options, { answers: options.answers, unit: '行', tick: pace.read });
  pace.end();
  return collector.result;
}
