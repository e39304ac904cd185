import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { hearLostClient } from './lost-clients.js';
import { isConnectionLost } from './outage.js';
import type { Queryable } from './queryable.js';

/**
 * Statements here go by key. Without these settings the plan follows statistics of tables that were empty a minute ago, and
 * a scan in the save path costs a hundred times the save (measured: 2,500 instead of 30,000 a second).
 */
const BY_KEY = '-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan';
/** A reply that takes longer will not come: the connection is given up, and whoever waits hears of an outage. */
const REPLY_TIMEOUT_MS = 20_000;

/** A plain pg pool for the hot paths (saving answers, sessions): no ORM, prepared statements, no row-level-secured tables. */
@Injectable()
export class SqlPool implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  private readonly names = new Map<string, string>();
  /** Each statement its own transaction. */
  readonly single: Queryable = {
    query: (text, parameters = []) => this.query(this.nameOf(text), text, [...parameters]),
  };

  constructor(@Inject(CONFIG) config: Config) {
    this.pool = new pg.Pool({
      connectionString: config.DATABASE_URL,
      max: Math.max(2, Math.ceil(config.DATABASE_POOL / 2)),
      application_name: 'zhian-hot',
      connectionTimeoutMillis: 10_000,
      query_timeout: REPLY_TIMEOUT_MS,
      keepAlive: true,
      onConnect: hearLostClient,
      options: `-c timezone=UTC -c lock_timeout=10s ${BY_KEY}`,
    });
    this.pool.on('error', (error) => new Logger('database').warn(`idle connection lost: ${error.message}`));
  }

  async query<T extends object>(name: string, text: string, values: unknown[]): Promise<T[]> {
    const client = await this.pool.connect();
    let lost = false;
    try {
      return (await client.query<T & pg.QueryResultRow>({ name, text, values })).rows;
    } catch (error) {
      lost = isConnectionLost(error);
      throw error;
    } finally {
      // A refused statement leaves its connection as good as it was.
      client.release(lost);
    }
  }

  /** COMMITs when `work` is done; what it throws rolls back. When the connection is lost nobody knows which of the two. */
  async transaction<T>(work: (sql: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let lost = false;
    try {
      await client.query('BEGIN');
      const result = await work({
        query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>({ name: this.nameOf(text), text, values: [...parameters] })).rows,
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      lost = isConnectionLost(error);
      if (!lost) await client.query('ROLLBACK').catch(() => (lost = true));
      throw error;
    } finally {
      client.release(lost);
    }
  }

  private nameOf(text: string): string {
    const name = this.names.get(text) ?? `hot-${this.names.size}`;
    this.names.set(text, name);
    return name;
  }

  /** After the relay, the queues and the sweepers, which stop in the phase before and hold connections until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
