/**
 * How a multiple-choice question is scored (rules.md 4.2; five ways are in use). Single choice and true/false are all
 * or nothing in every scheme. Everything is in hundredths of a point; no scheme gives less than 0 or more than the
 * question is worth, and exactly the right options always give the full points.
 *
 * - `all-or-nothing`: exactly the right options, else 0 (default of 问卷星).
 * - `half-per-right-option`: a wrong option gives 0; else 0.5 point for each right option chosen, at most the points
 *   (注册安全工程师; made for 2-point questions).
 * - `half-if-incomplete`: a wrong option gives 0; some but not all right options give half the points, rounded **up**
 *   to a whole point; a question of 1 point or less gives 0 (问卷星). So 1 → 0, 1.5 → 1, 2 → 1, 3 → 2.
 * - `option-weights`: a wrong option gives 0; else the sum of the weights of the right options chosen, at most the
 *   points. Without weights the right options share the points equally, rounded **down** to a hundredth.
 * - `plus-minus-half`: +0.5 point per right and −0.5 per wrong option chosen, kept within 0 and the points.
 */
export const SCORING_SCHEMES = [
  'all-or-nothing',
  'half-per-right-option',
  'half-if-incomplete',
  'option-weights',
  'plus-minus-half',
] as const;
export type ScoringScheme = (typeof SCORING_SCHEMES)[number];

/** One point, in hundredths. */
const POINT = 100;
const HALF_POINT = 50;

export interface Tally {
  /** Hundredths. */
  points: number;
  /** Right options of the question. */
  rightTotal: number;
  rightChosen: number;
  wrongChosen: number;
  /** Sum of the weights of the right options chosen, or null when the question has no weights. */
  chosenWeight: number | null;
}

const PARTIAL: Readonly<Record<ScoringScheme, (tally: Tally) => number>> = {
  'all-or-nothing': () => 0,
  'half-per-right-option': ({ wrongChosen, rightChosen }) => (wrongChosen > 0 ? 0 : HALF_POINT * rightChosen),
  'half-if-incomplete': ({ wrongChosen, points }) =>
    wrongChosen > 0 || points <= POINT ? 0 : Math.ceil(points / (2 * POINT)) * POINT,
  'option-weights': ({ wrongChosen, points, rightChosen, rightTotal, chosenWeight }) =>
    wrongChosen > 0 ? 0 : (chosenWeight ?? Math.floor((points * rightChosen) / rightTotal)),
  'plus-minus-half': ({ rightChosen, wrongChosen }) => HALF_POINT * (rightChosen - wrongChosen),
};

/** Hundredths for an answered multiple-choice question that is not exactly right. */
export function partialCredit(scheme: ScoringScheme, tally: Tally): number {
  return Math.min(tally.points, Math.max(0, PARTIAL[scheme](tally)));
}
