import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';

/** Finds an import for somebody who may import there; for others there is none. */
@Injectable()
export class ImportScope {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly imports: QuestionImportRepository,
  ) {}

  async find(tx: ReadTx, id: string): Promise<QuestionImportRow> {
    return this.within(tx, await this.imports.find(tx, id));
  }

  async lock(tx: Tx, id: string): Promise<QuestionImportRow> {
    return this.within(tx, await this.imports.lock(tx, id));
  }

  private async within(tx: ReadTx, found: QuestionImportRow | null): Promise<QuestionImportRow> {
    if (!found) throw new DomainError('not-found');
    await this.scope.require(tx, 'questions.import.write', found.organisationId);
    return found;
  }
}
