import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankScope, type Bank } from '../bank-scope.js';
import type { QuestionTagFilter } from '../question-filter.dto.js';
import { QuestionReferences, referenceErrors } from '../question-references.js';
import { QuestionRepository } from '../question.repository.js';
import { CHANGE_REFUSALS, changeOf, type ChangedQuestion, type ChangeRefusal, type TagChange } from './change-rules.js';
import { ChangeRepository } from './change.repository.js';

export interface QuestionChange {
  readonly organisationId?: string | undefined;
  /** Either these questions, or all that a filter finds. */
  readonly ids?: readonly string[] | undefined;
  readonly filter?: QuestionTagFilter | undefined;
  /** How many questions the caller has seen chosen. */
  readonly expected: number;
  readonly change: TagChange;
}

export interface QuestionChangeOutcome {
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly {
    readonly questionId: string;
    readonly stem: string;
    readonly code: ChangeRefusal;
    readonly message: string;
  }[];
}

/** What one change may touch: one transaction holds all of it. */
const LIMIT = 20_000;
/** Ids that a line of the audit names; it always has the count. */
const AUDITED_IDS = 200;

/**
 * Sets or clears tags, adds or removes posts, retires, restores, hides or sends to review many questions at once: all that can be
 * changed, in one transaction; what cannot is named with the reason. The caller names how many he has chosen, so that nothing
 * is changed which he has not seen.
 */
@Injectable()
export class ChangeQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly references: QuestionReferences,
    private readonly changes: ChangeRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, given: QuestionChange): Promise<QuestionChangeOutcome> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.write', given.organisationId);
      await this.check(tx, bank, given);
      await this.questions.lockBank(tx, bank.organisationId);
      const chosen = await this.changes.chosen(tx, bank, given, LIMIT + 1);
      if (chosen.length > LIMIT) throw new DomainError('change-too-large', { limit: LIMIT });
      if (chosen.length !== given.expected)
        throw new DomainError('change-count-moved', { expected: given.expected, count: chosen.length });
      const context = {
        reviewRequired: await this.questions.reviewRequired(tx, bank.organisationId),
        twins: await this.changes.activeFingerprints(
          tx,
          bank.organisationId,
          given.change.status === 'active' ? chosen.map((question) => question.fingerprint) : [],
        ),
      };
      const after: ChangedQuestion[] = [];
      const refused: { questionId: string; stem: string; code: ChangeRefusal; message: string }[] = [];
      for (const question of chosen) {
        const outcome = changeOf(question, given.change, context);
        if (typeof outcome === 'string')
          refused.push({
            questionId: question.id,
            stem: question.stem,
            code: outcome,
            message: CHANGE_REFUSALS[outcome],
          });
        else if (outcome) {
          after.push(outcome);
          if (outcome.status === 'active') context.twins.add(question.fingerprint);
        }
      }
      await this.changes.apply(tx, bank, after);
      const changed = after.map((question) => question.id);
      if (changed.length > 0) await this.record(tx, bank, given, changed, refused.length);
      return { changed, unchanged: chosen.length - changed.length - refused.length, refused };
    });
  }

  private async check(tx: ReadTx, bank: Bank, given: QuestionChange): Promise<void> {
    if ((given.ids === undefined) === (given.filter === undefined)) {
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/ids', code: 'either', message: '选几道题，或者给出筛选条件' },
      ]);
    }
    const { field, addPostIds } = given.change;
    const named = {
      field,
      postIds: addPostIds,
      type: 'single',
      stem: '',
      options: [],
      key: [],
      explanation: '',
    } as const;
    const known = await this.references.load(tx, bank, [named]);
    const errors = referenceErrors(named, known, '/change').map((error) => ({
      ...error,
      pointer: error.pointer.replace('/postIds', '/addPostIds'),
    }));
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
  }

  private async record(
    tx: Tx,
    bank: Bank,
    given: QuestionChange,
    changed: readonly string[],
    refused: number,
  ): Promise<void> {
    await this.audit.append(tx, {
      action: 'questions.question.change-many',
      subject: { type: 'organisation', id: bank.organisationId },
      organisationId: bank.organisationId,
      detail: {
        change: given.change,
        filter: given.filter ?? null,
        count: changed.length,
        refused,
        questions: changed.slice(0, AUDITED_IDS),
      },
    });
  }
}
