import type { QuestionType } from '@zhian/question-bank';
import { ByCell, cellsAbove, plannedNeeds, type PlannedExam, type PlannedNeed } from './planned-need.js';

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
  readonly counts: ReadonlyMap<string | null, readonly GapCount[]>;
  readonly target: GapTarget;
  /** Questions for all posts count for every post. */
  readonly general: boolean;
  readonly exams: readonly PlannedExam[];
}

export interface PointGaps {
  readonly point: string;
  readonly cells: readonly GapCell[];
}

export interface PostGaps {
  /** By type. */
  readonly cells: readonly GapCell[];
  /** The knowledge points of which there is any question for this post (or for all), or an exam asks for one. */
  readonly points: readonly PointGaps[];
}

export function countsByPost(counts: readonly GapCount[]): GapFacts['counts'] {
  const byPost = new Map<string | null, GapCount[]>();
  for (const count of counts) {
    const before = byPost.get(count.postId);
    if (before) before.push(count);
    else byPost.set(count.postId, [count]);
  }
  return byPost;
}

/** What a post lacks, by type and by knowledge point. */
export function gapsOfPost(postId: string, { counts, target, general, exams }: GapFacts): PostGaps {
  const own = counts.get(postId) ?? [];
  const counted = general ? [...own, ...(counts.get(null) ?? [])] : own;
  const have = new ByCell<number>();
  for (const { type, point, n } of counted)
    for (const cell of point === null ? [null] : [null, point]) have.change(type, cell, (sum = 0) => sum + n);
  const ofPost = new ByCell<number>();
  for (const { type, point, n } of own)
    for (const cell of cellsAbove(point)) ofPost.change(type, cell, (sum = 0) => sum + n);
  const needs = plannedNeeds(exams, postId);
  const cellOf = (type: QuestionType, point: string | null, need: number): GapCell =>
    tighter(type, { have: have.get(type, point) ?? 0, need }, ofPost.get(type, point) ?? 0, needs.get(type, point));
  // The target is for points that are in use; one that only an exam names may well be met by those below it.
  const used = new Set(counted.flatMap(({ point }) => point ?? []));
  const asked = exams.flatMap(({ rows }) =>
    rows.flatMap((row) => (row.postIds.has(postId) ? (row.knowledgePoint ?? []) : [])),
  );
  return {
    cells: GAP_TYPES.map((type) => cellOf(type, null, needOf(target, type))),
    points: [...new Set([...used, ...asked])].sort().map((point) => ({
      point,
      cells: GAP_TYPES.map((type) => cellOf(type, point, used.has(point) ? target.perPoint : 0)),
    })),
  };
}

/** The sum of the rows: what a point and one above it both lack is named in both. */
export function pointsMissing({ points }: PostGaps): number {
  return points.flatMap(({ cells }) => cells).reduce((sum, { missing }) => sum + missing, 0);
}

/**
 * The target is met by questions for all posts too, as far as they count; a row of an exam that asks for a post takes
 * questions of that post alone. So each is held against what would meet it, and the one that lacks more is shown.
 */
function tighter(
  type: QuestionType,
  byTarget: { readonly have: number; readonly need: number },
  ofPost: number,
  planned: PlannedNeed | undefined,
): GapCell {
  const target = { type, ...byTarget, missing: Math.max(0, byTarget.need - byTarget.have), exams: null };
  if (!planned) return target;
  const { need, ...exams } = planned;
  const asked = { type, have: ofPost, need, missing: Math.max(0, need - ofPost), exams };
  return (asked.missing - target.missing || asked.need - target.need) > 0 ? asked : target;
}

function needOf(target: GapTarget, type: QuestionType): number {
  return { single: target.single, multiple: target.multiple, true_false: target.trueFalse }[type];
}
