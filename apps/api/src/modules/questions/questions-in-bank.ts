import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { BankScope } from './bank-scope.js';

/** Questions that an organisation may refer to: active ones of its bank that are in use, own and shared. */
@Injectable()
export class QuestionsInBank {
  constructor(private readonly banks: BankScope) {}

  /** questionId → stem, for those of the given ids that are in the bank. */
  async stems(
    tx: ReadTx,
    organisationId: string,
    questionIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (questionIds.length === 0) return new Map();
    const parameters: unknown[] = [questionIds];
    const inBank = this.banks.inBank('q', await this.banks.of(tx, organisationId), parameters);
    const rows = await tx.query<{ id: string; stem: string }>(
      `SELECT q.id, v.stem FROM question q JOIN question_version v ON v.id = q.approved_version_id
       WHERE q.id = ANY($1::uuid[]) AND q.status = 'active' AND ${inBank}`,
      parameters,
    );
    return new Map(rows.map((row) => [row.id, row.stem]));
  }
}
