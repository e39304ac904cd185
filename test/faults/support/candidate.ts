import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedIn } from '../../support/harness.js';
import type { Ledger } from './ledger.js';
import { choiceOf } from './verdict.js';

const NO_ANSWER = 0;
const REPLY_WITHIN_MS = 15_000;
/** Whoever gets no answer for so long is stuck: starting the API and recovering PostgreSQL take seconds. */
const STUCK_AFTER_MS = 120_000;

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
      if (ms > STUCK_AFTER_MS) throw new Error(`stuck: ${method} ${path}: ${reply.text}`);
      await sleep(Math.min(MOST_BACKOFF_MS, 50 * 2 ** tries) * (0.5 + Math.random()));
    }
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

  async save(sitting: Sitting): Promise<void> {
    sitting.seq += 1;
    const { attempt, seq } = sitting;
    const slot = 1 + (seq % sitting.slots);
    const answers = [{ slot, choice: [choiceOf(seq)], clientSeq: seq }];
    const reply = await this.client.send<unknown>(this.who, 'PUT', `exam-attempts/${attempt}/answers`, { answers });
    if (reply.status !== 200) throw new Error(`not saved: ${JSON.stringify(reply)}`);
    this.ledger.note({ what: 'saved', attempt, slot, seq });
  }

  /** With one answer more that was not sent before, as after a moment without a network. */
  async submit(sitting: Sitting): Promise<void> {
    sitting.seq += 1;
    const { attempt, seq } = sitting;
    const slot = 1 + (seq % sitting.slots);
    const answers = [{ slot, choice: [choiceOf(seq)], clientSeq: seq }];
    const path = `exam-attempts/${attempt}/submission`;
    const reply = await this.client.send<{ status: string; score: number }>(this.who, 'POST', path, { answers });
    if (reply.status !== 200 || reply.body.status !== 'submitted')
      throw new Error(`not submitted: ${JSON.stringify(reply)}`);
    this.ledger.note({ what: 'saved', attempt, slot, seq });
    this.ledger.note({ what: 'submitted', attempt, score: reply.body.score });
  }

  /** Sits one exam after the other until it is over; then walks away from the last one, or hands it in. */
  async sitOn(
    over: () => boolean,
    { thinkMs, saves, handsIn }: { readonly thinkMs: number; readonly saves: number; readonly handsIn: boolean },
  ): Promise<void> {
    while (!over()) {
      const sitting = await this.start();
      for (let n = 0; n < saves && !over(); n += 1) {
        await sleep(Math.random() * 2 * thinkMs);
        await this.save(sitting);
      }
      if (handsIn || !over()) await this.submit(sitting);
    }
  }
}
