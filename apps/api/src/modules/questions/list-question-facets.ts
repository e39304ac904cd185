import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import type { QuestionFacet, QuestionFacets, QuestionPostFacet } from './question-facets.dto.js';
import { QuestionFilters } from './question-filter.js';

/** What a bank holds, counted: for the filters and for the strata of a blueprint. */
@Injectable()
export class ListQuestionFacets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: QuestionFilters,
  ) {}

  async execute(ctx: Ctx, organisationId: string | undefined): Promise<QuestionFacets> {
    return this.uow.read(ctx, async (tx) => {
      const { where, parameters } = await this.filters.condition(tx, { organisationId, status: 'active' });
      const from = `FROM question q JOIN organisation o ON o.id = q.organisation_id JOIN question_version v ON v.id = q.current_version_id`;
      const counted = (column: string): Promise<QuestionFacet[]> =>
        tx.query<QuestionFacet>(
          `SELECT ${column} AS value, count(*)::int AS count ${from} WHERE ${where} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500`,
          parameters,
        );
      return {
        types: await counted('v.type'),
        categories: await counted('q.category'),
        knowledgePoints: await counted('q.knowledge_point'),
        posts: await tx.query<QuestionPostFacet>(
          `SELECT p.id, p.name, count(*)::int AS count ${from}
           JOIN question_post qp ON qp.question_id = q.id JOIN post p ON p.id = qp.post_id
           WHERE ${where} GROUP BY p.id, p.name ORDER BY p.name LIMIT 500`,
          parameters,
        ),
      };
    });
  }
}
