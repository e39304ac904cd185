import type { AttemptStatus } from '../attempts/attempt.js';

/** What the invigilator's board says of a candidate. Pure. */

export const BOARD_STATUSES = [
  'not_started',
  'in_progress',
  'offline',
  'paused',
  'on_paper',
  'submitted',
  'expired',
] as const;
export type BoardStatus = (typeof BOARD_STATUSES)[number];

/** A client with a live stream is seen every 15 s, one that polls as well: three missed are no coincidence. */
export const OFFLINE_AFTER_MS = 45_000;
/** A stream that has ended is mostly opened again within seconds. */
export const GONE_AFTER_MS = 10_000;

export interface Sighting {
  readonly status: AttemptStatus | null;
  /** Sits with a printed paper: no line that could be cut. */
  readonly onPaper: boolean;
  readonly pausedAt: Date | null;
  readonly startedAt: Date | null;
  readonly seenAt: Date | null;
  readonly online: boolean | null;
}

export function boardStatus(
  { status, onPaper, pausedAt, startedAt, seenAt, online }: Sighting,
  now: Date,
): BoardStatus {
  if (status === null) return 'not_started';
  if (status !== 'open') return status;
  if (onPaper) return 'on_paper';
  if (pausedAt) return 'paused';
  const last = seenAt ?? startedAt;
  const away = last ? now.getTime() - last.getTime() : Infinity;
  return away > OFFLINE_AFTER_MS || (online === false && away > GONE_AFTER_MS) ? 'offline' : 'in_progress';
}
