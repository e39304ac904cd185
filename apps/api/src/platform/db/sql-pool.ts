import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { isConnectionLost } from './outage.js';

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

  constructor(@Inject(CONFIG) config: Config) {
    this.pool = new pg.Pool({
      connectionString: config.DATABASE_URL,
      max: Math.max(2, Math.ceil(config.DATABASE_POOL / 2)),
      application_name: 'zhian-hot',
      connectionTimeoutMillis: 10_000,
      query_timeout: REPLY_TIMEOUT_MS,
      keepAlive: true,
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

  /** After the relay, the queues and the sweepers, which stop in the phase before and hold connections until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
