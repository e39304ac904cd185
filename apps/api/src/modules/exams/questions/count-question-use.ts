import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';

const EVERY_MS = 60_000;
const BATCH = 20;
/** A session in which people sit all day is counted again after this. */
const RUNNING_MS = 3_600_000;

/**
 * Counts how often each question stood in the papers of a session, beside the exam and never in its path: when a session has
 * papers that are not counted yet and nobody sits in it any more.
 */
@Injectable()
export class CountQuestionUse implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('count-question-use', EVERY_MS, async () => {
      while ((await this.execute()) === BATCH);
    });
  }

  /** One batch; returns how many sessions were counted. */
  async execute(): Promise<number> {
    return this.uow.run(Ctx.system('count-question-use'), async (tx) => {
      const now = this.clock.now();
      const [turn] = await tx.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('count-question-use', 4)) AS mine`,
      );
      if (!turn?.mine) return 0;
      const sessions = await tx.query<{ id: string; attempts: number }>(
        `SELECT a.session_id AS id, count(*)::int AS attempts
         FROM attempt a LEFT JOIN exam_question_use_count c ON c.session_id = a.session_id
         GROUP BY a.session_id, c.attempts, c.counted_at
         HAVING count(*) IS DISTINCT FROM c.attempts
            AND (count(*) FILTER (WHERE a.status = 'open') = 0 OR c.counted_at IS NULL OR c.counted_at < $1)
         ORDER BY a.session_id LIMIT $2`,
        [new Date(now.getTime() - RUNNING_MS), BATCH],
      );
      for (const { id, attempts } of sessions) {
        await tx.query(`DELETE FROM exam_question_use WHERE session_id = $1`, [id]);
        await tx.query(
          `INSERT INTO exam_question_use (session_id, question_id, drawn, last_drawn_at)
           SELECT $1, slot.question_id, count(*)::int, max(a.started_at)
           FROM attempt a, paper_slots(a.paper) AS slot WHERE a.session_id = $1 GROUP BY 2`,
          [id],
        );
        await tx.query(
          `INSERT INTO exam_question_use_count (session_id, attempts, counted_at) VALUES ($1, $2, $3)
           ON CONFLICT (session_id) DO UPDATE SET attempts = excluded.attempts, counted_at = excluded.counted_at`,
          [id, attempts, now],
        );
      }
      return sessions.length;
    });
  }
}
