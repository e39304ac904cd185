import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope, requireWhole } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { sessionTopic } from './topics.js';

/**
 * 恢复: everybody gets back exactly the time that stood still, and the session closes that much later. Nothing resumes by itself,
 * also not at the end of the session: the platform cannot know whether there is light again and whether anybody is in the room.
 */
@Injectable()
export class ResumeSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly sessions: ExamSessionRepository,
    private readonly candidates: CandidatesRepository,
    private readonly attempts: AttemptRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, reason: string | null): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lock(tx, sessionId);
      requireWhole(conduct);
      const { session, enterpriseId } = conduct;
      if (!session.pausedAt) throw new DomainError('session-not-paused');
      const now = this.clock.now();
      const ms = Math.max(0, now.getTime() - session.pausedAt.getTime());
      await this.sessions.update(tx, sessionId, shifted(session, ms), session.version);
      const resumed = await this.candidates.resume(tx, sessionId, now);
      await this.attempts.logMany(
        tx,
        resumed.map(({ id, deadline }) => ({
          attemptId: id,
          kind: 'resumed',
          data: { ms, deadline: deadline.toISOString() },
        })),
        now,
      );
      await this.log.append(tx, sessionId, 'resumed', now, { reason, ms, attempts: resumed.length });
      await this.notices.publish(tx, sessionTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.session.resume',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { reason, ms, attempts: resumed.length },
      });
    });
  }
}

function shifted(session: ExamSessionRow, ms: number): Partial<ExamSessionRow> {
  const later = (instant: Date | null): Date | null => instant && new Date(instant.getTime() + ms);
  return {
    pausedAt: null,
    closesAt: later(session.closesAt),
    endsAt: later(session.endsAt),
    pausedSeconds: session.pausedSeconds + Math.ceil(ms / 1000),
  };
}
