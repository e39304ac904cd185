import { randomInt } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../clock/clock.js';
import { DomainError } from '../errors/domain-error.js';
import { ctxOf, STILL_LIVE, type RequestWithCtx } from '../http/context.js';
import { LatestStream } from './latest-stream.js';
import { Notices } from './notices.js';

/** Shorter than the idle time-out of any proxy in use (nginx: 60 s). */
const BEAT_MS = 15_000;
/** Tabs of one person, and one more each for what reconnects before the old one is known to be gone. */
const PER_ACCOUNT = 8;
const PER_PROCESS = 20_000;
const REMEMBERED_MS = 900;
/** Of a process that ends, all clients come back at once: spread over this time. */
const RECONNECT_MS = { least: 1000, most: 4000 } as const;

export interface LiveSource {
  /** Calls `changed` whenever it may be worth looking; returns how to stop that. */
  readonly subscribe: (changed: () => void) => () => void;
  /** What holds now, without the time of day; null when there is nothing more to tell: the stream ends. */
  readonly look: () => Promise<object | null>;
  /** Looks are at least this far apart. */
  readonly apartMs?: number;
  /** Every BEAT_MS, and once at the beginning: the client is there. */
  readonly onBeat?: () => void;
  readonly onClose?: () => void;
}

interface Open {
  readonly accountId: string;
  readonly check: () => void;
  readonly finish: () => void;
}

/**
 * Server-sent events: the state now, then again after every change. Nothing needs them to be correct: a client without them asks
 * now and then. Before anything is sent the session is looked up again, so that a revoked one hears nothing more (law A29).
 */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly open = new Set<Open>();
  private leaving = false;

  constructor(
    private readonly clock: Clock,
    notices: Notices,
  ) {
    notices.onKind(SESSIONS_ENDED, (accountId) => {
      for (const stream of this.open)
        if (stream.accountId === accountId) {
          stream.check();
          // Another process may remember the session for a moment longer.
          setTimeout(stream.check, REMEMBERED_MS).unref();
        }
    });
  }

  /** The body to return from the handler. `source.look` has been authorised by the caller. */
  start(request: RequestWithCtx, reply: FastifyReply, source: LiveSource): LatestStream {
    const { accountId } = ctxOf(request).account;
    this.requireRoom(accountId);
    const stream = new LatestStream();
    const follower = new Follower(source, stream, this.clock, request[STILL_LIVE] ?? (async () => false), this.logger);
    const entry: Open = { accountId, check: () => follower.changed(), finish: () => stream.finish() };
    this.open.add(entry);
    stream.once('close', () => {
      this.open.delete(entry);
      follower.stop();
    });
    void reply.header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
    stream.retryAfter(randomInt(RECONNECT_MS.least, RECONNECT_MS.most));
    follower.begin();
    return stream;
  }

  /** SIGTERM must not wait for streams that have no end of their own. */
  beforeApplicationShutdown(): void {
    this.leaving = true;
    for (const stream of this.open) stream.finish();
  }

  private requireRoom(accountId: string): void {
    if (this.leaving || this.open.size >= PER_PROCESS) throw new DomainError('service-busy', { seconds: 5 });
    let own = 0;
    for (const stream of this.open) if (stream.accountId === accountId) own += 1;
    if (own >= PER_ACCOUNT) throw new DomainError('too-many-requests', { seconds: 15 });
  }
}

/** Kind of the notices by which a process learns that an account's sessions have ended. */
export const SESSIONS_ENDED = 'sessions-ended';

class Follower {
  private unsubscribe: () => void = () => undefined;
  private beat: NodeJS.Timeout | null = null;
  private soon: NodeJS.Timeout | null = null;
  private looking = false;
  private again = false;
  private lookedAt = -Infinity;
  private sent = '';

  constructor(
    private readonly source: LiveSource,
    private readonly stream: LatestStream,
    private readonly clock: Clock,
    private readonly stillLive: () => Promise<boolean>,
    private readonly logger: Logger,
  ) {}

  begin(): void {
    this.unsubscribe = this.source.subscribe(() => this.changed());
    this.source.onBeat?.();
    this.beat = setInterval(() => {
      this.source.onBeat?.();
      this.changed();
      this.stream.ping();
    }, BEAT_MS).unref();
    this.changed();
  }

  changed(): void {
    if (this.stream.destroyed) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    const wait = this.lookedAt + (this.source.apartMs ?? 0) - performance.now();
    if (wait > 0) this.soon ??= setTimeout(() => this.lookNow(), wait).unref();
    else this.lookNow();
  }

  stop(): void {
    this.unsubscribe();
    if (this.beat) clearInterval(this.beat);
    if (this.soon) clearTimeout(this.soon);
    this.source.onClose?.();
  }

  private lookNow(): void {
    if (this.soon) clearTimeout(this.soon);
    this.soon = null;
    this.looking = true;
    this.lookedAt = performance.now();
    this.look()
      // An outage: the next beat looks again.
      .catch((error: unknown) => this.logger.debug(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        this.looking = false;
        if (!this.again) return;
        this.again = false;
        this.changed();
      });
  }

  private async look(): Promise<void> {
    const state = await this.source.look();
    if (!(await this.stillLive()) || state === null) return this.stream.finish();
    const text = JSON.stringify(state);
    if (text === this.sent) return;
    this.sent = text;
    this.stream.offer({ ...state, serverTime: this.clock.now().toISOString() });
  }
}
