import type { ItemTally } from './item-tally.js';

/**
 * What the answers say about a question: the figures of classical test theory, over any number of exams.
 *
 * Exams differ in who sat them and in what else was asked, so correlations are taken within each exam and pooled (pooled
 * within-group correlation): a question that happened to be asked in the better exam does not look better for it.
 */

export interface OptionFigures {
  readonly label: string;
  readonly key: boolean;
  readonly chosen: number;
  /** Share of those asked who chose it. */
  readonly share: number;
  /** The same in the upper and the lower group; null without groups. */
  readonly upperShare: number | null;
  readonly lowerShare: number | null;
  /** Point-biserial correlation of choosing it with the rest of the paper; a distractor's should be below 0. */
  readonly discrimination: number | null;
}

export interface ItemFigures {
  readonly asked: number;
  /** P: share of those asked who got it right; one that was left open is not right. 0-1. */
  readonly difficulty: number;
  /** Share that left it open. */
  readonly omitted: number;
  /** Point-biserial correlation with the rest of the paper, -1 to 1; null when there is nothing to correlate. */
  readonly discrimination: number | null;
  /** D, -1 to 1: P of the upper 27 % less P of the lower 27 %. */
  readonly groupDifference: number | null;
  /** P of the lower group. */
  readonly lowerDifficulty: number | null;
  readonly options: readonly OptionFigures[];
  /** Median of what was spent on it; null where no time is known. */
  readonly medianSeconds: number | null;
}

export interface ItemShape {
  /** Labels of the right options. */
  readonly key: readonly string[];
  /** Labels of all options. */
  readonly labels: readonly string[];
}

/** @returns null when nobody was asked */
export function itemFigures(tallies: readonly ItemTally[], shape: ItemShape): ItemFigures | null {
  const sum = (of: (tally: ItemTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  const asked = sum((tally) => tally.asked);
  if (asked === 0) return null;
  const upper = sum((tally) => tally.upper);
  const lower = sum((tally) => tally.lower);
  const upperRight = share(
    sum((tally) => tally.upperRight),
    upper,
  );
  const lowerRight = share(
    sum((tally) => tally.lowerRight),
    lower,
  );
  return {
    asked,
    difficulty: sum((tally) => tally.right) / asked,
    omitted: sum((tally) => tally.omitted) / asked,
    discrimination: itemRest(tallies),
    groupDifference: upperRight === null || lowerRight === null ? null : upperRight - lowerRight,
    lowerDifficulty: lowerRight,
    medianSeconds: median(tallies.flatMap((tally) => tally.seconds)),
    options: shape.labels.map((label) => {
      const chosen = sum((tally) => tally.options[label]?.chosen ?? 0);
      return {
        label,
        key: shape.key.includes(label),
        chosen,
        share: chosen / asked,
        upperShare: share(
          sum((tally) => tally.options[label]?.upper ?? 0),
          upper,
        ),
        lowerShare: share(
          sum((tally) => tally.options[label]?.lower ?? 0),
          lower,
        ),
        discrimination: optionRest(tallies, label),
      };
    }),
  };
}

/**
 * Corrected item-rest correlation. With x = 1 for right and 0 for wrong and r = the score of the rest of the paper, the
 * question itself left out (part-whole correction: a question correlates with a total that contains it even by chance):
 * r_pb = Σ(x - x̄)(r - r̄) / √(Σ(x - x̄)² Σ(r - r̄)²), the sums taken within each exam.
 * Source: W. H. Angoff, «Test reliability and effective test length», Psychometrika 18 (1953); S. Henrysson, «Correction of
 * item-total correlations in item analysis», Psychometrika 28 (1963), 211-218.
 */
function itemRest(tallies: readonly ItemTally[]): number | null {
  return pooled(
    tallies.map((tally) => ({
      n: tally.withRest,
      hits: tally.rightWithRest,
      rest: tally.rest,
      restSquares: tally.restSquares,
      restOfHits: tally.restOfRight,
    })),
  );
}

function optionRest(tallies: readonly ItemTally[], label: string): number | null {
  return pooled(
    tallies
      // Without a rest score in every paper the sum of those who chose the option would be of fewer papers.
      .filter((tally) => tally.withRest === tally.asked)
      .map((tally) => ({
        n: tally.asked,
        hits: tally.options[label]?.chosen ?? 0,
        rest: tally.rest,
        restSquares: tally.restSquares,
        restOfHits: tally.options[label]?.rest ?? 0,
      })),
  );
}

interface Sums {
  readonly n: number;
  readonly hits: number;
  readonly rest: number;
  readonly restSquares: number;
  readonly restOfHits: number;
}

function pooled(exams: readonly Sums[]): number | null {
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const { n, hits, rest, restSquares, restOfHits } of exams) {
    if (n < 2) continue;
    xy += restOfHits - (hits * rest) / n;
    // x is 0 or 1: its square is itself.
    xx += hits - (hits * hits) / n;
    yy += restSquares - (rest * rest) / n;
  }
  if (xx <= 0 || yy <= 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** The middle value, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const above = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? above : ((sorted[half - 1] ?? 0) + above) / 2;
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}
