/** The life of an attempt (law A11). Pure: what is allowed, and what time means. */

export const ATTEMPT_STATUSES = ['open', 'submitted', 'expired'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];
/** cancelled: on paper, and nobody wrote on it. To everybody but its log it is as if it had never been. */
export type StoredStatus = AttemptStatus | 'cancelled';
/** What an attempt is in; `paused` is an open one whose session stands still. */
export const ATTEMPT_STATES = ['open', 'paused', 'submitted', 'expired'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
export const ATTEMPT_ACTIONS = [
  'save',
  'submit',
  'expire',
  'show-paper',
  'show-result',
  'signal',
  'take-over',
  'pause',
  'resume',
  'extend',
  'force-submit',
  'reset-device',
] as const;
export type AttemptAction = (typeof ATTEMPT_ACTIONS)[number];

/** Answers queued before the deadline on an attempt already open may still arrive this long after it (contract 10). */
export const GRACE_MS = 30_000;
/** Answers that were under way when the session was paused may still arrive this long after it. */
export const PAUSE_GRACE_MS = 30_000;

const ALLOWED: Readonly<Record<AttemptState, readonly AttemptAction[]>> = {
  open: [
    'save',
    'submit',
    'expire',
    'show-paper',
    'signal',
    'take-over',
    'pause',
    'extend',
    'force-submit',
    'reset-device',
  ],
  // What is under way in the first seconds of a pause is taken all the same: see takesAnswers.
  paused: ['show-paper', 'signal', 'take-over', 'resume', 'extend', 'force-submit', 'reset-device'],
  // A repeated submission gives the same result again, so it is allowed and changes nothing.
  submitted: ['submit', 'show-result'],
  expired: ['submit', 'show-result'],
};

export function isAllowed(state: AttemptState, action: AttemptAction): boolean {
  return ALLOWED[state].includes(action);
}

interface Standing {
  readonly status: StoredStatus;
  readonly pausedAt: Date | null;
}

export function stateOf({ status, pausedAt }: Standing): AttemptState {
  if (status === 'cancelled') return 'expired';
  return status === 'open' && pausedAt ? 'paused' : status;
}

/** The time that counts for an attempt: a pause stops its clock. */
export function clockOf(pausedAt: Date | null, now: Date): Date {
  return pausedAt && pausedAt < now ? pausedAt : now;
}

/** Is it too late for an answer to count? The server's clock alone decides. */
export function isOver(deadline: Date, now: Date): boolean {
  return now.getTime() > deadline.getTime() + GRACE_MS;
}

/** The rule that the save statement says in SQL, for the verbs that hold the row. */
export function takesAnswers(
  attempt: Standing & { readonly deadline: Date },
  now: Date,
): 'taken' | 'closed' | 'paused' {
  if (attempt.status !== 'open' || isOver(attempt.deadline, clockOf(attempt.pausedAt, now))) return 'closed';
  return attempt.pausedAt && now.getTime() > attempt.pausedAt.getTime() + PAUSE_GRACE_MS ? 'paused' : 'taken';
}

/** Does a request of `device` go to another device's attempt? One that names no device is not asked (API clients). */
export function isElsewhere(attempt: { readonly deviceId: string | null }, device: string | null): boolean {
  return attempt.deviceId !== null && device !== null && attempt.deviceId !== device;
}

export interface TimeAllowed {
  readonly durationSeconds: number;
  readonly closesAt: Date | null;
  readonly startMode: 'individual' | 'together';
}

/**
 * When an attempt ends: after its length, or when the session closes, whichever comes first; in a session that ends together
 * when it closes. What was added counts on top of either.
 */
export function deadlineOf(startedAt: Date, session: TimeAllowed, extensionSeconds = 0): Date {
  const byLength = startedAt.getTime() + session.durationSeconds * 1000;
  const closes = session.closesAt?.getTime() ?? Infinity;
  const end = session.startMode === 'together' && session.closesAt ? closes : Math.min(byLength, closes);
  return new Date(end + extensionSeconds * 1000);
}

/**
 * A deadline that is moved by `seconds` (law A09). Less than zero takes back what was added too much: no more than was added,
 * and never to before now. Answers the seconds that were in fact given or taken.
 */
export function extended(
  attempt: { readonly deadline: Date; readonly extensionSeconds: number; readonly pausedAt: Date | null },
  seconds: number,
  now: Date,
): { readonly deadline: Date; readonly seconds: number } {
  const left = Math.floor((attempt.deadline.getTime() - clockOf(attempt.pausedAt, now).getTime()) / 1000);
  const taken = Math.max(0, Math.min(-seconds, attempt.extensionSeconds, left));
  const moved = seconds > 0 ? seconds : taken === 0 ? 0 : -taken;
  return { deadline: new Date(attempt.deadline.getTime() + moved * 1000), seconds: moved };
}

/** What is left for the candidate, in ms; the grace is not his to plan with. */
export function remainingMs(deadline: Date, now: Date, pausedAt: Date | null = null): number {
  return Math.max(0, deadline.getTime() - clockOf(pausedAt, now).getTime());
}

/** When an attempt that ends at `now` has ended: one that ran out of time ended at its deadline. */
export function endOf(
  deadline: Date,
  now: Date,
  pausedAt: Date | null = null,
): { status: 'submitted' | 'expired'; endedAt: Date } {
  const clock = clockOf(pausedAt, now);
  if (isOver(deadline, clock)) return { status: 'expired', endedAt: deadline };
  return { status: 'submitted', endedAt: new Date(Math.min(clock.getTime(), deadline.getTime())) };
}
