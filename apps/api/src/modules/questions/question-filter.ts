import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { BankScope } from './bank-scope.js';
import type { QuestionFilterQuery } from './question.dto.js';

export type QuestionFilter = Omit<QuestionFilterQuery, 'cursor' | 'limit'>;

/** A condition on q (question), o (its organisation) and v (its current version). */
export interface QuestionCondition {
  readonly where: string;
  /** SQL: is the question the bank's own? Binds its values when it is called, so call it only where it is used. */
  own(): string;
  readonly parameters: unknown[];
}

const PERMISSION = 'questions.question.read';

/** % and _ are letters like any other in a search. */
export function likePattern(words: string): string {
  return `%${words.trim().replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

/** Turns the filters of the bank page into SQL: the same for list, facets and export, so that their numbers agree. */
@Injectable()
export class QuestionFilters {
  constructor(private readonly banks: BankScope) {}

  async condition(tx: ReadTx, filter: QuestionFilter): Promise<QuestionCondition> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const bank = await this.banks.toRead(tx, PERMISSION, filter.organisationId);
    const parts = [
      bank ? this.banks.inBank('q', bank, parameters) : this.banks.readable(tx, PERMISSION, 'q', parameters),
    ];
    const own = (): string =>
      bank
        ? `(q.organisation_id = ${bind(bank.organisationId)})`
        : this.banks.reaches(tx, 'questions.question.write', 'o', parameters);
    if (filter.source) parts.push(filter.source === 'own' ? own() : `NOT ${own()}`);
    if (filter.status) parts.push(`q.status = ${bind(filter.status)}`);
    if (filter.category) parts.push(`q.category = ${bind(filter.category)}`);
    if (filter.knowledgePoint) parts.push(`q.knowledge_point = ${bind(filter.knowledgePoint)}`);
    if (filter.type) parts.push(`v.type = ${bind(filter.type)}`);
    if (filter.postId)
      parts.push(
        `EXISTS (SELECT 1 FROM question_post f WHERE f.question_id = q.id AND f.post_id = ${bind(filter.postId)})`,
      );
    if (filter.q?.trim()) parts.push(`v.stem ILIKE ${bind(likePattern(filter.q))}`);
    return { where: parts.join(' AND '), own, parameters };
  }
}
