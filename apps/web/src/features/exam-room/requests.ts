import { api } from '../../shared/api/client.js';
import { networkProblem, Problem } from '../../shared/api/problem.js';
import { randomId } from '../../shared/api/random-id.js';
import type { AttemptResult, ExamAttempt, SavedAnswers, StartedAttempt } from '../../shared/api/types.js';
import type { KeptPack } from '../../shared/offline/device-database.js';
import { deviceId } from '../../shared/offline/device-store.js';
import type { Transport } from '../../shared/offline/transport.js';
import { keptPack } from '../../shared/packs/kept-packs.js';
import { canOpenPacks, readPaper } from '../../shared/packs/read-paper.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import type { News } from './attempt-state.js';
import type { Signal } from './signal-batch.js';

/** An attempt with the moments (monotonic ms) at which it was asked for and received, for the server's clock. */
export interface TimedAttempt {
  attempt: ExamAttempt;
  sentAt: number;
  receivedAt: number;
  /** Opened from what this device holds, without the server: server time minus the phone's own, in ms, and whose it is. */
  kept?: { clockOffset: number; owner: string };
}

const timed = async <A>(ask: () => Promise<A>): Promise<Omit<TimedAttempt, 'attempt'> & { attempt: A }> => {
  const sentAt = performance.now();
  const attempt = await ask();
  return { attempt, sentAt, receivedAt: performance.now() };
};

/** Names this browser, so that an attempt is answered on one device at a time. */
export const deviceHeaders = async (): Promise<Record<string, string>> => ({ 'x-zhian-device': await deviceId() });

export const attemptKey = (attemptId: string) => ['exam-attempt', attemptId] as const;

export interface StartClaim {
  accessCode?: string;
  /** Take the attempt from the other device it is open on. */
  takeOver?: boolean;
}

/**
 * Starts the exam, or gives the attempt that is already open. Each call has a key of its own: a replayed answer would carry the
 * time of the first one, and starting twice is harmless by itself. With a pack of the exam that this device keeps for `owner`
 * the server sends where the questions lie in it; whatever is wrong with the pack, the whole paper is asked for then.
 */
export async function startAttempt(
  examSessionId: string,
  claim: StartClaim,
  owner: string | null = null,
): Promise<TimedAttempt> {
  const pack = owner !== null && canOpenPacks() ? await keptPack(owner, examSessionId) : null;
  const body = { examSessionId, ...claim, ...(pack ? { packId: pack.packId } : {}) };
  const started = await timed(async () =>
    api.post<StartedAttempt>('/exam-attempts', { body, headers: await deviceHeaders() }),
  );
  const { paper, unlocked: _, ...attempt } = started.attempt;
  if (paper) return { ...started, attempt: { ...attempt, paper } };
  const read = await readFromPack(started.attempt, pack);
  return read ? { ...started, attempt: { ...attempt, paper: read } } : getAttempt(attempt.id);
}

async function readFromPack({ unlocked }: StartedAttempt, pack: KeptPack | null) {
  try {
    return unlocked && pack ? await readPaper(pack.bytes, unlocked) : null;
  } catch {
    return null;
  }
}

/** The attempt as the server has it. Gives up after `patience` ms. */
export const getAttempt = (attemptId: string, signal?: AbortSignal, patience = PATIENCE): Promise<TimedAttempt> =>
  timed(async () => {
    const headers = await deviceHeaders();
    return impatient((within) => api.get<ExamAttempt>(`/exam-attempts/${attemptId}`, { signal: within, headers }), {
      patience,
      ...(signal ? { signal } : {}),
    });
  });

/** A request that gets no answer in a tunnel must not hold up the queue. */
const PATIENCE = 15_000;

export interface TransportHooks {
  /** The result of the submission. */
  onResult: (result: AttemptResult) => void;
  /** What a reply to a save says about the attempt. */
  onNews: (news: News) => void;
}

/** Saves and hands in over HTTP; every reply also sets the clock. */
export function httpTransport(attemptId: string, clock: ServerClock, hooks: TransportHooks): Transport {
  // One key for one wish to hand in with one tail; another tail is another request.
  let last = { body: '', key: '' };
  return {
    async save(answers) {
      const headers = await deviceHeaders();
      const sentAt = performance.now();
      const reply = await impatient((signal) =>
        api.put<SavedAnswers>(`/exam-attempts/${attemptId}/answers`, {
          body: { answers },
          signal,
          headers,
        }),
      );
      clock.sample(sentAt, performance.now(), reply.serverTime);
      hooks.onNews({ revision: reply.revision, deadline: reply.deadline });
      return reply;
    },
    async submit(answers) {
      const headers = await deviceHeaders();
      const body = JSON.stringify(answers);
      if (body !== last.body) last = { body, key: randomId() };
      const result = await impatient((signal) =>
        api.post<AttemptResult>(`/exam-attempts/${attemptId}/submission`, {
          body: { answers },
          signal,
          headers,
          idempotencyKey: last.key,
        }),
      );
      hooks.onResult(result);
      return { late: result.lateAnswers };
    },
  };
}

/** Sends what the page noticed; `leaving` lets the request outlive the page. */
export async function sendSignals(attemptId: string, signals: Signal[], leaving: boolean): Promise<void> {
  const headers = await deviceHeaders();
  try {
    await api.post(`/exam-attempts/${attemptId}/signals`, { body: { signals }, headers, keepalive: leaving });
  } catch (error) {
    // What the server refuses it will refuse again; only what did not arrive is worth another try.
    if (error instanceof Problem && error.status > 0 && error.status < 500) return;
    throw error;
  }
}

async function impatient<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  { patience = PATIENCE, signal }: { patience?: number; signal?: AbortSignal } = {},
): Promise<T> {
  const abort = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort.abort();
  }, patience);
  const leave = (): void => abort.abort();
  signal?.addEventListener('abort', leave);
  try {
    return await ask(abort.signal);
  } catch (error) {
    if (late) throw networkProblem();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}
