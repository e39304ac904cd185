import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { OwnSession } from './own-session.js';

/** Throws a draft away. A published session is cancelled instead: its record stays. */
@Injectable()
export class DeleteSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly sessions: ExamSessionRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { session, organisation } = await this.own.lock(tx, 'exams.session.write', id);
      if (session.status !== 'draft') throw new DomainError('session-not-draft');
      await this.sessions.remove(tx, id);
      await this.audit.append(tx, {
        action: 'exams.session.delete',
        subject: { type: 'exam-session', id },
        organisationId: organisation.enterprise_id,
        detail: { title: session.title },
      });
    });
  }
}
