import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { BankScope, type Bank } from './bank-scope.js';
import type { QuestionFilterQuery, QuestionTagFilter } from './question-filter.dto.js';
import { selectBankRow, type BankRow } from './question-rows.js';

export type QuestionFilter = QuestionTagFilter & Pick<QuestionFilterQuery, 'organisationId'>;

/** A condition on q (question), o (its organisation) and v (its current version). */
export interface QuestionCondition {
  readonly where: string;
  readonly bank: Bank | null;
  /** The SELECT of bank rows that the condition narrows. Binds values when it is called, so call it only where it is used. */
  select(): string;
  readonly parameters: unknown[];
}

const PERMISSION = 'questions.question.read';

const MISSING: Readonly<Record<NonNullable<QuestionTagFilter['missing']>, string>> = {
  category: 'q.category IS NULL',
  knowledgePoint: 'q.knowledge_point IS NULL',
  difficulty: 'q.difficulty IS NULL',
  sourceClause: 'q.source_clause IS NULL',
  post: 'NOT EXISTS (SELECT 1 FROM question_post m WHERE m.question_id = q.id)',
};

/** % and _ are letters like any other in a search. */
export function likePattern(words: string): string {
  return `%${words.trim().replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

/** Turns the filters of the bank page into SQL: the same for list, count, facets, export and bulk changes, so that their numbers agree. */
@Injectable()
export class QuestionFilters {
  constructor(private readonly banks: BankScope) {}

  async condition(tx: ReadTx, filter: QuestionFilter): Promise<QuestionCondition> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const bank = await this.banks.toRead(tx, PERMISSION, filter.organisationId);
    const reach = bank
      ? this.banks.inBank('q', bank, parameters)
      : this.banks.readable(tx, PERMISSION, 'q', parameters);
    const own = (): string =>
      bank
        ? `(q.organisation_id = ${bind(bank.organisationId)})`
        : this.banks.reaches(tx, 'questions.question.write', 'o', parameters);
    const parts = [
      reach,
      ...(filter.source ? [filter.source === 'own' ? own() : `NOT ${own()}`] : []),
      ...this.tags(filter, bind),
      ...this.standing(tx, filter, bank, bind),
    ];
    return {
      where: parts.join(' AND '),
      bank,
      select: () =>
        selectBankRow({
          own: own(),
          bank: bank ? bind(bank.organisationId) : null,
          account: bind(tx.ctx.accountIdOrNull),
        }),
      parameters,
    };
  }

  /** What the bank shows of these questions, newest change first. No authorisation: they come from a condition of this caller. */
  async rows(
    tx: ReadTx,
    { organisationId }: Pick<QuestionFilter, 'organisationId'>,
    found: readonly { readonly id: string }[],
  ): Promise<BankRow[]> {
    if (found.length === 0) return [];
    const bank = await this.banks.toRead(tx, PERMISSION, organisationId);
    const parameters: unknown[] = [found.map((question) => question.id)];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const select = selectBankRow({
      own: bank
        ? `(q.organisation_id = ${bind(bank.organisationId)})`
        : this.banks.reaches(tx, 'questions.question.write', 'o', parameters),
      bank: bank ? bind(bank.organisationId) : null,
      account: bind(tx.ctx.accountIdOrNull),
    });
    return tx.query<BankRow>(
      `${select} WHERE q.id = ANY($1::uuid[]) ORDER BY q.updated_at DESC, q.id DESC`,
      parameters,
    );
  }

  private tags(filter: QuestionFilter, bind: (value: unknown) => string): string[] {
    const parts: string[] = [];
    if (filter.type) parts.push(`v.type = ${bind(filter.type)}`);
    if (filter.category) parts.push(`q.category = ${bind(filter.category)}`);
    if (filter.knowledgePoint) {
      const point = bind(filter.knowledgePoint);
      parts.push(`(q.knowledge_point = ${point} OR starts_with(q.knowledge_point, ${point} || '/'))`);
    }
    if (filter.difficulty) parts.push(`q.difficulty = ${bind(filter.difficulty)}`);
    if (filter.field) parts.push(`q.field = ${bind(filter.field)}`);
    if (filter.criteria) parts.push(`q.criteria_clause IS ${filter.criteria === 'with' ? 'NOT NULL' : 'NULL'}`);
    if (filter.missing) parts.push(MISSING[filter.missing]);
    if (filter.postId) {
      const post = bind(filter.postId);
      parts.push(`EXISTS (SELECT 1 FROM question_post p WHERE p.question_id = q.id AND p.post_id = ${post})`);
    }
    if (filter.pictures) parts.push(`v.images ${filter.pictures === 'with' ? '<>' : '='} '[]'`);
    if (filter.q?.trim()) parts.push(`v.stem ILIKE ${bind(likePattern(filter.q))}`);
    return parts;
  }

  /** How the question stands, for everybody and in this bank. */
  private standing(tx: ReadTx, filter: QuestionFilter, bank: Bank | null, bind: (value: unknown) => string): string[] {
    const parts: string[] = [];
    if (filter.status) parts.push(`q.status = ${bind(filter.status)}`);
    if (filter.review) parts.push(`q.review = ${bind(filter.review)}`);
    if (filter.author) {
      const me = `v.created_by IS NOT DISTINCT FROM ${bind(tx.ctx.accountIdOrNull)}::uuid`;
      parts.push(filter.author === 'me' ? me : `NOT (${me})`);
    }
    const seenFrom = (): string => (bank ? bind(bank.organisationId) : 'q.organisation_id');
    if (filter.hidden) {
      const hidden = `EXISTS (SELECT 1 FROM question_hidden h WHERE h.organisation_id = ${seenFrom()} AND h.question_id = q.id)`;
      parts.push(filter.hidden === 'yes' ? hidden : `NOT ${hidden}`);
    }
    return parts;
  }
}
