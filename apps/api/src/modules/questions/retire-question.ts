import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import { QuestionRepository } from './question.repository.js';

/** Takes a question out of every later draw, or puts it back. Doing it twice changes nothing. */
@Injectable()
export class RetireQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly questions: QuestionRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, status: 'active' | 'retired'): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const owner = await this.questions.ownerOf(tx, id);
      if (!owner) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.write', owner);
      await this.questions.lockBank(tx, owner);
      const question = await this.questions.lock(tx, id);
      if (!question) throw new DomainError('not-found');
      if (question.status === status) return;
      if (status === 'active') {
        const same = await this.questions.findActive(tx, question.organisationId, question.fingerprint, id);
        if (same) throw new DomainError('question-exists', { stem: same.stem, questionId: same.id });
      }
      await this.questions.update(tx, id, status === 'active' ? { status, mergedInto: null } : { status });
      await this.audit.append(tx, {
        action: status === 'retired' ? 'questions.question.retire' : 'questions.question.reinstate',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
      });
    });
  }
}
