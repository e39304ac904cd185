import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../platform/crypto/canonical-json.js';

/** 考场记录: the append-only log of a session, a hash chain of its own, as an attempt has one (contract 14). Pure. */

export const SESSION_EVENT_KINDS = [
  'paused',
  'resumed',
  'extended',
  'incident',
  'forced',
  'device-reset',
  'access-code',
  'rooms',
  'seating',
  'seat',
  'paper-refused',
  'papers-printed',
  'paper-voided',
  'paper-cancelled',
  'paper-closed',
] as const;
export type SessionEventKind = (typeof SESSION_EVENT_KINDS)[number];

export interface SessionEvent {
  readonly sessionId: string;
  readonly seq: number;
  /** Millisecond ISO instant, as timestamptz(3) gives it back. */
  readonly at: string;
  readonly kind: string;
  readonly data: unknown;
  readonly actorAccountId: string | null;
  readonly actorName: string;
  readonly prevHash: string;
}

export const SESSION_LOG_GENESIS = '0'.repeat(64);

export function hashOfSessionEvent(event: SessionEvent): string {
  return createHash('sha256')
    .update(
      canonicalJson([
        event.sessionId,
        event.seq,
        event.at,
        event.kind,
        event.data,
        event.actorAccountId,
        event.actorName,
        event.prevHash,
      ]),
    )
    .digest('hex');
}

/** Index of the first event that does not follow from the one before it; null when the chain holds. */
export function firstSessionFault(events: readonly (SessionEvent & { readonly hash: string })[]): number | null {
  let prevHash = SESSION_LOG_GENESIS;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.prevHash !== prevHash || hashOfSessionEvent(event) !== event.hash)
      return index;
    prevHash = event.hash;
  }
  return null;
}
