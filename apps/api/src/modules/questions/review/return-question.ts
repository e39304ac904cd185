import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { reviewRefusal } from './review-rules.js';
import { ReviewRepository } from './review.repository.js';

/** 退回: with the reason, to whoever wrote it. Papers keep the version that was approved before, if there is one. */
@Injectable()
export class ReturnQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, given: { readonly versionNo: number; readonly reason: string }): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const [question] = await this.reviews.lock(tx, [id]);
      if (!question) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.review', question.organisationId);
      const refusal = reviewRefusal(question, { accountId: ctx.accountIdOrNull, versionNo: given.versionNo });
      if (refusal) throw new DomainError(refusal, { no: question.versionNo });
      const reason = given.reason.trim();
      await this.reviews.putBack(tx, id, reason);
      await this.reviews.log(tx, 'returned', [{ questionId: id, versionId: question.versionId }], reason);
      await this.audit.append(tx, {
        action: 'questions.review.return',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
        detail: { versionId: question.versionId, reason },
      });
    });
  }
}
