import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { reviewRefusal, type ReviewRefusal } from './review-rules.js';
import { ReviewRepository } from './review.repository.js';

/** A question as the reviewer read it. */
export interface ReadVersion {
  readonly questionId: string;
  readonly versionNo: number;
}

export interface Approvals {
  readonly approved: string[];
  readonly refused: { readonly questionId: string; readonly stem: string; readonly code: ReviewRefusal }[];
}

/**
 * 审核通过: the versions that were read are what papers draw from now on. Each is decided for itself: those that may not be
 * approved by this account, or have changed meanwhile, are named and stay as they are.
 */
@Injectable()
export class ApproveQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    given: { readonly organisationId?: string | undefined; readonly questions: readonly ReadVersion[] },
  ): Promise<Approvals> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.review', given.organisationId);
      requireOnce(given.questions);
      const read = new Map(given.questions.map((question) => [question.questionId, question.versionNo]));
      const found = await this.reviews.lock(tx, [...read.keys()]);
      // What is not of this bank does not exist.
      if (found.length !== read.size || found.some((question) => question.organisationId !== bank.organisationId))
        throw new DomainError('not-found');
      const decided = found.map((question) => ({
        question,
        code: reviewRefusal(question, { accountId: ctx.accountIdOrNull, versionNo: read.get(question.id) ?? 0 }),
      }));
      const fine = decided.filter(({ code }) => code === null).map(({ question }) => question);
      if (fine.length > 0) {
        const ids = fine.map((question) => question.id);
        await this.reviews.approve(tx, ids);
        await this.reviews.log(
          tx,
          'approved',
          fine.map((question) => ({ questionId: question.id, versionId: question.versionId })),
        );
        await this.audit.append(tx, {
          action: 'questions.review.approve',
          subject:
            ids.length === 1
              ? { type: 'question', id: ids[0] ?? '' }
              : { type: 'organisation', id: bank.organisationId },
          organisationId: bank.organisationId,
          detail: { versions: fine.map((question) => question.versionId) },
        });
      }
      return {
        approved: fine.map((question) => question.id),
        refused: decided.flatMap(({ question, code }) =>
          code === null ? [] : [{ questionId: question.id, stem: question.stem, code }],
        ),
      };
    });
  }
}

/** Named twice, with two versions, it would be decided twice. */
function requireOnce(questions: readonly ReadVersion[]): void {
  if (new Set(questions.map((question) => question.questionId)).size === questions.length) return;
  throw new DomainError('validation-failed', { count: 1 }, [
    { pointer: '/questions', code: 'arrayUnique', message: '同一道题写了两次' },
  ]);
}
