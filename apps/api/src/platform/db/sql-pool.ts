import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';

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
      options: '-c timezone=UTC -c lock_timeout=10s',
    });
    this.pool.on('error', (error) => new Logger('database').warn(`idle connection lost: ${error.message}`));
  }

  async query<T extends object>(name: string, text: string, values: unknown[]): Promise<T[]> {
    return (await this.pool.query<T & pg.QueryResultRow>({ name, text, values })).rows;
  }

  /** After the relay, the queues and the sweepers, which stop in the phase before and hold connections until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
