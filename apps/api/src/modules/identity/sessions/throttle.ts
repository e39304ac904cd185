/** Failures as they stand before an attempt, within WINDOW_MS. */
export interface Failures {
  /** For this login from this source. */
  readonly pair: number;
  readonly pairLastAt: number | null;
  /** From this source for any login; zero for a device that is known to the account, which others cannot slow down. */
  readonly source: number;
  readonly sourceLastAt: number | null;
}

export const WINDOW_MS = 30 * 60_000;

/** A person mistypes a few times; then each further try costs twice the wait of the one before. */
export const PAIR_FREE = 5;
const PAIR_WAIT_AT_MOST_S = 300;

/** A whole mine may stand behind one address, so many may mistype before the address as such has to wait. */
export const SOURCE_FREE = 60;
const SOURCE_WAIT_AT_MOST_S = 60;

/**
 * Seconds to wait before the next attempt is looked at; 0 for none. Law A28: counted by (login, source) and by source, never by
 * login alone, which would let anybody lock anybody out.
 */
export function waitSeconds(failures: Failures, now: number): number {
  const pair = failures.pair < PAIR_FREE ? 0 : Math.min(2 ** (failures.pair - PAIR_FREE), PAIR_WAIT_AT_MOST_S);
  const source =
    failures.source < SOURCE_FREE
      ? 0
      : Math.min(2 ** Math.floor((failures.source - SOURCE_FREE) / 10), SOURCE_WAIT_AT_MOST_S);
  return Math.max(remaining(pair, failures.pairLastAt, now), remaining(source, failures.sourceLastAt, now));
}

function remaining(wait: number, lastAt: number | null, now: number): number {
  return lastAt === null ? 0 : Math.max(0, Math.ceil((lastAt + wait * 1000 - now) / 1000));
}

/** What counts as one source: an IPv4 address, or the /64 that one IPv6 subscriber has. */
export function sourceOf(ip: string): string {
  const [plain = ''] = ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').split('%', 1);
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
