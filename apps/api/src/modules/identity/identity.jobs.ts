import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { SqlPool } from '../../platform/db/sql-pool.js';
import { Sweepers } from '../../platform/queue/sweepers.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Rows that only the throttle and the sessions needed, and need no more. What happened stays in the audit chain. */
@Injectable()
export class IdentityJobs implements OnModuleInit {
  constructor(
    private readonly sweepers: Sweepers,
    private readonly sql: SqlPool,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('identity.purge', HOUR_MS, () => this.purge());
  }

  async purge(): Promise<void> {
    const before = (milliseconds: number): Date => new Date(this.clock.now().getTime() - milliseconds);
    await this.sql.query('purge-failures', `DELETE FROM sign_in_failure WHERE at < $1`, [before(DAY_MS)]);
    await this.sql.query('purge-sessions', `DELETE FROM session WHERE expires_at < $1 OR revoked_at < $1`, [
      before(30 * DAY_MS),
    ]);
    await this.sql.query('purge-devices', `DELETE FROM known_device WHERE seen_at < $1`, [before(400 * DAY_MS)]);
  }
}
