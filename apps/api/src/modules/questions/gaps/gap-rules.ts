import type { QuestionType } from '@zhian/question-bank';

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
}

function cell(type: QuestionType, have: number, need: number): GapCell {
  return { type, have, need, missing: Math.max(0, need - have) };
}

function needOf(target: GapTarget, type: QuestionType): number {
  return { single: target.single, multiple: target.multiple, true_false: target.trueFalse }[type];
}

/** For each post its cells by type. Questions for all posts count for every post where `general` says so. */
export function gapsByPost(
  postIds: readonly string[],
  counts: readonly GapCount[],
  target: GapTarget,
  general: boolean,
): ReadonlyMap<string, GapCell[]> {
  const sums = new Map<string, number>();
  for (const { postId, type, n } of counts) {
    const key = `${postId ?? ''} ${type}`;
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
  const have = (postId: string, type: QuestionType): number =>
    (sums.get(`${postId} ${type}`) ?? 0) + (general ? (sums.get(` ${type}`) ?? 0) : 0);
  return new Map(postIds.map((id) => [id, GAP_TYPES.map((type) => cell(type, have(id, type), needOf(target, type)))]));
}

/** For each post, what its knowledge points lack together. */
export function pointsMissing(
  postIds: readonly string[],
  counts: readonly GapCount[],
  target: GapTarget,
  general: boolean,
): ReadonlyMap<string, number> {
  const byPost = new Map<string | null, GapCount[]>();
  for (const count of counts) byPost.set(count.postId, [...(byPost.get(count.postId) ?? []), count]);
  const shared = general ? (byPost.get(null) ?? []) : [];
  return new Map(
    postIds.map((id) => {
      const points = gapsByPoint([...(byPost.get(id) ?? []), ...shared], target);
      return [id, points.flatMap(({ cells }) => cells).reduce((sum, { missing }) => sum + missing, 0)];
    }),
  );
}

/** The knowledge points of which there is any question for this post (or for all), with what is missing of each type. */
export function gapsByPoint(
  counts: readonly GapCount[],
  target: GapTarget,
): readonly { readonly point: string; readonly cells: readonly GapCell[] }[] {
  const points = [...new Set(counts.flatMap(({ point }) => point ?? []))].sort();
  return points.map((point) => ({
    point,
    cells: GAP_TYPES.map((type) =>
      cell(
        type,
        counts.reduce((sum, count) => sum + (count.point === point && count.type === type ? count.n : 0), 0),
        target.perPoint,
      ),
    ),
  }));
}
