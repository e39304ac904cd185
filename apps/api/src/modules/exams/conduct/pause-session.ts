import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { isEnded } from '../sessions/session-policy.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope, requireRunning, requireWhole } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { sessionTopic } from './topics.js';

/** 暂停: the time of everybody stands still until the resumption. For an outage, a fire drill, a hall without light. */
@Injectable()
export class PauseSession {
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

  async execute(ctx: Ctx, sessionId: string, reason: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lock(tx, sessionId);
      requireWhole(conduct);
      const { session, enterpriseId } = conduct;
      const now = this.clock.now();
      requireRunning(session, now);
      if (session.pausedAt) throw new DomainError('session-is-paused');
      if (isEnded(session, now)) throw new DomainError('session-is-over');
      await this.sessions.update(tx, sessionId, { pausedAt: now }, session.version);
      const paused = await this.candidates.pause(tx, sessionId, now);
      await this.attempts.logMany(
        tx,
        paused.map((attemptId) => ({ attemptId, kind: 'paused', data: {} })),
        now,
      );
      await this.log.append(tx, sessionId, 'paused', now, { reason, attempts: paused.length });
      await this.notices.publish(tx, sessionTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.session.pause',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { reason, attempts: paused.length },
      });
    });
  }
}
