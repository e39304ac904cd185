import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { CoalescingFlush } from '../../../platform/live/coalescing-flush.js';
import { Notices } from '../../../platform/live/notices.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { boardTopic } from './topics.js';

interface Seen {
  readonly at: number;
  readonly online: boolean;
  readonly signals: number;
}

const FLUSH_MS = 2500;
const KEEP_DAYS = 7;
const SWEEP_MS = 3_600_000;

/** Newer news win; signals are counted. Ordered by id, so that two processes cannot deadlock. */
const FLUSH = `
  WITH news AS (
    SELECT n.attempt_id, n.seen_at, n.online, n.signals FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::integer[]) AS n (attempt_id, seen_at, online, signals)
  ), stored AS (
    INSERT INTO attempt_presence AS p (attempt_id, seen_at, online, signals)
    SELECT attempt_id, seen_at, online, signals FROM news ORDER BY attempt_id
    ON CONFLICT (attempt_id) DO UPDATE SET
      online = CASE WHEN excluded.seen_at >= p.seen_at THEN excluded.online ELSE p.online END,
      seen_at = greatest(p.seen_at, excluded.seen_at), signals = p.signals + excluded.signals
  )
  SELECT DISTINCT t.session_id FROM news n JOIN attempt t ON t.id = n.attempt_id`;

/**
 * Who was there when, for the invigilator's board. Kept in memory and written every few seconds, in one statement and in no
 * one's transaction: it may be lost, and nothing is decided by it.
 */
@Injectable()
export class Presence implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('presence');
  private readonly news = new CoalescingFlush<Seen>({
    everyMs: FLUSH_MS,
    atMost: 50_000,
    merge: (before, now) => ({ ...now, signals: before.signals + now.signals }),
    flush: (facts) => this.write(facts),
    onError: (error) => this.logger.debug(`not noted: ${error instanceof Error ? error.message : String(error)}`),
  });

  constructor(
    private readonly sql: SqlPool,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('forget-presence', SWEEP_MS, async () => {
      const before = new Date(this.clock.now().getTime() - KEEP_DAYS * 86_400_000);
      await this.sql.query('forget-presence', `DELETE FROM attempt_presence WHERE seen_at < $1`, [before]);
    });
  }

  seen(attemptId: string): void {
    this.put(attemptId, true, 0);
  }

  gone(attemptId: string): void {
    this.put(attemptId, false, 0);
  }

  signalled(attemptId: string, count: number): void {
    this.put(attemptId, true, count);
  }

  flush(): Promise<void> {
    return this.news.flushNow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  private put(attemptId: string, online: boolean, signals: number): void {
    this.news.put(attemptId, { at: this.clock.now().getTime(), online, signals });
  }

  private async write(facts: ReadonlyMap<string, Seen>): Promise<void> {
    const seen = [...facts.values()];
    const sessions = await this.sql.query<{ session_id: string }>('presence', FLUSH, [
      [...facts.keys()],
      seen.map(({ at }) => new Date(at)),
      seen.map(({ online }) => online),
      seen.map(({ signals }) => signals),
    ]);
    await this.notices.publishNow(sessions.map((row) => boardTopic(row.session_id)));
  }
}
