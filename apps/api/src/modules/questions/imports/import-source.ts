import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { BankScope } from '../bank-scope.js';
import { DuplicateRepository } from '../duplicates/duplicate.repository.js';
import { QuestionRepository } from '../question.repository.js';
import { knownContent } from './import-preview.js';
import type { PrepareInput } from './prepare-import.js';
import { QuestionImportRepository } from './question-import.repository.js';

/** What a bank says to a file that is read for it. */
@Injectable()
export class ImportSource {
  constructor(
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly duplicates: DuplicateRepository,
    private readonly imports: QuestionImportRepository,
  ) {}

  async of(tx: ReadTx, organisationId: string): Promise<Pick<PrepareInput, 'known' | 'bank' | 'memory'>> {
    return {
      known: [...(await this.known(tx, organisationId))],
      bank: await this.duplicates.questionsOf(tx, await this.banks.of(tx, organisationId)),
      memory: await this.imports.memory(tx, organisationId),
    };
  }

  async known(tx: ReadTx, organisationId: string): Promise<ReturnType<typeof knownContent>> {
    return knownContent(
      await this.questions.fingerprints(tx, organisationId),
      await this.questions.pastFingerprints(tx, organisationId),
    );
  }
}
