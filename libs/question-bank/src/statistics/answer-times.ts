/** Sequence numbers below this are counters of API clients; from here on they are milliseconds since 1970 (September 2001). */
const FIRST_CLOCK = 1_000_000_000_000;
/** Longer than this on one question is a break, not work: it is left out. */
const LONGEST_SECONDS = 1800;

/**
 * Seconds spent on each question, from the time of its last answer on the candidate's own clock: what passed since the last
 * answer before it. An estimate: who comes back to a question is counted for the way there. The first one answered has no
 * answer before it and is left out, as are questions without an answer and breaks of more than half an hour.
 *
 * @param seqs clientSeq by slot, as the attempt's log has them
 * @returns whole seconds by slot; empty when the numbers are not times
 */
export function answerSeconds(seqs: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  const times = Object.entries(seqs)
    .map(([slot, at]) => ({ slot: Number(slot), at }))
    .sort((a, b) => a.at - b.at || a.slot - b.slot);
  const seconds = new Map<number, number>();
  if (times.some(({ at }) => at < FIRST_CLOCK)) return seconds;
  times.forEach(({ slot, at }, index) => {
    const before = times[index - 1];
    const spent = before ? Math.round((at - before.at) / 1000) : null;
    if (spent !== null && spent <= LONGEST_SECONDS) seconds.set(slot, spent);
  });
  return seconds;
}
