import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { SqlPool } from '../db/sql-pool.js';
import { Sweepers } from '../queue/sweepers.js';

const HOUR_MS = 3_600_000;
/** As long as a client may try an unanswered request again. The answers may hold personal data, so no longer than that. */
const KEEP_MS = 24 * HOUR_MS;
const BATCH = 5_000;

@Injectable()
export class ForgetIdempotencyKeys implements OnModuleInit {
  constructor(
    private readonly sql: SqlPool,
    private readonly sweepers: Sweepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('idempotency.forget', HOUR_MS, async () => void (await this.execute()));
  }

  /** The number of answers forgotten. */
  async execute(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    for (let forgotten = 0; ;) {
      const rows = await this.sql.query<{ key: string }>(
        'idempotency-forget',
        `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_key WHERE created_at < $1 LIMIT $2)) RETURNING key`,
        [before, BATCH],
      );
      forgotten += rows.length;
      if (rows.length < BATCH) return forgotten;
    }
  }
}
