import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ImportScope } from './import-scope.js';
import type { QuestionImportRow } from './question-import.entity.js';

@Injectable()
export class ShowImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
  ) {}

  execute(ctx: Ctx, id: string): Promise<QuestionImportRow> {
    return this.uow.read(ctx, (tx) => this.scope.find(tx, id));
  }
}
