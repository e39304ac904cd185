import { isWithinKnowledge } from '../model/knowledge-path.js';
import { normaliseText } from '../model/normalise.js';
import { QUESTION_TYPE_NAMES } from '../model/question.js';
import type { QuestionCategory, QuestionType } from '../model/question.js';

/** One question version as the draw sees it: tags and option texts, no key. */
export interface BankItem {
  versionId: string;
  questionId: string;
  type: QuestionType;
  category: QuestionCategory | null;
  /** A path, «触电急救/心肺复苏». */
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

/** The rules by which a paper is drawn; a name never changes its meaning. */
export const DRAW_ALGORITHMS = ['zhian-draw-1', 'zhian-draw-2'] as const;
export type DrawAlgorithm = (typeof DRAW_ALGORITHMS)[number];
/** What new blueprints are made for. */
export const DRAW_ALGORITHM: DrawAlgorithm = 'zhian-draw-2';

/** «count questions of this kind, each worth this much». A tag left out means «any». */
export interface Stratum {
  type: QuestionType;
  count: number;
  /** Hundredths of a point per question. */
  points: number;
  category?: QuestionCategory;
  /** This point and those below it; in zhian-draw-1 this very point. */
  knowledgePoint?: string;
  postId?: string;
  /** Questions of the candidate's own posts, so that one exam serves many posts. */
  ownPost?: boolean;
  difficulty?: number;
  /** Up to this difficulty, from `difficulty` on. */
  difficultyTo?: number;
  /** Questions that ask about any clause of the criteria. */
  criteria?: boolean;
  /** Questions about this clause of the criteria, or a part of it. */
  criteriaClause?: string;
  /** Questions that rest on this clause, or a part of it. */
  sourceClause?: string;
  /** Words for a post or tag that only the caller can name; stands first in the messages about this stratum. */
  label?: string;
}

/** How many questions of a paper may have been seen elsewhere; near-duplicates count as the question itself. */
export interface OverlapLimits {
  /** In the candidate's last attempt. */
  lastAttemptMax?: number;
  /** In the paper of a neighbour, each by himself. */
  neighbourMax?: number;
}

export interface Blueprint {
  /** Left out: zhian-draw-1, which knows neither own posts, ranges, clauses nor limits. */
  algorithm?: DrawAlgorithm;
  strata: readonly Stratum[];
  /** questionIds that every paper holds. */
  required?: readonly string[];
  /** questionIds that no paper holds. */
  excluded?: readonly string[];
  /** So many questions at least that ask about a clause of the criteria. */
  atLeastCriteria?: number;
  overlap?: OverlapLimits;
}

/** Strata that together want more than the bank holds: `required - available` questions are missing. */
export interface Shortage {
  /** Indexes into blueprint.strata; empty when required questions are the trouble. */
  stratumIndexes: number[];
  required: number;
  available: number;
  /** What cannot be met: rows of the blueprint, required questions, the least number about criteria, or a limit of overlap. */
  rule: 'strata' | 'required' | 'criteria' | 'overlap';
  /** zh-CN, ui.md section 8 row 16. */
  message: string;
}

export function algorithmOf(blueprint: Blueprint): DrawAlgorithm {
  return blueprint.algorithm ?? 'zhian-draw-1';
}

/** Does an item fit a stratum, own posts aside? Compiled once per stratum: a pool asks it for every item. */
export function tagMatcher(stratum: Stratum, algorithm: DrawAlgorithm): (item: BankItem) => boolean {
  const { type, category, knowledgePoint, postId, difficulty, difficultyTo = difficulty } = stratum;
  const criteriaClause = clauseMatcher(stratum.criteriaClause);
  const sourceClause = clauseMatcher(stratum.sourceClause);
  const exactPoint = algorithm === 'zhian-draw-1';
  return (item) =>
    item.type === type &&
    (category === undefined || item.category === category) &&
    (knowledgePoint === undefined ||
      (exactPoint ? item.knowledgePoint === knowledgePoint : isWithinKnowledge(item.knowledgePoint, knowledgePoint))) &&
    (difficulty === undefined ||
      (item.difficulty !== null && item.difficulty >= difficulty && item.difficulty <= (difficultyTo ?? difficulty))) &&
    (postId === undefined || item.postIds.includes(postId)) &&
    (!stratum.criteria || asksCriteria(item)) &&
    criteriaClause(item.criteriaClause) &&
    sourceClause(item.sourceClause);
}

/** Does an item fit a stratum of zhian-draw-2, for a candidate of these posts? */
export function fits(item: BankItem, stratum: Stratum, ownPostIds: readonly string[] = []): boolean {
  return tagMatcher(stratum, DRAW_ALGORITHM)(item) && (!stratum.ownPost || isOwn(item, ownPostIds));
}

export function isOwn(item: BankItem, ownPostIds: readonly string[]): boolean {
  return item.postIds.some((id) => ownPostIds.includes(id));
}

/** Pools frozen by earlier versions lack the tag. */
export function asksCriteria(item: BankItem): boolean {
  return Boolean(item.criteriaClause);
}

const NUMERAL = /[0-9〇零一二三四五六七八九十百千]/;

/** «安全生产法第二十条» covers its first paragraph, but neither «第二十八条» nor «第二百条». */
function clauseMatcher(wanted: string | undefined): (clause: string | null) => boolean {
  if (wanted === undefined) return () => true;
  const start = plainClause(wanted);
  return (clause) => {
    if (!clause) return false;
    const found = plainClause(clause);
    if (!found.startsWith(start)) return false;
    return !(NUMERAL.test(start.at(-1) ?? '') && NUMERAL.test(found.charAt(start.length)));
  };
}

function plainClause(text: string): string {
  return normaliseText(text).replace(/[《》\s]/g, '');
}

/** «瓦斯防治 · 多选», from whatever tags the stratum names. */
export function stratumName(stratum: Stratum): string {
  const { difficulty, difficultyTo = difficulty } = stratum;
  const parts = [
    stratum.label,
    stratum.category && (stratum.category === 'general' ? '通用' : '专业'),
    (stratum.postId !== undefined || stratum.ownPost) && stratum.label === undefined ? '本岗位' : undefined,
    stratum.knowledgePoint,
    stratum.criteriaClause === undefined
      ? stratum.criteria
        ? '判定标准'
        : undefined
      : `判定标准 ${stratum.criteriaClause}`,
    stratum.sourceClause,
    difficulty === undefined
      ? undefined
      : `难度 ${difficulty === difficultyTo ? difficulty : `${difficulty}～${difficultyTo}`}`,
    QUESTION_TYPE_NAMES[stratum.type],
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** @throws RangeError when a number is not a non-negative integer, or a rule is younger than the blueprint's algorithm. */
export function assertBlueprint(blueprint: Blueprint): void {
  const assertCount = (what: string, value: number | undefined): void => {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 0)) {
      throw new RangeError(`${what} must be a non-negative integer`);
    }
  };
  blueprint.strata.forEach((stratum, index) => {
    assertCount(`stratum ${index}: count`, stratum.count);
    assertCount(`stratum ${index}: points, in hundredths,`, stratum.points);
  });
  assertCount('atLeastCriteria', blueprint.atLeastCriteria);
  assertCount('overlap.lastAttemptMax', blueprint.overlap?.lastAttemptMax);
  assertCount('overlap.neighbourMax', blueprint.overlap?.neighbourMax);
  if (algorithmOf(blueprint) === 'zhian-draw-1' && knowsMore(blueprint)) {
    throw new RangeError('zhian-draw-1 knows neither own posts, ranges, clauses nor limits');
  }
}

function knowsMore(blueprint: Blueprint): boolean {
  return (
    blueprint.atLeastCriteria !== undefined ||
    blueprint.overlap !== undefined ||
    blueprint.strata.some((stratum) =>
      [stratum.ownPost, stratum.difficultyTo, stratum.criteria, stratum.criteriaClause, stratum.sourceClause].some(
        (rule) => rule !== undefined,
      ),
    )
  );
}
