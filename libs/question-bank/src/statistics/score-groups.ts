/** Where a paper stands among the papers of its exam. Pure. */

/**
 * Share of the papers in each of the two groups that D compares. 27 % makes the difference of the groups most certain for
 * normally distributed scores: T. L. Kelley, «The selection of upper and lower groups for the validation of test items»,
 * Journal of Educational Psychology 30 (1939), 17-24.
 */
export const GROUP_SHARE = 0.27;

/** Papers at or above `upperFrom` are the upper group, at or below `lowerTo` the lower one. Shares of the maximum × 10,000. */
export interface ScoreGroups {
  readonly upperFrom: number;
  readonly lowerTo: number;
}

export type ScoreGroup = 'upper' | 'lower' | null;

/**
 * The borders of the upper and the lower 27 %. Papers that stand on a border belong to its group, all of them, so that no
 * paper's place depends on the order in which equal scores were read; the groups may be larger than 27 % for it.
 *
 * @param shares scores as shares of the maximum × 10,000
 * @returns null when the groups would overlap: fewer than two papers, or hardly any difference between scores
 */
export function scoreGroups(shares: readonly number[]): ScoreGroups | null {
  if (shares.length < 2) return null;
  const sorted = [...shares].sort((a, b) => a - b);
  const size = Math.max(1, Math.round(sorted.length * GROUP_SHARE));
  const lowerTo = sorted[size - 1] ?? 0;
  const upperFrom = sorted[sorted.length - size] ?? 0;
  return upperFrom > lowerTo ? { upperFrom, lowerTo } : null;
}

export function groupOf(share: number, groups: ScoreGroups | null): ScoreGroup {
  if (groups === null) return null;
  if (share >= groups.upperFrom) return 'upper';
  return share <= groups.lowerTo ? 'lower' : null;
}
