import { Injectable } from '@nestjs/common';
import { contentFingerprint } from '@zhian/question-bank';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError, type FieldError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { BankScope } from './bank-scope.js';
import { draftErrors, toDraft, type GivenQuestion } from './question-input.js';
import { QuestionRepository, type InsertedQuestion, type NewQuestion } from './question.repository.js';

export type QuestionToCreate = GivenQuestion & { readonly postIds?: readonly string[] | null | undefined };

/** Writes questions into a bank, all or none: one from the form, hundreds from the demo. */
@Injectable()
export class CreateQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly audit: Audit,
  ) {}

  /** In the order given. `organisationId` unset: the bank of the caller's own organisation. */
  async execute(
    ctx: Ctx,
    given: { readonly organisationId?: string | undefined; readonly questions: readonly QuestionToCreate[] },
  ): Promise<InsertedQuestion[]> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.write', given.organisationId);
      const news: NewQuestion[] = given.questions.map((question) => ({
        draft: toDraft(question),
        postIds: question.postIds ?? [],
      }));
      await this.check(tx, bank.organisationId, news);
      await this.questions.lockBank(tx, bank.organisationId);
      const marked = news.map((question) => ({ ...question, fingerprint: contentFingerprint(question.draft) }));
      const inserted = await this.questions.insertMany(tx, bank.organisationId, marked);
      const there = new Map(inserted.map((question) => [question.fingerprint, question]));
      const seen = new Set<string>();
      for (const question of marked) {
        if (!there.has(question.fingerprint) || seen.has(question.fingerprint)) {
          throw new DomainError('question-exists', { stem: question.draft.content.stem });
        }
        seen.add(question.fingerprint);
      }
      for (const question of inserted.length === 1 ? inserted : []) {
        await this.audit.append(tx, {
          action: 'questions.question.create',
          subject: { type: 'question', id: question.id },
          organisationId: bank.organisationId,
          detail: { versionId: question.versionId },
        });
      }
      if (inserted.length > 1) {
        await this.audit.append(tx, {
          action: 'questions.question.create-many',
          subject: { type: 'organisation', id: bank.organisationId },
          organisationId: bank.organisationId,
          detail: { count: inserted.length },
        });
      }
      return marked.map((question) => there.get(question.fingerprint) as InsertedQuestion);
    });
  }

  private async check(tx: ReadTx, organisationId: string, questions: readonly NewQuestion[]): Promise<void> {
    const base = (index: number): string => (questions.length === 1 ? '' : `/questions/${index}`);
    const posts = await this.questions.postsAmong(tx, organisationId, [
      ...new Set(questions.flatMap((q) => q.postIds)),
    ]);
    const errors = questions.flatMap((question, index) => [
      ...draftErrors(question.draft, base(index)),
      ...postErrors(question.postIds, posts, base(index)),
    ]);
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
  }
}

/** Posts that are not of the bank's organisation. */
export function postErrors(postIds: readonly string[], known: ReadonlySet<string>, base = ''): FieldError[] {
  return postIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `${base}/postIds/${index}`, code: 'post-unknown', message: '本单位没有这个岗位' }],
  );
}
