import type { Board, Candidate, CandidateEvent, SessionEvent } from './api.js';

/** What of the board is shown, and in which order. Pure. */

export const FILTERS = ['running', 'done', 'offline', 'absent', 'look', 'late'] as const;
export type BoardFilter = (typeof FILTERS)[number];
export const SORTS = ['seat', 'worst', 'progress', 'name'] as const;
export type BoardSort = (typeof SORTS)[number];

/** So close to the end that somebody should look. */
const LATE_MS = 5 * 60_000;

/** Sits at a screen of the platform, so that time, device and submission are ours to change. */
export const isAtScreen = ({ status }: Candidate): boolean => ['in_progress', 'offline', 'paused'].includes(status);
export const isRunning = (candidate: Candidate): boolean => isAtScreen(candidate) || candidate.status === 'on_paper';
export const isDone = ({ status }: Candidate): boolean => status === 'submitted' || status === 'expired';
/** Something was noticed or noted: a hint for whoever looks, never a verdict. */
export const wantsLook = ({ signals, incidents }: Candidate): boolean => signals > 0 || incidents > 0;

/** Milliseconds that a running attempt has left; a pause holds the clock. `null` where no clock runs. */
export function leftOf(candidate: Candidate, session: Pick<Board['session'], 'pausedAt'>, now: number): number | null {
  if (!isAtScreen(candidate) || candidate.deadline === null) return null;
  const clock = candidate.status === 'paused' && session.pausedAt ? Date.parse(session.pausedAt) : now;
  return Math.max(0, Date.parse(candidate.deadline) - clock);
}

const passes: Record<BoardFilter, (one: Candidate, left: number | null) => boolean> = {
  running: isRunning,
  done: isDone,
  offline: ({ status }) => status === 'offline',
  absent: ({ status }) => status === 'not_started',
  look: wantsLook,
  late: (_, left) => left !== null && left <= LATE_MS,
};

export function isLate(candidate: Candidate, session: Pick<Board['session'], 'pausedAt'>, now: number): boolean {
  return passes.late(candidate, leftOf(candidate, session, now));
}

/** Who should be looked at first: cut off, then noticed, then running late, then everybody at work. */
function urgency(candidate: Candidate, late: boolean): number {
  if (candidate.status === 'offline') return 0;
  if (!isDone(candidate) && wantsLook(candidate)) return 1;
  if (late) return 2;
  if (candidate.status === 'not_started') return 4;
  return isDone(candidate) ? 5 : 3;
}

export interface BoardChoice {
  readonly filter: BoardFilter | undefined;
  readonly sort: BoardSort;
  /** Part of a name, or a whole seat number. */
  readonly find: string;
}

/** The candidates to show. The server's order is by room and seat; equal ones keep it, so that cells do not jump about. */
export function shownCandidates(board: Board, choice: BoardChoice, now: number): Candidate[] {
  const find = choice.find.trim();
  const { session } = board;
  const found = board.candidates.filter(
    (one) =>
      (!choice.filter || passes[choice.filter](one, leftOf(one, session, now))) &&
      (find === '' || one.name.includes(find) || (one.seat !== null && String(one.seat) === find)),
  );
  switch (choice.sort) {
    case 'seat':
      return found;
    case 'name':
      return found.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
    case 'progress':
      return found.toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || a.answered - b.answered);
    case 'worst': {
      const rank = (one: Candidate): number => urgency(one, isLate(one, session, now));
      return found.toSorted((a, b) => rank(a) - rank(b));
    }
  }
}

/** The rooms by id where people of more than one are in view: a seat number alone would be two people's. Else none. */
export function roomsToTell({ rooms, candidates }: Pick<Board, 'rooms' | 'candidates'>): ReadonlyMap<string, string> {
  const seated = new Set(candidates.map(({ roomId }) => roomId));
  return new Map(seated.size > 1 ? rooms.map(({ id, name }) => [id, name]) : []);
}

/** How long somebody has not been heard of, in ms. */
export function silenceOf({ lastSeenAt }: Candidate, now: number): number {
  return lastSeenAt === null ? 0 : Math.max(0, now - Date.parse(lastSeenAt));
}

export interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  /** Of the candidate's own log, or of the session's. */
  readonly own: CandidateEvent | null;
  readonly session: SessionEvent | null;
}

/** One person's story, the newest first: his own log, and what the session's log says of him, each deed once. */
export function timelineOf(
  personId: string,
  own: readonly CandidateEvent[],
  session: readonly SessionEvent[],
): TimelineEntry[] {
  const named = session.filter((event) => event.people.some((person) => person.personId === personId));
  const told = new Set(named.map((event) => `${event.kind} ${event.at}`));
  const mine = own.filter(
    // Marks are not the invigilator's; and what the session's log tells better stands there with its reason.
    (event) => event.kind !== 'graded' && !told.has(`${event.kind} ${event.at}`),
  );
  const entries: TimelineEntry[] = [
    ...mine.map((event) => ({ key: `own-${event.seq}`, at: event.at, own: event, session: null })),
    ...named.map((event) => ({ key: `session-${event.seq}`, at: event.at, own: null, session: event })),
  ];
  return entries.toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Signals of one kind together: how often, and how long in all. Returns to the page only lend their length. */
export function signalSums(
  signals: CandidateEvent['signals'],
): { readonly kind: string; readonly count: number; readonly ms: number }[] {
  const lengthOf: Record<string, string> = { focus: 'blur', online: 'offline' };
  const sums = new Map<string, { kind: string; count: number; ms: number }>();
  for (const { kind, ms } of signals) {
    const of = lengthOf[kind] ?? kind;
    const sum = sums.get(of) ?? { kind: of, count: 0, ms: 0 };
    sums.set(of, { kind: of, count: sum.count + (of === kind ? 1 : 0), ms: sum.ms + (ms ?? 0) });
  }
  return [...sums.values()].map((sum) => ({ ...sum, count: Math.max(1, sum.count) }));
}
