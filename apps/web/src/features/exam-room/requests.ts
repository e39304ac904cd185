import { api } from '../../shared/api/client.js';
import { randomId } from '../../shared/api/random-id.js';
import type { AttemptResult, ExamAttempt, SavedAnswers } from '../../shared/api/types.js';
import type { Transport } from '../../shared/offline/transport.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';

/** An attempt with the moments (monotonic ms) at which it was asked for and received, for the server's clock. */
export interface TimedAttempt {
  attempt: ExamAttempt;
  sentAt: number;
  receivedAt: number;
}

const timed = async (ask: () => Promise<ExamAttempt>): Promise<TimedAttempt> => {
  const sentAt = performance.now();
  const attempt = await ask();
  return { attempt, sentAt, receivedAt: performance.now() };
};

export const attemptKey = (attemptId: string) => ['exam-attempt', attemptId] as const;

/**
 * Starts the exam, or gives the attempt that is already open. Each call has a key of its own: a replayed answer would carry the
 * time of the first one, and starting twice is harmless by itself.
 */
export const startAttempt = (examSessionId: string): Promise<TimedAttempt> =>
  timed(() => api.post<ExamAttempt>('/exam-attempts', { body: { examSessionId } }));

export const getAttempt = (attemptId: string, signal: AbortSignal): Promise<TimedAttempt> =>
  timed(() => api.get<ExamAttempt>(`/exam-attempts/${attemptId}`, { signal }));

/** A request that gets no answer in a tunnel must not hold up the queue. */
const PATIENCE = 15_000;

/** Saves and hands in over HTTP; every reply also sets the clock. `onResult` receives the result of the submission. */
export function httpTransport(
  attemptId: string,
  clock: ServerClock,
  onResult: (result: AttemptResult) => void,
): Transport {
  // One key for one wish to hand in with one tail; another tail is another request.
  let last = { body: '', key: '' };
  return {
    async save(answers) {
      const sentAt = performance.now();
      const reply = await impatient((signal) =>
        api.put<SavedAnswers>(`/exam-attempts/${attemptId}/answers`, { body: { answers }, signal }),
      );
      clock.sample(sentAt, performance.now(), reply.serverTime);
      return reply;
    },
    async submit(answers) {
      const body = JSON.stringify(answers);
      if (body !== last.body) last = { body, key: randomId() };
      const result = await impatient((signal) =>
        api.post<AttemptResult>(`/exam-attempts/${attemptId}/submission`, {
          body: { answers },
          signal,
          idempotencyKey: last.key,
        }),
      );
      onResult(result);
      // An attempt that the sweeper ended before takes nothing any more, and the stored result does not count this tail.
      return { late: result.status === 'expired' ? Math.max(answers.length, result.lateAnswers) : result.lateAnswers };
    },
  };
}

async function impatient<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    return await ask(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) throw Object.assign(new Error('no answer in time'), { status: 0, code: 'network' });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
