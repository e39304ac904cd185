import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { GRACE_MS, isOver } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import { EndAttempt } from './end-attempt.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';

const EVERY_MS = 5_000;
const BATCH = 50;

/** Ends what is over from what was acknowledged, without any client: deadline + 30 s grace + at most a few seconds (contract 11). */
@Injectable()
export class ExpireAttempts implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly sessions: ExamSessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly endAttempt: EndAttempt,
  ) {}

  onModuleInit(): void {
    this.sweepers.register('expire-attempts', EVERY_MS, async () => {
      while ((await this.execute()) === BATCH);
    });
  }

  /** One batch in one transaction; several workers share the work by SKIP LOCKED. Returns how many ended. */
  async execute(): Promise<number> {
    return this.uow.run(Ctx.system('expire-attempts'), async (tx) => {
      const now = this.clock.now();
      const ids = await this.attempts.overdue(tx, new Date(now.getTime() - GRACE_MS), BATCH);
      for (const id of ids) {
        const attempt = await this.attempts.lock(tx, id);
        const session = attempt && (await this.sessions.find(tx, attempt.sessionId));
        if (attempt?.status === 'open' && !attempt.pausedAt && session && isOver(attempt.deadline, now))
          await this.endAttempt.execute(tx, attempt, session, [], now);
      }
      return ids.length;
    });
  }
}
