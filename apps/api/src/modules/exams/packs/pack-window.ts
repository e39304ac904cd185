import { isEnded, type SessionTimes } from '../sessions/session-policy.js';

/** Pure: for which sessions there is a pack, and when it may be fetched. */

const HOUR_MS = 3_600_000;
/** Fetched from this long before the exam opens; built somewhat earlier. */
export const OFFERED_BEFORE_MS = 24 * HOUR_MS;
export const BUILT_BEFORE_MS = 25 * HOUR_MS;
/** After the end it is of no use to anybody; somebody may still be given more time. */
export const KEPT_AFTER_MS = 24 * HOUR_MS;
/** Fewer who start at once are no burst. */
export const LEAST_ENTRIES = 100;
/** A phone fetches that much over Wi-Fi without being asked: the texts of about 20,000 questions. */
export const MOST_BYTES = 8 * 1024 * 1024;
export const MOST_QUESTIONS = 25_000;

export interface PackSession extends SessionTimes {
  readonly status: 'draft' | 'published' | 'cancelled';
  readonly opensAt: Date | null;
}

/** May the encrypted pack be fetched now? From a day before the exam opens until it is over. */
export function isOffered(session: PackSession, now: Date): boolean {
  return (
    session.status === 'published' &&
    session.opensAt !== null &&
    now.getTime() >= session.opensAt.getTime() - OFFERED_BEFORE_MS &&
    !isEnded(session, now)
  );
}
