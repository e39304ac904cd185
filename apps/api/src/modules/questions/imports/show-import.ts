import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { ImportHead } from './import-head.js';
import { QuestionImportRepository } from './question-import.repository.js';

@Injectable()
export class ShowImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly imports: QuestionImportRepository,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<ImportHead> {
    return this.uow.read(ctx, async (tx) => {
      const head = await this.imports.find(tx, id);
      if (!head) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.import.write', head.organisationId);
      return head;
    });
  }
}
