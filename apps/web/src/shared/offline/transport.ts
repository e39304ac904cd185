import type { WireAnswer } from './answer-entries.js';

/** The server's reply to a save: the newest stored sequence number for each slot. */
export interface SaveReply {
  acceptedSeq: Record<string, number>;
}

/** Failures of a transport carry a status (0: no answer came) and a stable code, like `Problem`. */
export interface TransportFailure {
  status: number;
  code: string;
  errors?: readonly { pointer: string }[];
  /** How long the server asks to wait, in seconds. */
  retryAfterSeconds?: number | null;
}

export interface Transport {
  save(answers: WireAnswer[]): Promise<SaveReply>;
  /**
   * Hands in, carrying the unsent tail; repeated, it changes nothing. `late` counts answers of this tail that came after the end
   * and were not graded. Rejects with the code `withdrawn` when there is no reason to hand in any more.
   */
  submit(answers: WireAnswer[]): Promise<{ late: number }>;
}

/** What came of one request, in the words that the queue acts on. */
export type Verdict = 'closed' | 'elsewhere' | 'paused' | 'withdrawn' | 'signed-out' | 'refused' | 'down';

const verdicts: Readonly<Record<string, Verdict>> = {
  'attempt-closed': 'closed',
  'attempt-on-other-device': 'elsewhere',
  'session-paused': 'paused',
};

/** Reads anything thrown as a failure; what is none of ours has the status -1. */
export const failureOf = (error: unknown): TransportFailure =>
  typeof error === 'object' && error !== null && typeof (error as TransportFailure).status === 'number'
    ? (error as TransportFailure)
    : { status: -1, code: 'unexpected' };

/**
 * What a failure means for the queue. Only the codes above end, move or hold an attempt: a 404 or 409 from a proxy in the middle of
 * an upgrade must not throw answers away, so everything unknown is `down` and heals by trying again.
 */
export function verdictOf({ status, code }: TransportFailure): Verdict {
  if (code === 'withdrawn') return 'withdrawn';
  if (status === 401) return 'signed-out';
  if (status === 409) return verdicts[code] ?? 'down';
  return status === 422 ? 'refused' : 'down';
}
