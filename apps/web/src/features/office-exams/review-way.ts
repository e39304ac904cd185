import type { BlueprintShortage } from './api.js';

/** How far questions that are written already, and wait for a review, lead out of a shortage. */
export type ReviewWay =
  | { readonly kind: 'go'; readonly n: number; readonly left: number }
  /** `own`: this account wrote them all, so a colleague has to. */
  | { readonly kind: 'wait'; readonly n: number; readonly own: boolean };

/** Null where nothing waits. `left`: what is still missing when he has approved all that he may. */
export function reviewWay(
  { waiting, reviewable, required, available }: BlueprintShortage,
  mayReview: boolean,
): ReviewWay | null {
  if (waiting === 0) return null;
  if (!mayReview || reviewable === 0) return { kind: 'wait', n: waiting, own: mayReview };
  return { kind: 'go', n: reviewable, left: Math.max(0, required - available - reviewable) };
}
