import { QUESTION_TYPE_NAMES } from '../model/question.js';
import type { QuestionCategory, QuestionType } from '../model/question.js';

/** One question version as the draw sees it: tags and option texts, no key. */
export interface BankItem {
  versionId: string;
  questionId: string;
  type: QuestionType;
  category: QuestionCategory | null;
  knowledgePoint: string | null;
  postIds: readonly string[];
  difficulty: number | null;
  /** Near-duplicates share a group; a paper never holds two of one group. */
  duplicateGroup: string | null;
  /** The clause of the criteria for major hazards (判定标准) that the question asks about. */
  criteriaClause: string | null;
  /** The clause that the answer rests on. */
  sourceClause: string | null;
  /** Option texts in stored order. */
  optionTexts: readonly string[];
}

/** «count questions of this kind, each worth this much». A tag left out means «any». */
export interface Stratum {
  type: QuestionType;
  count: number;
  /** Hundredths of a point per question. */
  points: number;
  category?: QuestionCategory;
  knowledgePoint?: string;
  postId?: string;
  difficulty?: number;
  /** Words for a post or tag that only the caller can name; stands first in the messages about this stratum. */
  label?: string;
}

export interface Blueprint {
  strata: readonly Stratum[];
  /** questionIds that every paper holds. */
  required?: readonly string[];
  /** questionIds that no paper holds. */
  excluded?: readonly string[];
}

/** Strata that together want more than the bank holds: `required - available` questions are missing. */
export interface Shortage {
  /** Indexes into blueprint.strata; empty when required questions are the trouble. */
  stratumIndexes: number[];
  required: number;
  available: number;
  /** zh-CN, ui.md section 8 row 16. */
  message: string;
}

export function fits(item: BankItem, stratum: Stratum): boolean {
  return (
    item.type === stratum.type &&
    (stratum.category === undefined || item.category === stratum.category) &&
    (stratum.knowledgePoint === undefined || item.knowledgePoint === stratum.knowledgePoint) &&
    (stratum.difficulty === undefined || item.difficulty === stratum.difficulty) &&
    (stratum.postId === undefined || item.postIds.includes(stratum.postId))
  );
}

/** «瓦斯防治 · 多选», from whatever tags the stratum names. */
export function stratumName(stratum: Stratum): string {
  const parts = [
    stratum.label,
    stratum.category && (stratum.category === 'general' ? '通用' : '专业'),
    stratum.postId !== undefined && stratum.label === undefined ? '本岗位' : undefined,
    stratum.knowledgePoint,
    stratum.difficulty === undefined ? undefined : `难度 ${stratum.difficulty}`,
    QUESTION_TYPE_NAMES[stratum.type],
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** @throws RangeError when counts or points are not non-negative integers. */
export function assertBlueprint(blueprint: Blueprint): void {
  blueprint.strata.forEach((stratum, index) => {
    if (!Number.isSafeInteger(stratum.count) || stratum.count < 0) {
      throw new RangeError(`stratum ${index}: count must be a non-negative integer`);
    }
    if (!Number.isSafeInteger(stratum.points) || stratum.points < 0) {
      throw new RangeError(`stratum ${index}: points must be a non-negative integer of hundredths`);
    }
  });
}
