import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { checkAnswers, type GivenAnswer } from './answers.js';
import { isElsewhere, takesAnswers } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import { EndAttempt } from './end-attempt.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';

/** 交卷. Carries the unsent tail; repeated, it changes nothing and the result is the same (contract 11). */
@Injectable()
export class SubmitAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly endAttempt: EndAttempt,
  ) {}

  async execute(
    ctx: Ctx,
    attemptId: string,
    tail: readonly GivenAnswer[],
    device: string | null = null,
  ): Promise<void> {
    const { personId } = ctx;
    await this.uow.run(ctx, async (tx) => {
      const attempt = await this.attempts.lock(tx, attemptId);
      if (!attempt || attempt.personId !== personId) throw new DomainError('not-found');
      if (attempt.status !== 'open') return;
      if (isElsewhere(attempt, device))
        throw new DomainError('attempt-on-other-device', { since: attempt.deviceSince?.toISOString() ?? null });
      const now = this.clock.now();
      if (takesAnswers(attempt, now) === 'paused') throw new DomainError('session-paused');
      const { answers, errors } = checkAnswers(attempt.paper.slots, tail);
      if (errors.length > 0) throw new DomainError('answers-invalid', { count: errors.length }, errors);
      const session = await this.sessions.find(tx, attempt.sessionId);
      if (!session) throw new DomainError('not-found');
      await this.endAttempt.execute(tx, attempt, session, answers, now);
    });
  }
}
