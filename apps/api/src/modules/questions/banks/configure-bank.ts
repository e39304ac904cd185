import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import { BankRepository } from './bank.repository.js';

/**
 * Switches the review on or off. What is in use stays in use. It is not switched off over the heads of those who wait: a
 * question that nobody has looked at must not come into papers by a setting.
 */
@Injectable()
export class ConfigureBank {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly settings: BankRepository,
    private readonly questions: QuestionRepository,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    version: number,
    given: { readonly organisationId?: string | undefined; readonly reviewRequired: boolean },
  ): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.bank.configure', given.organisationId);
      // Whoever writes a question asks for the setting under the same lock.
      await this.questions.lockBank(tx, bank.organisationId);
      const now = await this.settings.settings(tx, bank.organisationId);
      requireVersion(version, now.version);
      if (now.reviewRequired === given.reviewRequired) return;
      const { inReview } = await this.settings.counts(tx, bank.organisationId);
      if (!given.reviewRequired && inReview > 0) throw new DomainError('reviews-waiting', { count: inReview });
      await this.settings.setReviewRequired(tx, bank.organisationId, given.reviewRequired);
      await this.audit.append(tx, {
        action: 'questions.bank.configure',
        subject: { type: 'organisation', id: bank.organisationId },
        organisationId: bank.organisationId,
        detail: { reviewRequired: given.reviewRequired },
      });
    });
  }
}
