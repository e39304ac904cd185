import { isPinnedOption, refersToPositions } from '../model/pinned-options.js';
import type { QuestionType } from '../model/question.js';
import type { SeededStream } from './seeded-stream.js';

/**
 * Displayed position → index in the stored options. True/false keeps its order; «以上都是» keeps its place, every order
 * of the others equally likely. Where an option names others by letter or count («A和B都对»), or speaks of those above
 * while others follow, moving anything would change the meaning: the whole order stays.
 */
export function optionOrder(type: QuestionType, texts: readonly string[], stream: SeededStream | null): number[] {
  const stored = texts.map((_, index) => index);
  if (stream === null || type === 'true_false') return stored;
  const movable = stored.filter((index) => !isPinnedOption(texts[index] ?? ''));
  const firstPinned = stored.find((index) => isPinnedOption(texts[index] ?? ''));
  const lastMovable = movable.at(-1) ?? -1;
  const fixed = (firstPinned !== undefined && firstPinned < lastMovable) || texts.some(refersToPositions);
  if (fixed) return stored;
  const shuffled = stream.shuffled(movable);
  const order = [...stored];
  movable.forEach((position, at) => {
    order[position] = shuffled[at] ?? position;
  });
  return order;
}
