/**
 * How many of `count` cases to run. Tests that run once take them all; mutation testing repeats them a thousand times and more,
 * and sets ZHIAN_SHARE (0–1) to make do with some.
 */
export function shareOf(count: number): number {
  return Math.max(1, Math.ceil(count * Number(process.env['ZHIAN_SHARE'] ?? 1)));
}
