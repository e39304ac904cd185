/** The life of an attempt (law A11). Pure: what is allowed, and what time means. */

export const ATTEMPT_STATUSES = ['open', 'submitted', 'expired'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];
export const ATTEMPT_ACTIONS = ['save', 'submit', 'expire', 'show-paper', 'show-result'] as const;
export type AttemptAction = (typeof ATTEMPT_ACTIONS)[number];

/** Answers queued before the deadline on an attempt already open may still arrive this long after it (contract 10). */
export const GRACE_MS = 30_000;

const ALLOWED: Readonly<Record<AttemptStatus, readonly AttemptAction[]>> = {
  open: ['save', 'submit', 'expire', 'show-paper'],
  // A repeated submission gives the same result again, so it is allowed and changes nothing.
  submitted: ['submit', 'show-result'],
  expired: ['submit', 'show-result'],
};

export function isAllowed(status: AttemptStatus, action: AttemptAction): boolean {
  return ALLOWED[status].includes(action);
}

/** Is it too late for an answer to count? The server's clock alone decides. */
export function isOver(deadline: Date, now: Date): boolean {
  return now.getTime() > deadline.getTime() + GRACE_MS;
}

/** The attempt ends after its length, or when the session closes, whichever comes first. */
export function deadlineOf(startedAt: Date, durationSeconds: number, closesAt: Date | null): Date {
  const byLength = startedAt.getTime() + durationSeconds * 1000;
  return new Date(closesAt ? Math.min(byLength, closesAt.getTime()) : byLength);
}

/** What is left for the candidate, in ms; the grace is not his to plan with. */
export function remainingMs(deadline: Date, now: Date): number {
  return Math.max(0, deadline.getTime() - now.getTime());
}

/** When an attempt that ends at `now` has ended: one that ran out of time ended at its deadline. */
export function endOf(deadline: Date, now: Date): { status: 'submitted' | 'expired'; endedAt: Date } {
  if (isOver(deadline, now)) return { status: 'expired', endedAt: deadline };
  return { status: 'submitted', endedAt: new Date(Math.min(now.getTime(), deadline.getTime())) };
}
