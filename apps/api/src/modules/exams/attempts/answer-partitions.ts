import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';

const EVERY_MS = 6 * 3_600_000;
const MONTHS_AHEAD = 2;
/** Until then somebody may want to compare; a month with an attempt that is still open is kept as long as that. */
const KEEP_MS = 60 * 86_400_000;

/**
 * Keeps a partition of the hot answers ready for the months to come and drops old ones whose attempts have all ended. Were it not to run, the
 * answers would go into the default partition and move into their month later.
 */
@Injectable()
export class AnswerPartitions implements OnModuleInit {
  constructor(
    private readonly sql: SqlPool,
    private readonly sweepers: Sweepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('exams.answer-partitions', EVERY_MS, async () => void (await this.execute()));
  }

  /** One transaction each: both wait for locks, for ten seconds at most, and come back in some hours. */
  async execute(): Promise<{ made: number; dropped: number }> {
    const now = this.clock.now();
    const [made] = await this.sql.single.query<{ n: number }>(`SELECT prepare_answer_partitions($1, $2) AS n`, [
      now,
      MONTHS_AHEAD,
    ]);
    const [dropped] = await this.sql.single.query<{ n: number }>(`SELECT drop_settled_answer_partitions($1) AS n`, [
      new Date(now.getTime() - KEEP_MS),
    ]);
    return { made: made?.n ?? 0, dropped: dropped?.n ?? 0 };
  }
}
