import type { QuestionType } from '../model/question.js';
import type { ItemFigures } from './item-figures.js';

/** What makes a question worth another look. Pure; thresholds by name, with where they come from. */

export const FLAG_LIMITS = {
  /** No flag from fewer papers than this: with 30 the groups of 27 % have 8 papers each, and a correlation of 0 still scatters by ±0.18. */
  minimumAsked: 30,
  /** One-sided 5 % point of the normal distribution: a correlation counts as negative below -1.645 / √(n - 1), its spread where there is none. */
  negativeZ: 1.645,
  /** A distractor that fewer choose does not distract: T. M. Haladyna and S. M. Downing, Educational and Psychological Measurement 53 (1993), 999-1010. */
  unusedDistractor: 0.05,
  /** Below this many papers «fewer than 5 %» is said by two or three people: our own caution. */
  minimumForDistractors: 60,
  /** So easy that even the lower group knows it, or can guess it from how it is put: our own. */
  easy: 0.95,
  easyLower: 0.9,
  /** Hard however little chance gives: our own; a question that chance would answer as well is too hard in any case. */
  hard: 0.2,
  /** In more papers than this of at least so many exams, people know it from each other: our own, as papers of small banks must repeat. */
  exposed: 0.6,
  exposedExams: 3,
} as const;

export const ITEM_FLAGS = [
  'key-suspect',
  'negative',
  'unused-distractor',
  'too-easy',
  'too-hard',
  'overexposed',
] as const;
export type ItemFlag = (typeof ITEM_FLAGS)[number];

export interface Exposure {
  /** Papers that held the question, of the papers of the exams that held it at all. */
  readonly drawn: number;
  readonly papers: number;
  readonly exams: number;
}

/**
 * P of somebody who chooses blindly: one of k, and for several right ones any set of two or more of k.
 *
 * @param options number of options, at least 2
 */
export function chanceOf(type: QuestionType, options: number): number {
  return type === 'multiple' ? 1 / Math.max(1, 2 ** options - 1 - options) : 1 / options;
}

export function itemFlags(figures: ItemFigures, type: QuestionType, exposure: Exposure): ItemFlag[] {
  const { asked, discrimination, difficulty, lowerDifficulty, options } = figures;
  if (asked < FLAG_LIMITS.minimumAsked) return [];
  const distractors = options.filter((option) => !option.key);
  const raised: Record<ItemFlag, boolean> = {
    'key-suspect': keySuspect(figures),
    negative: discrimination !== null && discrimination < -FLAG_LIMITS.negativeZ / Math.sqrt(asked - 1),
    'unused-distractor':
      // Of a question that nearly everybody knows nothing else is to be expected; of right or wrong there is no other option.
      type !== 'true_false' &&
      asked >= FLAG_LIMITS.minimumForDistractors &&
      difficulty < FLAG_LIMITS.easy &&
      distractors.some((option) => option.share < FLAG_LIMITS.unusedDistractor),
    'too-easy': difficulty >= FLAG_LIMITS.easy && (lowerDifficulty ?? difficulty) >= FLAG_LIMITS.easyLower,
    'too-hard': difficulty <= Math.max(FLAG_LIMITS.hard, chanceOf(type, options.length)),
    overexposed: exposure.exams >= FLAG_LIMITS.exposedExams && exposure.drawn > FLAG_LIMITS.exposed * exposure.papers,
  };
  return ITEM_FLAGS.filter((flag) => raised[flag]);
}

/** A wrong option that the better ones choose more often than a right one: the key may be wrong. */
function keySuspect({ options }: ItemFigures): boolean {
  const keys = options.flatMap((option) => (option.key && option.upperShare !== null ? [option.upperShare] : []));
  if (keys.length === 0) return false;
  const weakest = Math.min(...keys);
  return options.some((option) => !option.key && option.upperShare !== null && option.upperShare > weakest);
}

/**
 * The words for D, after Ebel (1965; Ebel and Frisbie 1991): from 0.40 very good, from 0.30 good, from 0.20 to be improved, below
 * poor. Below 0 the question separates the wrong way round.
 */
export function discriminationWord(value: number): 'high' | 'normal' | 'low' | 'poor' | 'negative' {
  if (value < 0) return 'negative';
  if (value < 0.2) return 'poor';
  if (value < 0.3) return 'low';
  return value < 0.4 ? 'normal' : 'high';
}
