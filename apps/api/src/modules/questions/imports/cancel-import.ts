import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ImportScope } from './import-scope.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';

/** Gives an import up, also in the middle of its reading: whoever reads finds out and leaves nothing behind. */
@Injectable()
export class CancelImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly imports: QuestionImportRepository,
  ) {}

  execute(ctx: Ctx, id: string): Promise<QuestionImportRow> {
    return this.uow.run(ctx, async (tx) => {
      const head = await this.scope.lock(tx, id);
      if (head.status === 'confirmed') throw new DomainError('question-import-done');
      if (head.status !== 'cancelled') await this.imports.update(tx, id, { status: 'cancelled' });
      await this.imports.forgetContent(tx, [id]);
      return { ...head, status: 'cancelled', failure: null };
    });
  }
}
