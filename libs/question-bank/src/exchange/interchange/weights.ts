import { optionLabel } from '../../model/question.js';
import { RefusedItem } from './found-items.js';
import type { Remark } from './found-items.js';

/** Systems round 100 / 3 to five digits or fewer. */
const TOLERANCE = 1;

export interface WeighedKey {
  /** 0-based places of the right options. */
  correct: number[];
  doubts: Remark[];
}

/**
 * The key that weights in per cent mean. With one answer to give: exactly one option at 100, none of the others above 0.
 * With several: the options above 0 are right and sum to 100; unequal ones are read with a doubt, because points are a
 * matter of the exam here. Minus points for wrong options go the same way, without a doubt.
 *
 * @throws RefusedItem for everything else: a part of the points for another answer is no choice question of ours
 */
export function keyOfWeights(weights: readonly number[], several: boolean): WeighedKey {
  const correct = weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
  if (correct.length === 0) throw new RefusedItem('key-empty', '没有写哪个选项是对的。');
  if (!several) {
    const full = correct.filter((index) => isFull(weights[index] ?? 0));
    if (full.length > 1) {
      throw new RefusedItem(
        'key-single-count',
        `单选题有 ${full.length} 个选项都给满分（${names(full)}），说不清哪个对。`,
      );
    }
    if (correct.length > 1 || full.length === 0) {
      throw new RefusedItem(
        'partial-credit',
        `单选题的选项给一部分分（${shares(weights)}），这里的单选题只有一个对的。`,
      );
    }
    return { correct, doubts: [] };
  }
  const sum = correct.reduce((total, index) => total + (weights[index] ?? 0), 0);
  if (Math.abs(sum - 100) > TOLERANCE) {
    const message = `多选题正确选项的分加起来是 ${round(sum)}%（${shares(weights)}），不是 100%，说不清要选哪几个。`;
    throw new RefusedItem('weights-sum', message);
  }
  const each = 100 / correct.length;
  const equal = correct.every((index) => Math.abs((weights[index] ?? 0) - each) <= TOLERANCE);
  const message = `各选项的分不一样（${shares(weights)}），只读了对错；给分按考试里选的办法。`;
  return { correct, doubts: equal ? [] : [{ code: 'weights-unequal', message }] };
}

function isFull(weight: number): boolean {
  return Math.abs(weight - 100) <= TOLERANCE / 10;
}

function names(places: readonly number[]): string {
  return places.map(optionLabel).join('、');
}

function shares(weights: readonly number[]): string {
  return weights.flatMap((weight, index) => (weight > 0 ? [`${optionLabel(index)} ${round(weight)}%`] : [])).join('，');
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
