import type { Blueprint } from '@zhian/question-bank';

/** Pure facts about a session. */

export type SessionPhase = 'draft' | 'upcoming' | 'open' | 'closed' | 'cancelled';

/** When a session is over: extensions move its end (endsAt), a pause stops its clock. */
export interface SessionTimes {
  readonly closesAt: Date | null;
  readonly endsAt?: Date | null;
  readonly pausedAt?: Date | null;
}

/** Is the time of the last candidate over? Never for a session without an end. */
export function isEnded(session: SessionTimes, now: Date): boolean {
  const end = session.endsAt ?? session.closesAt;
  const clock = session.pausedAt && session.pausedAt < now ? session.pausedAt : now;
  return end !== null && clock >= end;
}

export function phaseOf(
  session: SessionTimes & { status: 'draft' | 'published' | 'cancelled'; opensAt: Date | null },
  now: Date,
): SessionPhase {
  if (session.status !== 'published') return session.status;
  if (session.opensAt && now < session.opensAt) return 'upcoming';
  if (isEnded(session, now)) return 'closed';
  return 'open';
}

/** Questions and hundredths of a point of every paper drawn by this blueprint. */
export function sizeOf(blueprint: Blueprint): { questionCount: number; totalHundredths: number } {
  return {
    questionCount: blueprint.strata.reduce((sum, stratum) => sum + stratum.count, 0),
    totalHundredths: blueprint.strata.reduce((sum, stratum) => sum + stratum.count * stratum.points, 0),
  };
}

/** May somebody come again after a paper of this session? */
export function allowsRetakes(session: {
  readonly attemptsAllowed: number | null;
  readonly resitsAllowed: number;
}): boolean {
  return session.attemptsAllowed !== 1 || session.resitsAllowed > 0;
}
