import { isPinnedOption, refersToPositions } from '../model/pinned-options.js';
import type { QuestionType } from '../model/question.js';
import type { SeededStream } from './seeded-stream.js';

/** Places whose options may be exchanged, per list of texts: reading the texts costs more than the draw. */
const movableOf = new WeakMap<readonly string[], readonly number[]>();

/**
 * Displayed position → index in the stored options. True/false keeps its order; «以上都是» keeps its place, every order
 * of the others equally likely. Where an option names others by letter or count («A和B都对»), or speaks of those above
 * while others follow, moving anything would change the meaning: the whole order stays. The texts must not change later.
 */
export function optionOrder(type: QuestionType, texts: readonly string[], stream: SeededStream | null): number[] {
  const order = texts.map((_, index) => index);
  if (stream === null || type === 'true_false') return order;
  const movable = movableOf.get(texts) ?? findMovable(texts);
  const shuffled = stream.shuffled(movable);
  movable.forEach((position, at) => {
    order[position] = shuffled[at] ?? position;
  });
  return order;
}

function findMovable(texts: readonly string[]): readonly number[] {
  const pinned = texts.map(isPinnedOption);
  const firstPinned = pinned.indexOf(true);
  const fixed = (firstPinned !== -1 && firstPinned < pinned.lastIndexOf(false)) || texts.some(refersToPositions);
  const movable = fixed ? [] : texts.flatMap((_, index) => (pinned[index] ? [] : [index]));
  movableOf.set(texts, movable);
  return movable;
}
