import { Injectable } from '@nestjs/common';
import { contentFingerprint } from '@zhian/question-bank';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { BankScope, type Bank } from './bank-scope.js';
import { draftErrors, toDraft } from './question-input.js';
import { QuestionReferences, referenceErrors, type QuestionToCreate } from './question-references.js';
import { QuestionRepository, type InsertedQuestion, type NewQuestion } from './question.repository.js';

/** Writes questions into a bank, all or none: one from the form, hundreds from the demo. */
@Injectable()
export class CreateQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly references: QuestionReferences,
    private readonly audit: Audit,
  ) {}

  /** In the order given. `organisationId` unset: the bank of the caller's own organisation. */
  async execute(
    ctx: Ctx,
    given: { readonly organisationId?: string | undefined; readonly questions: readonly QuestionToCreate[] },
  ): Promise<InsertedQuestion[]> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.write', given.organisationId);
      const news = await this.checked(tx, bank, given.questions);
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

  private async checked(tx: ReadTx, bank: Bank, given: readonly QuestionToCreate[]): Promise<NewQuestion[]> {
    const base = (index: number): string => (given.length === 1 ? '' : `/questions/${index}`);
    const known = await this.references.load(tx, bank, given);
    const news = given.map((question): NewQuestion => ({
      draft: toDraft(question, known.pictures),
      postIds: question.postIds ?? [],
      field: question.field,
      draftOnly: question.draft ?? false,
    }));
    const errors = given.flatMap((question, index) => [
      ...draftErrors((news[index] as NewQuestion).draft, base(index)),
      ...referenceErrors(question, known, base(index)),
    ]);
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
    return news;
  }
}
