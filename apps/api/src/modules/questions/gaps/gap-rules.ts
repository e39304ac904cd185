import { isWithinKnowledge, type QuestionType } from '@zhian/question-bank';
import { examsOfPost, plannedNeed, type PlannedExam, type PlannedNeed } from './planned-need.js';

/** 缺题: what a bank wants for its posts, what it has, what is missing. Pure. */

export const GAP_TYPES = ['single', 'multiple', 'true_false'] as const satisfies readonly QuestionType[];

export interface GapTarget {
  readonly single: number;
  readonly multiple: number;
  readonly trueFalse: number;
  /** Of each type, for each knowledge point of a post. */
  readonly perPoint: number;
}

/** Until somebody says otherwise: two papers of 10 single, 5 multiple and 10 true or false without a question in common. */
export const USUAL_TARGET: GapTarget = { single: 20, multiple: 10, trueFalse: 20, perPoint: 2 };

/** Questions in use of one post (null: of all posts), type and knowledge point (null: none). */
export interface GapCount {
  readonly postId: string | null;
  readonly type: QuestionType;
  readonly point: string | null;
  readonly n: number;
}

export interface GapCell {
  readonly type: QuestionType;
  readonly have: number;
  readonly need: number;
  readonly missing: number;
  /** The exams that the number comes from; null: it comes from the target. */
  readonly exams: Omit<PlannedNeed, 'need'> | null;
}

/** What a matrix is reckoned from. */
export interface GapFacts {
  readonly counts: readonly GapCount[];
  readonly target: GapTarget;
  /** Questions for all posts count for every post. */
  readonly general: boolean;
  readonly exams: readonly PlannedExam[];
}

export interface PointGaps {
  readonly point: string;
  readonly cells: readonly GapCell[];
}

/**
 * The target is met by questions for all posts too, as far as they count; a row of an exam that asks for a post takes
 * questions of that post alone. So each is held against what would meet it, and the one that lacks more is shown.
 */
function cell(type: QuestionType, byTarget: Amount, ofPost: number, planned: PlannedNeed | null): GapCell {
  const target = { type, ...byTarget, missing: Math.max(0, byTarget.need - byTarget.have), exams: null };
  if (!planned) return target;
  const { need, ...exams } = planned;
  const asked = { type, have: ofPost, need, missing: Math.max(0, need - ofPost), exams };
  const tighter = asked.missing - target.missing || asked.need - target.need;
  return tighter > 0 ? asked : target;
}

interface Amount {
  readonly have: number;
  readonly need: number;
}

function needOf(target: GapTarget, type: QuestionType): number {
  return { single: target.single, multiple: target.multiple, true_false: target.trueFalse }[type];
}

function sumOf(counts: readonly GapCount[], counted: (count: GapCount) => boolean): number {
  return counts.reduce((sum, count) => sum + (counted(count) ? count.n : 0), 0);
}

/** A post's own counts, and those for all posts where they count. */
function concerning(postId: string, { counts, general }: GapFacts): readonly GapCount[] {
  return counts.filter((count) => count.postId === postId || (general && count.postId === null));
}

/** A post by type. */
export function gapsOfPost(postId: string, facts: GapFacts): GapCell[] {
  const counts = concerning(postId, facts);
  const exams = examsOfPost(facts.exams, postId);
  return GAP_TYPES.map((type) => {
    const have = sumOf(counts, (count) => count.type === type);
    const ofPost = sumOf(counts, (count) => count.type === type && count.postId !== null);
    return cell(type, { have, need: needOf(facts.target, type) }, ofPost, plannedNeed(exams, type, null));
  });
}

/** The knowledge points of which there is any question for this post (or for all), or an exam asks for one, by type. */
export function gapsByPoint(postId: string, facts: GapFacts): readonly PointGaps[] {
  const counts = concerning(postId, facts);
  const exams = examsOfPost(facts.exams, postId);
  const asked = exams.flatMap(({ rows }) => rows.flatMap(({ knowledgePoint }) => knowledgePoint ?? []));
  const named = [...counts.flatMap(({ point }) => point ?? []), ...asked];
  return [...new Set(named)].sort().map((point) => ({
    point,
    cells: GAP_TYPES.map((type) => {
      const have = sumOf(counts, (count) => count.point === point && count.type === type);
      const ofPost = sumOf(
        counts,
        (count) => count.postId !== null && count.type === type && isWithinKnowledge(count.point, point),
      );
      return cell(type, { have, need: facts.target.perPoint }, ofPost, plannedNeed(exams, type, point));
    }),
  }));
}

/** What the knowledge points of a post lack together. */
export function pointsMissing(postId: string, facts: GapFacts): number {
  return gapsByPoint(postId, facts)
    .flatMap(({ cells }) => cells)
    .reduce((sum, { missing }) => sum + missing, 0);
}
