import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { FindOptionsSelect } from 'typeorm';
import type { ImportHead } from './import-head.js';
import { QuestionImportRow } from './question-import.entity.js';

const HEAD = {
  id: true,
  organisationId: true,
  fileName: true,
  fileSha256: true,
  status: true,
  defaults: true,
  preview: true,
  createdBy: true,
  createdAt: true,
  confirmedAt: true,
} as const;

@Injectable()
export class QuestionImportRepository {
  async insert(tx: Tx, row: QuestionImportRow): Promise<void> {
    await tx.repository(QuestionImportRow).insert(row);
  }

  find(tx: ReadTx, id: string): Promise<ImportHead | null> {
    return tx.manager
      .getRepository(QuestionImportRow)
      .findOne({ where: { id }, select: HEAD as FindOptionsSelect<QuestionImportRow> });
  }

  /** Whoever confirms second waits here and then sees that it is done. */
  lock(tx: Tx, id: string): Promise<QuestionImportRow | null> {
    return tx.repository(QuestionImportRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async confirm(tx: Tx, id: string, change: Pick<QuestionImportRow, 'preview' | 'confirmedAt'>): Promise<void> {
    await tx.repository(QuestionImportRow).update({ id }, { ...change, status: 'confirmed', drafts: [] });
  }
}
