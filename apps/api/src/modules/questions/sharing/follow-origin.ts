import { Injectable } from '@nestjs/common';
import { contentFingerprint, type QuestionDraft } from '@zhian/question-bank';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionRow } from '../question.entity.js';
import { sameContent } from '../question-input.js';
import { draftInUse } from '../question-draft.js';
import { QuestionRepository } from '../question.repository.js';
import { afterWrite } from '../review/review-rules.js';
import { ReviewRepository } from '../review/review.repository.js';

export type OriginDecision = 'take' | 'keep';

/** The shared question has a newer version: take it as the next own version, or keep one's own and not be asked again. */
@Injectable()
export class FollowOrigin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly questions: QuestionRepository,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, decision: OriginDecision): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const owner = await this.questions.ownerOf(tx, id);
      if (!owner) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.write', owner);
      await this.questions.lockBank(tx, owner);
      const question = await this.questions.lock(tx, id);
      if (!question) throw new DomainError('not-found');
      requireVersion(version, question.version);
      if (question.originQuestionId === null) throw new DomainError('question-has-no-origin');
      const origin = await tx.repository(QuestionRow).findOneByOrFail({ id: question.originQuestionId });
      const theirs = await draftInUse(tx, origin);
      if (!theirs || origin.approvedVersionId === null) throw new DomainError('question-not-in-use');
      const taken = decision === 'take' && (await this.take(tx, question, theirs));
      if (!taken && question.originVersionId === origin.approvedVersionId) return;
      await this.questions.update(tx, id, { originVersionId: origin.approvedVersionId });
      await this.audit.append(tx, {
        action: 'questions.question.follow-origin',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
        detail: { decision, originVersion: origin.approvedVersionId },
      });
    });
  }

  /** Tags stay one's own: they say how the question is used here. */
  private async take(tx: Tx, question: QuestionRow, theirs: QuestionDraft): Promise<boolean> {
    if (sameContent(await this.questions.currentDraft(tx, question), theirs)) return false;
    const fingerprint = contentFingerprint(theirs);
    const same = await this.questions.findActive(tx, question.organisationId, fingerprint, question.id);
    if (same && question.status === 'active')
      throw new DomainError('question-exists', { stem: same.stem, questionId: same.id });
    const currentVersionId = await this.questions.addVersion(tx, question.id, theirs);
    const after = afterWrite(question.review, {
      newVersion: true,
      draft: false,
      reviewRequired: await this.questions.reviewRequired(tx, question.organisationId),
    });
    await this.questions.update(tx, question.id, {
      fingerprint,
      currentVersionId,
      review: after.review,
      returnReason: null,
      ...(after.approve ? { approvedVersionId: currentVersionId, approvedFingerprint: fingerprint } : {}),
    });
    if (after.request)
      await this.reviews.log(tx, 'requested', [{ questionId: question.id, versionId: currentVersionId }]);
    return true;
  }
}
