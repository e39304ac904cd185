import { answerGaps } from '../statistics/answer-times.js';

/** Answers that came faster than anybody reads. A sign to look at, never a verdict. Pure. */

export const SPEED_LIMITS = {
  /**
   * Six times as fast as people read: the mean of Chinese is 255 characters a minute, 4.3 a second. Whoever knows the questions
   * from practice recognises them at a glance; below this not even that is possible.
   * Source of the mean: S. Trauzettel-Klosinski and K. Dietz, «Standardized assessment of reading performance: the new
   * International Reading Speed Texts IReST», Investigative Ophthalmology & Visual Science 53 (2012), 5452-5461. The factor is our own.
   */
  charactersPerSecond: 25,
  /** To find and tap an option, however short the question: our own. */
  leastSeconds: 1,
  /** So many answers one right after the other are a run; fewer happen when somebody changes his mind at the end: our own. */
  shortestRun: 8,
} as const;

export interface TimedQuestion {
  readonly slot: number;
  /** Letters of its stem and options together. */
  readonly characters: number;
}

export interface TimedPaper {
  /** The questions that were answered. */
  readonly questions: readonly TimedQuestion[];
  /** From the start to the hand-in, by the server's clock; whole. */
  readonly seconds: number;
  /** clientSeq of the last answer by slot, as the attempt's log has them. */
  readonly seqs: Readonly<Record<string, number>>;
}

export interface FastRun {
  /** In the order in which they were answered. */
  readonly slots: readonly number[];
  readonly seconds: number;
  /** What reading them takes at the least. */
  readonly readingSeconds: number;
}

export interface FastPaper {
  readonly answered: number;
  readonly seconds: number;
  readonly readingSeconds: number;
  /** The paper as a whole was faster than it can be read. */
  readonly whole: boolean;
  /** Runs of answers that each came faster than their question can be read. */
  readonly runs: readonly FastRun[];
}

/** Seconds that reading a question and tapping an answer take at the very least. */
export function leastReadingSeconds(characters: number): number {
  return Math.max(SPEED_LIMITS.leastSeconds, characters / SPEED_LIMITS.charactersPerSecond);
}

/**
 * The time of an answer is that of its last change on the candidate's own clock; runs are therefore an estimate, the whole paper
 * is not.
 *
 * @returns null when nothing was too fast
 */
export function tooFast({ questions, seconds, seqs }: TimedPaper): FastPaper | null {
  const least = new Map(questions.map(({ slot, characters }) => [slot, leastReadingSeconds(characters)]));
  const readingSeconds = Math.ceil([...least.values()].reduce((sum, one) => sum + one, 0));
  const whole = questions.length >= SPEED_LIMITS.shortestRun && seconds < readingSeconds;
  const runs = fastRuns(least, seqs);
  if (!whole && runs.length === 0) return null;
  return { answered: questions.length, seconds, readingSeconds, whole, runs };
}

function fastRuns(least: ReadonlyMap<number, number>, seqs: Readonly<Record<string, number>>): FastRun[] {
  const runs: { slots: number[]; ms: number; reading: number }[] = [];
  let open = false;
  for (const { slot, ms } of answerGaps(seqs)) {
    const reading = least.get(slot);
    const fast = ms !== null && reading !== undefined && ms < reading * 1000;
    const run = runs.at(-1);
    if (fast && open && run) {
      run.slots.push(slot);
      run.ms += ms;
      run.reading += reading;
    } else if (fast) runs.push({ slots: [slot], ms, reading });
    open = fast;
  }
  return runs
    .filter(({ slots }) => slots.length >= SPEED_LIMITS.shortestRun)
    .map(({ slots, ms, reading }) => ({
      slots,
      seconds: Math.round(ms / 1000),
      readingSeconds: Math.ceil(reading),
    }));
}
