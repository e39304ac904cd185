import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { BankScope } from './bank-scope.js';
import { QuestionUses, type QuestionUse } from './question-uses.js';

/** «用在哪»: the exams whose papers held a question, or one of the duplicates that were merged into it. */
@Injectable()
export class ListQuestionUses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly uses: QuestionUses,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<QuestionUse[]> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [id];
      const readable = this.banks.readable(tx, 'questions.question.read', 'q', parameters);
      const known = await tx.one(`SELECT 1 FROM question q WHERE q.id = $1 AND ${readable}`, parameters);
      if (!known) throw new DomainError('not-found');
      const merged = await tx.query<{ id: string }>(`SELECT id FROM question WHERE merged_into = $1`, [id]);
      return this.uses.of(tx, [id, ...merged.map((question) => question.id)]);
    });
  }
}
