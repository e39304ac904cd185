import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { SqlPool } from '../db/sql-pool.js';
import type { Tx } from '../db/tx.js';

/** What has changed: a kind and an id. It says *that* something changed, never what: whoever hears it looks. */
export type Topic = `${string}:${string}`;
type Listener = () => void;

const CHANNEL = 'zhian_notice';
const RETRY_MS = { first: 200, most: 5000 } as const;

/**
 * Tells every process on this database that something has changed: NOTIFY in the transaction, so it is told if and only if the
 * transaction commits. Nothing may depend on a notice: after a lost connection every listener is called once, to look for
 * itself. One connection per process, opened with the first listener. NOTIFY makes the commits of a database queue for a moment,
 * so it is for what people do, never for the path of answers. (Through PgBouncer, LISTEN needs session pooling.)
 */
@Injectable()
export class Notices implements BeforeApplicationShutdown {
  private readonly logger = new Logger('notices');
  private readonly origin = randomUUID();
  private readonly listeners = new Map<Topic, Set<Listener>>();
  private readonly kinds = new Map<string, (id: string) => void>();
  private client: pg.Client | null = null;
  private closed = false;
  private wait: number = RETRY_MS.first;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sql: SqlPool,
  ) {}

  /** Told after COMMIT, here at once and elsewhere within milliseconds. */
  async publish(tx: Tx, topic: Topic): Promise<void> {
    await tx.query(`SELECT pg_notify($1, $2)`, [CHANNEL, `${this.origin} ${topic}`]);
    tx.afterCommit(() => this.tell(topic));
  }

  /** For hints that belong to no transaction. */
  async publishNow(topics: readonly Topic[]): Promise<void> {
    if (topics.length === 0) return;
    await this.sql.query('notify', `SELECT pg_notify($1, $2 || t) FROM unnest($3::text[]) t`, [
      CHANNEL,
      `${this.origin} `,
      [...topics],
    ]);
    for (const topic of topics) this.tell(topic);
  }

  /** Calls `listener` on every change, until the returned function is called. It must be quick and must not throw. */
  listen(topic: Topic, listener: Listener): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener));
    this.connect();
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
    };
  }

  /** Calls `listener` for every topic of a kind, as long as this process listens to anything: one listener per kind. */
  onKind(kind: string, listener: (id: string) => void): void {
    this.kinds.set(kind, listener);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private tell(topic: Topic): void {
    const colon = topic.indexOf(':');
    this.kinds.get(topic.slice(0, colon))?.(topic.slice(colon + 1));
    for (const listener of this.listeners.get(topic) ?? []) listener();
  }

  private connect(): void {
    if (this.client || this.timer || this.closed) return;
    const client = new pg.Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'zhian-notices',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    this.client = client;
    const lost = (error?: Error): void => {
      if (this.client !== client) return;
      this.client = null;
      client.end().catch(() => undefined);
      if (!this.closed) this.retry(error?.message ?? 'ended');
    };
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', ({ payload = '' }) => {
      const [origin, topic] = payload.split(' ');
      if (topic && origin !== this.origin) this.tell(topic as Topic);
    });
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(() => {
        this.wait = RETRY_MS.first;
        // What was said while nobody listened.
        for (const set of this.listeners.values()) for (const listener of set) listener();
      })
      .catch(lost);
  }

  private retry(why: string): void {
    this.logger.warn(`connection lost, will try again: ${why}`);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.listeners.size > 0) this.connect();
    }, this.wait).unref();
    this.wait = Math.min(this.wait * 2, RETRY_MS.most);
  }
}
