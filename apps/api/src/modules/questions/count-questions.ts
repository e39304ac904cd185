import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { QuestionFilters, type QuestionFilter } from './question-filter.js';

/** How many questions a filter finds: the number that a bulk change has to name. */
@Injectable()
export class CountQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: QuestionFilters,
  ) {}

  async execute(ctx: Ctx, filter: QuestionFilter): Promise<number> {
    return this.uow.read(ctx, async (tx) => {
      const { where, parameters } = await this.filters.condition(tx, filter);
      const row = await tx.one<{ count: number }>(
        `SELECT count(*)::int AS count FROM question q JOIN organisation o ON o.id = q.organisation_id
         JOIN question_version v ON v.id = q.current_version_id WHERE ${where}`,
        parameters,
      );
      return row?.count ?? 0;
    });
  }
}
