import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import type { Question } from './question.dto.js';
import type { QuestionFilterQuery } from './question-filter.dto.js';
import { QuestionFilters } from './question-filter.js';
import { toQuestion } from './question-rows.js';

/** The bank page: newest change first. */
@Injectable()
export class ListQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: QuestionFilters,
  ) {}

  async execute(ctx: Ctx, query: QuestionFilterQuery): Promise<Page<Question>> {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const { where, parameters } = await this.filters.condition(tx, query);
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const beyond = after
        ? ` AND (q.updated_at, q.id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`
        : '';
      // The page first, then what is shown of it: else all that is looked up for a row is weighed for the whole bank.
      const page = await tx.query<{ id: string }>(
        `SELECT q.id FROM question q JOIN organisation o ON o.id = q.organisation_id
         JOIN question_version v ON v.id = q.current_version_id
         WHERE ${where}${beyond} ORDER BY q.updated_at DESC, q.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const rows = await this.filters.rows(tx, query, page);
      return toPage(rows, query.limit, (row) => [row.updated_cursor, row.id], toQuestion);
    });
  }
}
