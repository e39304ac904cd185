/** Sequence numbers below this are counters of API clients; from here on they are milliseconds since 1970 (September 2001). */
const FIRST_CLOCK = 1_000_000_000_000;
/** Longer than this on one question is a break, not work: it is left out. */
const LONGEST_SECONDS = 1800;

/** An answer, in the order of time, and how long after the one before it; null: the first. */
export interface AnswerGap {
  readonly slot: number;
  readonly ms: number | null;
}

/**
 * How long after each other the questions were answered, by the time of the last answer to each on the candidate's own clock.
 *
 * @param seqs clientSeq by slot, as the attempt's log has them
 * @returns empty when the numbers are not times
 */
export function answerGaps(seqs: Readonly<Record<string, number>>): AnswerGap[] {
  const times = Object.entries(seqs)
    .map(([slot, at]) => ({ slot: Number(slot), at }))
    .sort((a, b) => a.at - b.at || a.slot - b.slot);
  if (times.some(({ at }) => at < FIRST_CLOCK)) return [];
  return times.map(({ slot, at }, index) => {
    const before = times[index - 1];
    return { slot, ms: before ? at - before.at : null };
  });
}

/**
 * Seconds spent on each question: what passed since the last answer before it. An estimate: who comes back to a question is
 * counted for the way there. The first one answered has no answer before it and is left out, as are questions without an answer
 * and breaks of more than half an hour.
 *
 * @param seqs clientSeq by slot, as the attempt's log has them
 * @returns whole seconds by slot; empty when the numbers are not times
 */
export function answerSeconds(seqs: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  return new Map(
    answerGaps(seqs).flatMap(({ slot, ms }): [number, number][] => {
      const seconds = ms === null ? null : Math.round(ms / 1000);
      return seconds !== null && seconds <= LONGEST_SECONDS ? [[slot, seconds]] : [];
    }),
  );
}
