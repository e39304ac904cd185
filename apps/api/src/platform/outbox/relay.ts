import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { SqlPool } from '../db/sql-pool.js';
import { Queues } from '../queue/queues.js';
import { Subscribers } from './subscribers.js';

const BATCH = 200;
const POLL_MS = 1_000;
const SWEEP_MS = 15_000;
/** An event whose subscribers have not all answered by then is handed to the queue again. */
const PATIENCE_SECONDS = 20;

/**
 * Carries events from the outbox to the queue. The queue is a hint, PostgreSQL is the truth: `sweep` finds every event that
 * some subscriber has not handled, however the hint was lost, and hands it over again.
 */
@Injectable()
export class OutboxRelay implements BeforeApplicationShutdown {
  private readonly logger = new Logger('outbox');
  private running = false;
  private timers: NodeJS.Timeout[] = [];
  private listener: pg.PoolClient | null = null;
  private pumping: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly sql: SqlPool,
    private readonly queues: Queues,
    private readonly subscribers: Subscribers,
  ) {}

  async start(): Promise<void> {
    this.running = true;
    this.queues.work('events', 4, async (job) => {
      await this.subscribers.deliver(String(job.data['subscriber']), String(job.data['eventId']));
    });
    this.timers.push(
      setInterval(() => this.nudge(), POLL_MS),
      setInterval(() => void this.sweep().catch((e: unknown) => this.complain(e)), SWEEP_MS),
    );
    await this.listen().catch((error: unknown) => this.complain(error));
    this.nudge();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.running = false;
    for (const timer of this.timers) clearInterval(timer);
    this.listener?.release(true);
    await this.pumping;
  }

  /** Starts a round, or one more after the round under way. */
  nudge(): void {
    if (!this.running) return;
    this.again = true;
    this.pumping ??= this.pump()
      .catch((error: unknown) => this.complain(error))
      .finally(() => {
        this.pumping = null;
      });
    if (!this.listener) void this.listen().catch(() => undefined);
  }

  private async pump(): Promise<void> {
    while (this.again && this.running) {
      this.again = false;
      while ((await this.publishBatch()) === BATCH);
    }
  }

  /** Takes what is unpublished, never «id greater than the last seen»: transactions commit out of order. */
  async publishBatch(): Promise<number> {
    const client = await this.sql.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: string; type: string }>(
        `SELECT id, type FROM outbox WHERE published_at IS NULL ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      );
      for (const row of rows) await this.enqueue(row.id, this.subscribers.namesFor(row.type), 'first');
      await client.query(`UPDATE outbox SET published_at = now() WHERE id = ANY($1)`, [rows.map((row) => row.id)]);
      await client.query('COMMIT');
      return rows.length;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  async sweep(): Promise<void> {
    const pairs = this.subscribers.pairs();
    const { rows } = await this.sql.pool.query<{ id: string; name: string }>(
      `SELECT o.id, p.name FROM outbox o JOIN unnest($1::text[], $2::text[]) AS p(type, name) ON p.type = o.type
       WHERE o.settled_at IS NULL AND o.published_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
         AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.subscriber = p.name AND i.event_id = o.id)
       ORDER BY o.created_at LIMIT ${BATCH}`,
      [pairs.map((pair) => pair.type), pairs.map((pair) => pair.name)],
    );
    for (const row of rows) await this.enqueue(row.id, [row.name], String(Math.floor(Date.now() / SWEEP_MS)));
    await this.sql.pool.query(
      `UPDATE outbox o SET settled_at = now() WHERE o.settled_at IS NULL AND o.published_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
         AND NOT EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS p(type, name)
           WHERE p.type = o.type AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.subscriber = p.name AND i.event_id = o.id))`,
      [pairs.map((pair) => pair.type), pairs.map((pair) => pair.name)],
    );
  }

  private async enqueue(eventId: string, subscribers: readonly string[], round: string): Promise<void> {
    for (const subscriber of subscribers) {
      await this.queues.add(
        'events',
        'deliver',
        { subscriber, eventId },
        { jobId: `${subscriber}-${eventId}-${round}`, attempts: 5 },
      );
    }
  }

  private async listen(): Promise<void> {
    if (this.listener || !this.running) return;
    const client = await this.sql.pool.connect();
    client.on('notification', () => this.nudge());
    client.on('error', () => {
      this.listener = null;
    });
    this.listener = client;
    await client.query('LISTEN outbox');
  }

  private complain(error: unknown): void {
    this.logger.warn(`will try again: ${error instanceof Error ? error.message : String(error)}`);
  }
}
