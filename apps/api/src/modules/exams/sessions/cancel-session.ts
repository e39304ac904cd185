import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { OwnSession } from './own-session.js';

/** No new attempts from now on. Attempts that are open may be finished, and records stay. */
@Injectable()
export class CancelSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly own: OwnSession,
    private readonly sessions: ExamSessionRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, reason: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.lock(tx, 'exams.session.publish', id);
      if (session.status === 'cancelled') return;
      if (session.status !== 'published') throw new DomainError('session-not-published');
      await this.sessions.update(
        tx,
        id,
        { status: 'cancelled', cancelledAt: this.clock.now(), cancelledReason: reason },
        session.version + 1,
      );
      await this.audit.append(tx, {
        action: 'exams.session.cancel',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { reason },
      });
    });
  }
}
