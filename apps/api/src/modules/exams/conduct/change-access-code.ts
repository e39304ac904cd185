import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { ConductScope, requireWhole } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { boardTopic } from './topics.js';

/** A new word for the room, or none, also while the session runs: codes are photographed and sent around. */
@Injectable()
export class ChangeAccessCode {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly sessions: ExamSessionRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, accessCode: string | null): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lockLog(tx, sessionId);
      requireWhole(conduct);
      const { session, enterpriseId } = conduct;
      if (session.status !== 'published') throw new DomainError('session-not-published');
      await this.sessions.update(tx, sessionId, { accessCode }, session.version);
      // The word itself stands in no log.
      const detail = { needed: accessCode !== null };
      await this.log.append(tx, sessionId, 'access-code', this.clock.now(), detail);
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.session.change-access-code',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail,
      });
    });
  }
}
