import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../platform/crypto/canonical-json.js';

/** The append-only log of one attempt, a hash chain of its own (contract 14). Pure. */

export const ATTEMPT_EVENT_KINDS = [
  'started',
  'late-save-refused',
  'device-changed',
  'device-reset',
  'paused',
  'resumed',
  'extended',
  'signals',
  'forced',
  'printed',
  'voided',
  'photographed',
  'keyed-in',
  'settled',
  'closed',
  'cancelled',
  'submitted',
  'expired',
  'graded',
] as const;
export type AttemptEventKind = (typeof ATTEMPT_EVENT_KINDS)[number];

export interface LoggedEvent {
  readonly attemptId: string;
  readonly seq: number;
  /** Millisecond ISO instant, as timestamptz(3) gives it back. */
  readonly at: string;
  readonly kind: string;
  readonly data: unknown;
  readonly prevHash: string;
}

export const LOG_GENESIS = '0'.repeat(64);

export function hashOfEvent(event: LoggedEvent): string {
  return createHash('sha256')
    .update(canonicalJson([event.attemptId, event.seq, event.at, event.kind, event.data, event.prevHash]))
    .digest('hex');
}

/** Index of the first event that does not follow from the one before it; null when the chain holds. */
export function firstFault(events: readonly (LoggedEvent & { readonly hash: string })[]): number | null {
  let prevHash = LOG_GENESIS;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.prevHash !== prevHash || hashOfEvent(event) !== event.hash) return index;
    prevHash = event.hash;
  }
  return null;
}
