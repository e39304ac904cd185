/** What browsers tell of the line; most tell nothing. */
export interface Line {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/** On mobile data nobody is made to pay for more than that without being asked. */
const MOST_ON_MOBILE_DATA = 2 * 1024 * 1024;
/** So shortly before the opening the line belongs to those who start. */
const TOO_LATE_MS = 60_000;
const WIDEST_SPREAD_MS = 120_000;

/**
 * How long to wait, in ms, before a pack of `size` bytes is fetched, or `null`: not at all. Phones that open the page at the same
 * moment spread themselves over up to two minutes, over less when the exam is near. `chance` is in [0, 1).
 */
export function waitBeforeFetch(
  { opensAt, size }: { opensAt: string | null; size: number },
  line: Line,
  now: number,
  chance: number,
): number | null {
  const left = opensAt === null ? 0 : Date.parse(opensAt) - now;
  if (left < TOO_LATE_MS || line.saveData === true) return null;
  if (line.effectiveType !== undefined && line.effectiveType !== '4g') return null;
  if (line.type === 'cellular' && size > MOST_ON_MOBILE_DATA) return null;
  return Math.min(WIDEST_SPREAD_MS, left / 10) * chance;
}
