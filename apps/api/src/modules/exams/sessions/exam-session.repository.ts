import { Injectable } from '@nestjs/common';
import type { BankItem } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { ExamSessionRow } from './exam-session.entity.js';

@Injectable()
export class ExamSessionRepository {
  find(tx: ReadTx, id: string): Promise<ExamSessionRow | null> {
    return tx.manager.getRepository(ExamSessionRow).findOneBy({ id });
  }

  /**
   * With the lock that the foreign key of a new attempt takes anyway: a pause or an extension waits for the starts under way, or
   * they see it. So no attempt runs on in a paused session or misses time that was given to all.
   */
  findForStart(tx: Tx, id: string): Promise<ExamSessionRow | null> {
    return tx.repository(ExamSessionRow).findOne({ where: { id }, lock: { mode: 'for_key_share' } });
  }

  lock(tx: Tx, id: string): Promise<ExamSessionRow | null> {
    return tx.repository(ExamSessionRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** For the session's log alone: starts under way need not wait. */
  lockLog(tx: Tx, id: string): Promise<ExamSessionRow | null> {
    return tx.repository(ExamSessionRow).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async insert(tx: Tx, row: Omit<ExamSessionRow, 'pool'>): Promise<void> {
    await tx.repository(ExamSessionRow).insert(row);
  }

  async update(
    tx: Tx,
    id: string,
    changes: Partial<Omit<ExamSessionRow, 'id' | 'version'>>,
    version: number,
  ): Promise<void> {
    await tx.repository(ExamSessionRow).update({ id }, { ...changes, version } as never);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM exam_session WHERE id = $1 AND status = 'draft'`, [id]);
  }

  async poolOf(tx: ReadTx, id: string): Promise<BankItem[]> {
    const row = await tx.one<{ pool: BankItem[] | null }>(`SELECT pool FROM exam_session WHERE id = $1`, [id]);
    return row?.pool ?? [];
  }
}
