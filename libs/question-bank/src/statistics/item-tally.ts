import { groupOf, type ScoreGroup, type ScoreGroups } from './score-groups.js';

/** What is counted of the questions of one exam. Whole numbers only, so that the order of the papers cannot matter. */

/** Scores are counted as shares of the maximum, in ten-thousandths: papers of one exam may have lost different questions. */
export const SHARE_UNIT = 10_000;

/** One answered question of a paper. Questions that were voided afterwards are left out by the caller: they say nothing. */
export interface GradedItem {
  readonly versionId: string;
  /** Hundredths of a point. */
  readonly points: number;
  readonly awarded: number;
  /** Exactly the right options were chosen. */
  readonly correct: boolean;
  /** Stored labels; none: left open. */
  readonly chosen: readonly string[];
  /** What was spent on it; null: not known. */
  readonly seconds: number | null;
}

export interface OptionTally {
  chosen: number;
  upper: number;
  lower: number;
  /** Sum of the rest scores of those who chose it. */
  rest: number;
}

/** Of one question version in one exam. */
export interface ItemTally {
  asked: number;
  right: number;
  omitted: number;
  /** Papers with other questions beside it: the ones that a rest score exists of; the sums below are theirs. */
  withRest: number;
  rightWithRest: number;
  rest: number;
  restSquares: number;
  restOfRight: number;
  upper: number;
  upperRight: number;
  lower: number;
  lowerRight: number;
  /** By stored label; options that nobody chose may be missing. */
  options: Record<string, OptionTally>;
  /** In no order of meaning; sorted. */
  seconds: number[];
}

export function emptyTally(): ItemTally {
  return {
    asked: 0,
    right: 0,
    omitted: 0,
    withRest: 0,
    rightWithRest: 0,
    rest: 0,
    restSquares: 0,
    restOfRight: 0,
    upper: 0,
    upperRight: 0,
    lower: 0,
    lowerRight: 0,
    options: {},
    seconds: [],
  };
}

/** Score of a paper as a share of its maximum × 10,000, whole; null when nothing in it counts. */
export function shareOf(items: readonly GradedItem[]): number | null {
  const max = items.reduce((sum, item) => sum + item.points, 0);
  if (max === 0) return null;
  return Math.round((items.reduce((sum, item) => sum + item.awarded, 0) * SHARE_UNIT) / max);
}

/** Counts the papers of one exam, one by one; what it needs to know of all of them are the borders of the score groups. */
export class ExamTally {
  private readonly tallies = new Map<string, ItemTally>();

  constructor(private readonly groups: ScoreGroups | null) {}

  add(items: readonly GradedItem[]): void {
    const share = shareOf(items);
    if (share === null) return;
    const max = items.reduce((sum, item) => sum + item.points, 0);
    const score = items.reduce((sum, item) => sum + item.awarded, 0);
    const group = groupOf(share, this.groups);
    for (const item of items) {
      const restMax = max - item.points;
      const rest = restMax > 0 ? Math.round(((score - item.awarded) * SHARE_UNIT) / restMax) : null;
      let tally = this.tallies.get(item.versionId);
      if (!tally) this.tallies.set(item.versionId, (tally = emptyTally()));
      count(tally, item, group, rest);
    }
  }

  /** By version id. */
  result(): ReadonlyMap<string, ItemTally> {
    for (const tally of this.tallies.values()) tally.seconds.sort((a, b) => a - b);
    return this.tallies;
  }
}

function count(tally: ItemTally, item: GradedItem, group: ScoreGroup, rest: number | null): void {
  const right = item.correct ? 1 : 0;
  tally.asked += 1;
  tally.right += right;
  if (item.chosen.length === 0) tally.omitted += 1;
  if (group === 'upper') {
    tally.upper += 1;
    tally.upperRight += right;
  } else if (group === 'lower') {
    tally.lower += 1;
    tally.lowerRight += right;
  }
  if (rest !== null) {
    tally.withRest += 1;
    tally.rightWithRest += right;
    tally.rest += rest;
    tally.restSquares += rest * rest;
    tally.restOfRight += right * rest;
  }
  for (const label of new Set(item.chosen)) {
    const option = (tally.options[label] ??= { chosen: 0, upper: 0, lower: 0, rest: 0 });
    option.chosen += 1;
    if (group !== null) option[group] += 1;
    option.rest += rest ?? 0;
  }
  if (item.seconds !== null) tally.seconds.push(item.seconds);
}
