/** Seconds before the end that are told, by sight and politely to a screen reader: ten minutes, five, one. */
const thresholds = [60, 300, 600];

/**
 * The threshold that was crossed between two looks at the time left (s): the nearest to the end, if a sleeping phone crossed
 * several. `null` at the first look, so that opening the page says nothing.
 */
export function thresholdPassed(before: number | null, now: number): number | null {
  if (before === null || now === 0) return null;
  return thresholds.find((mark) => before > mark && now <= mark) ?? null;
}
