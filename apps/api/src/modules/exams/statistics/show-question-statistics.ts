import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankScope } from '../../questions/index.js';
import { byVersionAndPurpose, COUNTED_ROWS } from './counted-rows.js';
import { itemView, type CountedRow } from './item-view.js';
import type { QuestionStatisticsDto } from './statistics.dto.js';

/**
 * What the answers say about a question, by version: over the exams that the caller may read. Of a shared question an enterprise
 * sees its own exams, the county those of its region.
 */
@Injectable()
export class ShowQuestionStatistics {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly banks: BankScope,
  ) {}

  async execute(ctx: Ctx, questionId: string): Promise<QuestionStatisticsDto> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [questionId];
      const readable = this.banks.readable(tx, 'questions.question.read', 'q', parameters);
      const known = await tx.one(`SELECT 1 FROM question q WHERE q.id = $1 AND ${readable}`, parameters);
      if (!known) throw new DomainError('not-found');
      const bound: unknown[] = [questionId];
      const inScope = this.scope.filter(tx.ctx, 'exams.session.read').sql('o', bound);
      const rows = await tx.query<CountedRow>(
        `${COUNTED_ROWS} JOIN organisation o ON o.id = s.organisation_id
         WHERE i.question_id = $1 AND ${inScope}
         ORDER BY v.no DESC, s.purpose, c.counted_at, s.id`,
        bound,
      );
      return { items: byVersionAndPurpose(rows).map(itemView) };
    });
  }
}
