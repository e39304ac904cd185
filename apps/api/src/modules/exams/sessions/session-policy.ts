import type { Blueprint } from '@zhian/question-bank';

/** Pure facts about a session. */

export type SessionPhase = 'draft' | 'upcoming' | 'open' | 'closed' | 'cancelled';

export function phaseOf(
  session: { status: 'draft' | 'published' | 'cancelled'; opensAt: Date | null; closesAt: Date | null },
  now: Date,
): SessionPhase {
  if (session.status !== 'published') return session.status;
  if (session.opensAt && now < session.opensAt) return 'upcoming';
  if (session.closesAt && now >= session.closesAt) return 'closed';
  return 'open';
}

/** Questions and hundredths of a point of every paper drawn by this blueprint. */
export function sizeOf(blueprint: Blueprint): { questionCount: number; totalHundredths: number } {
  return {
    questionCount: blueprint.strata.reduce((sum, stratum) => sum + stratum.count, 0),
    totalHundredths: blueprint.strata.reduce((sum, stratum) => sum + stratum.count * stratum.points, 0),
  };
}
