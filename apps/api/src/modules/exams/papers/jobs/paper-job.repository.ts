import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../../platform/db/tx.js';
import { PaperJobRow } from './paper-job.entity.js';

/** A job as the one who works on it has it. */
export interface TakenJob extends Pick<PaperJobRow, 'id' | 'sessionId' | 'paperIds' | 'runNo' | 'fileId'> {
  /** Of the run before, which may have left something. */
  readonly oldFileId: string;
}

@Injectable()
export class PaperJobRepository {
  async insert(tx: Tx, row: PaperJobRow): Promise<void> {
    await tx.repository(PaperJobRow).insert(row);
  }

  find(tx: ReadTx, sessionId: string, id: string): Promise<PaperJobRow | null> {
    return tx.manager.getRepository(PaperJobRow).findOneBy({ id, sessionId });
  }

  /** Those of the exam that wait or are worked on. */
  async unfinished(tx: ReadTx, sessionId: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM paper_job WHERE session_id = $1 AND status IN ('waiting', 'running')`,
      [sessionId],
    );
    return row?.n ?? 0;
  }

  /** The newest first, from before `before`. */
  page(tx: ReadTx, sessionId: string, before: string | null, limit: number): Promise<PaperJobRow[]> {
    const query = tx.manager.getRepository(PaperJobRow).createQueryBuilder('j').where({ sessionId });
    if (before) query.andWhere('j.id < :before', { before });
    return query.orderBy('j.id', 'DESC').limit(limit).getMany();
  }

  /** The one that has waited longest, or whose worker has not been heard of since `silentSince`. Every run writes a file of its own. */
  async take(tx: Tx, now: Date, silentSince: Date): Promise<TakenJob | null> {
    return tx.one<TakenJob>(
      `WITH next AS (
         SELECT id, file_id FROM paper_job WHERE status = 'waiting' OR (status = 'running' AND beat_at < $2) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       UPDATE paper_job j SET status = 'running', run_no = run_no + 1, done = 0, beat_at = $1, file_id = $3 FROM next WHERE j.id = next.id
       RETURNING j.id, j.session_id AS "sessionId", j.paper_ids AS "paperIds", j.run_no AS "runNo", j.file_id AS "fileId", next.file_id AS "oldFileId"`,
      [now, silentSince, randomUUID()],
    );
  }

  /** A sign of life. False: nobody waits for this run any more. */
  async beat(tx: Tx, { id, runNo }: TakenJob, done: number, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE paper_job SET done = $3, beat_at = $4 WHERE id = $1 AND run_no = $2 AND status = 'running' RETURNING id`,
      [id, runNo, done, now],
    );
    return rows.length > 0;
  }

  /** False: it was cancelled, or another run has taken it over. */
  async finish(tx: Tx, { id, runNo }: TakenJob, done: number, size: number, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE paper_job SET status = 'done', done = $3, size = $4, ended_at = $5 WHERE id = $1 AND run_no = $2 AND status = 'running' RETURNING id`,
      [id, runNo, done, size, now],
    );
    return rows.length > 0;
  }

  async fail(tx: Tx, { id, runNo }: TakenJob, failure: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE paper_job SET status = 'failed', failure = $3, ended_at = $4 WHERE id = $1 AND run_no = $2 AND status = 'running'`,
      [id, runNo, failure, now],
    );
  }

  /** Back into the queue: its worker leaves. */
  async release(tx: Tx, { id, runNo }: TakenJob): Promise<void> {
    await tx.query(`UPDATE paper_job SET status = 'waiting' WHERE id = $1 AND run_no = $2 AND status = 'running'`, [
      id,
      runNo,
    ]);
  }

  async cancel(tx: Tx, id: string, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE paper_job SET status = 'cancelled', ended_at = $2 WHERE id = $1 AND status IN ('waiting', 'running') RETURNING id`,
      [id, now],
    );
    return rows.length > 0;
  }

  /** Those that ended so long ago are over; the ids of their files, which are to be removed. */
  async expire(tx: Tx, before: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ file_id: string }>(
      `UPDATE paper_job SET status = 'expired' WHERE id IN (
         SELECT id FROM paper_job WHERE status IN ('done', 'failed', 'cancelled') AND ended_at < $1 ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING file_id`,
      [before, limit],
    );
    return rows.map((row) => row.file_id);
  }
}
