import { Injectable } from '@nestjs/common';
import { contentFingerprint, type QuestionDraft } from '@zhian/question-bank';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { requireVersion } from '../../platform/http/etag.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import { BankScope } from './bank-scope.js';
import type { QuestionRow } from './question.entity.js';
import { draftErrors, sameContent, toDraft } from './question-input.js';
import { QuestionReferences, referenceErrors, type QuestionToCreate } from './question-references.js';
import { QuestionRepository } from './question.repository.js';
import { afterWrite, type AfterWrite } from './review/review-rules.js';
import { ReviewRepository } from './review/review.repository.js';

type Given = QuestionToCreate & { readonly organisationId?: string | null | undefined };

const TAGS = ['category', 'knowledgePoint', 'difficulty', 'sourceClause', 'criteriaClause'] as const;

/**
 * Replaces what a question says. Papers that were drawn keep their version; the bank goes on with the new one, as soon as it
 * has been reviewed where the bank asks for that.
 */
@Injectable()
export class EditQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly references: QuestionReferences,
    private readonly reviews: ReviewRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, given: Given): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const owner = await this.questions.ownerOf(tx, id);
      if (!owner) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.write', owner);
      await this.questions.lockBank(tx, owner);
      const question = await this.questions.lock(tx, id);
      if (!question) throw new DomainError('not-found');
      requireVersion(version, question.version);
      const draft = await this.checked(tx, question, given);
      const before = await this.questions.currentDraft(tx, question);
      const newVersion = !sameContent(before, draft);
      const after = afterWrite(question.review, {
        newVersion,
        draft: given.draft ?? false,
        reviewRequired: await this.questions.reviewRequired(tx, question.organisationId),
      });
      const postIds = [...new Set(given.postIds ?? [])].sort();
      const postsChanged = (await this.questions.postIds(tx, id)).sort().join() !== postIds.join();
      const field = given.field ?? null;
      const changed = [
        ...TAGS.filter((tag) => (before[tag] ?? null) !== (draft[tag] ?? null)),
        ...(field === question.field ? [] : ['field']),
        ...(postsChanged ? ['posts'] : []),
      ];
      if (!newVersion && changed.length === 0 && after.review === question.review) return;
      const content = newVersion ? await this.newVersion(tx, question, draft) : null;
      await this.questions.update(tx, id, {
        ...content,
        ...tagsOf(draft),
        ...reviewOf({ ...question, ...content }, after),
        field,
      });
      if (postsChanged) await this.questions.replacePosts(tx, id, postIds);
      if (after.request)
        await this.reviews.log(tx, 'requested', [
          { questionId: id, versionId: (content ?? question).currentVersionId },
        ]);
      await this.audit.append(tx, {
        action: 'questions.question.edit',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
        detail: { newVersion, changed, review: after.review },
      });
    });
  }

  /** The fingerprint moves with the content; two active questions of a bank never say the same. */
  private async newVersion(
    tx: Tx,
    question: QuestionRow,
    draft: QuestionDraft,
  ): Promise<Pick<QuestionRow, 'fingerprint' | 'currentVersionId'>> {
    const fingerprint = contentFingerprint(draft);
    if (question.status === 'active') {
      const same = await this.questions.findActive(tx, question.organisationId, fingerprint, question.id);
      if (same) throw new DomainError('question-exists', { stem: same.stem, questionId: same.id });
    }
    return { fingerprint, currentVersionId: await this.questions.addVersion(tx, question.id, draft) };
  }

  private async checked(tx: ReadTx, question: QuestionRow, given: Given): Promise<QuestionDraft> {
    const known = await this.references.load(tx, await this.banks.of(tx, question.organisationId), [given]);
    const draft = toDraft(given, known.pictures);
    const errors = [...draftErrors(draft), ...referenceErrors(given, known)];
    if (given.organisationId && given.organisationId !== question.organisationId) {
      errors.push({ pointer: '/organisationId', code: 'organisation-fixed', message: '试题不能换到别的单位' });
    }
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
    return draft;
  }
}

function tagsOf(draft: QuestionDraft): Pick<QuestionRow, (typeof TAGS)[number]> {
  const { category, knowledgePoint, difficulty, sourceClause, criteriaClause = null } = draft;
  return { category, knowledgePoint, difficulty, sourceClause, criteriaClause };
}

function reviewOf(
  question: Pick<QuestionRow, 'currentVersionId' | 'fingerprint' | 'returnReason'>,
  after: AfterWrite,
): Partial<QuestionRow> {
  return {
    review: after.review,
    returnReason: after.review === 'returned' ? question.returnReason : null,
    ...(after.approve
      ? { approvedVersionId: question.currentVersionId, approvedFingerprint: question.fingerprint }
      : {}),
  };
}
