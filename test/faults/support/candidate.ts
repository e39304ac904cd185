import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedIn } from '../../support/harness.js';
import type { Ledger } from './ledger.js';
import { choiceOf } from './verdict.js';

const NO_ANSWER = 0;
const REPLY_WITHIN_MS = 30_000;
/** Whoever gets no answer for so long is stuck: starting the API and recovering PostgreSQL take seconds, on a busy machine a minute. */
const STUCK_AFTER_MS = 240_000;

/** Everybody has begun after so many of his pauses for thought. */
const ARRIVE_WITHIN = 5;
/** A few seconds at most between two tries, so that the crowd does not keep a starting API from starting. */
const MOST_BACKOFF_MS = 2000;

export interface Answered<T> {
  readonly status: number;
  readonly body: T;
}

/** A client as the web page is one: what got no answer, or a 5xx, is sent again, unchanged and under the same key. */
export class PersistentClient {
  /** The longest that anybody waited: for what, how long in ms, and what he was told meanwhile and when. */
  longestWait: { readonly what: string; readonly ms: number; readonly told: readonly string[] } = {
    what: '',
    ms: 0,
    told: [],
  };
  sent = 0;
  /** Answers that are no calm «wait a moment» (503): a fault of the product. */
  readonly faults: string[] = [];

  private closed = false;

  /** `urls`: instances of the API; whoever gets no answer from one asks the next. */
  constructor(private readonly urls: readonly string[]) {}

  async send<T>(
    who: SignedIn,
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    key: string | null = method === 'POST' ? randomUUID() : null,
  ): Promise<Answered<T>> {
    const began = performance.now();
    const home = Number.parseInt(who.accountId.slice(-4), 16);
    const told: string[] = [];
    for (let tries = 0; ; tries += 1) {
      if (this.closed) throw new Error(`everybody goes home: ${method} ${path}`);
      this.sent += 1;
      const reply = await fetch(`${this.urls[(home + tries) % this.urls.length]}/api/v1/${path}`, {
        method,
        headers: {
          ...who.headers,
          'content-type': 'application/json',
          'x-zhian-device': `device-${who.accountId}`,
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REPLY_WITHIN_MS),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch((error: unknown) => ({ status: NO_ANSWER, text: String(error) }));
      const ms = Math.round(performance.now() - began);
      told.push(`${reply.status || reply.text} at ${ms} ms`);
      if (ms > this.longestWait.ms) this.longestWait = { what: `${method} ${path}`, ms, told };
      if (reply.status !== NO_ANSWER && reply.status < 500) return { status: reply.status, body: parse<T>(reply.text) };
      if (reply.status > NO_ANSWER && reply.status !== 503) this.faults.push(`${reply.status} ${method} ${path}`);
      if (ms > STUCK_AFTER_MS) throw new Error(`stuck: ${method} ${path}: ${reply.text}`);
      await sleep(Math.min(MOST_BACKOFF_MS, 50 * 2 ** tries) * (0.5 + Math.random()));
    }
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Nothing is sent any more, nor tried again. */
  close(): void {
    this.closed = true;
  }
}

const parse = <T>(text: string): T => (text ? JSON.parse(text) : null) as T;

interface StartedBody {
  readonly id: string;
  readonly paper: { readonly slots: readonly unknown[] };
}

export interface Sitting {
  readonly attempt: string;
  readonly slots: number;
  seq: number;
}

export interface Habits {
  readonly thinkMs: number;
  /** Answers before he hands in, on average. */
  readonly saves: number;
  /** Also at the very end. */
  readonly handsIn: boolean;
  /** His time may run out; otherwise that is a fault. */
  readonly mayEnd?: boolean;
}

/** One person at one exam: every acknowledgement goes into the ledger at once. */
export class Candidate {
  constructor(
    readonly who: SignedIn,
    private readonly client: PersistentClient,
    private readonly ledger: Ledger,
    private readonly sessionId: string,
  ) {}

  async start(): Promise<Sitting> {
    const reply = await this.client.send<StartedBody>(this.who, 'POST', 'exam-attempts', {
      examSessionId: this.sessionId,
    });
    if (reply.status !== 201 && reply.status !== 200) throw new Error(`not started: ${JSON.stringify(reply)}`);
    this.ledger.note({ what: 'started', attempt: reply.body.id, person: this.who.personId ?? '' });
    return { attempt: reply.body.id, slots: reply.body.paper.slots.length, seq: 0 };
  }

  /** false: the attempt has ended without him. */
  async save(sitting: Sitting): Promise<boolean> {
    const { slot, answers } = next(sitting);
    const { attempt, seq } = sitting;
    const path = `exam-attempts/${attempt}/answers`;
    const reply = await this.client.send<{ code?: string }>(this.who, 'PUT', path, { answers });
    if (reply.status === 409 && reply.body.code === 'attempt-closed') return false;
    if (reply.status !== 200) throw new Error(`not saved: ${JSON.stringify(reply)}`);
    this.ledger.note({ what: 'saved', attempt, slot, seq });
    return true;
  }

  /** With one answer more that was not sent before, as after a moment without a network. false: see save. */
  async submit(sitting: Sitting): Promise<boolean> {
    const { slot, answers } = next(sitting);
    const { attempt, seq } = sitting;
    const path = `exam-attempts/${attempt}/submission`;
    const reply = await this.client.send<{ status: string; score: number }>(this.who, 'POST', path, { answers });
    if (reply.status !== 200) throw new Error(`not submitted: ${JSON.stringify(reply)}`);
    if (reply.body.status === 'expired') return false;
    this.ledger.note({ what: 'saved', attempt, slot, seq });
    this.ledger.note({ what: 'submitted', attempt, score: reply.body.score });
    return true;
  }

  /** Sits one exam after the other until it is over; then walks away from the last one, or hands it in. */
  async sitOn(over: () => boolean, { thinkMs, saves, handsIn, mayEnd = false }: Habits): Promise<void> {
    // Not all in the same second: what a stampede costs is for the bench to say.
    await sleep(Math.random() * ARRIVE_WITHIN * thinkMs);
    while (!over()) {
      const sitting = await this.start();
      let open = true;
      // Some have little to do and some a lot, so that at any time somebody starts and somebody hands in.
      const count = Math.ceil(Math.random() * 2 * saves);
      for (let n = 0; open && n < count && !over(); n += 1) {
        await sleep(Math.random() * 2 * thinkMs);
        open = await this.save(sitting);
      }
      if (!open || handsIn || !over()) open = await this.submit(sitting);
      if (!open && !mayEnd) throw new Error(`${sitting.attempt} ended by itself`);
    }
  }
}

/** The next answer, to one question after the other. */
function next(sitting: Sitting): { slot: number; answers: object[] } {
  sitting.seq += 1;
  const slot = 1 + (sitting.seq % sitting.slots);
  return { slot, answers: [{ slot, choice: [choiceOf(sitting.seq)], clientSeq: sitting.seq }] };
}
