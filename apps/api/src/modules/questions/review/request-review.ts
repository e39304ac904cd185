import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionRepository } from '../question.repository.js';
import { afterWrite } from './review-rules.js';
import { ReviewRepository } from './review.repository.js';

/** 送审: a draft, or what was given back, is ready. Where the bank asks for no review it is in use at once. Twice changes nothing. */
@Injectable()
export class RequestReview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly questions: QuestionRepository,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const owner = await this.questions.ownerOf(tx, id);
      if (!owner) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.write', owner);
      await this.questions.lockBank(tx, owner);
      const question = await this.questions.lock(tx, id);
      if (!question) throw new DomainError('not-found');
      const reviewRequired = await this.questions.reviewRequired(tx, question.organisationId);
      const after = afterWrite(question.review, { newVersion: false, draft: false, reviewRequired });
      if (after.review === question.review) return;
      if (after.approve) await this.reviews.approve(tx, [id]);
      else {
        await this.questions.update(tx, id, { review: after.review, returnReason: null });
        await this.reviews.log(tx, 'requested', [{ questionId: id, versionId: question.currentVersionId }]);
      }
      await this.audit.append(tx, {
        action: 'questions.review.request',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
        detail: { versionId: question.currentVersionId, review: after.review },
      });
    });
  }
}
