import { Injectable } from '@nestjs/common';
import type { FileCorrections, QuestionFile, SheetCorrection } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { ImportPreview } from './import-preview.js';
import { QuestionImportRow } from './question-import.entity.js';
import { StagedPicturesRepository } from './staged-pictures.repository.js';

interface StoredFile {
  name: string;
  bytes: Buffer;
}

@Injectable()
export class QuestionImportRepository {
  constructor(private readonly pictures: StagedPicturesRepository) {}

  /** `files`: what was uploaded, the questions first. */
  async insert(tx: Tx, row: QuestionImportRow, files: readonly QuestionFile[]): Promise<void> {
    await tx.repository(QuestionImportRow).insert(row);
    for (const [no, { fileName, bytes }] of files.entries()) {
      await tx.query(`INSERT INTO question_import_file (import_id, no, name, bytes) VALUES ($1, $2, $3, $4)`, [
        row.id,
        no,
        fileName,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ]);
    }
  }

  find(tx: ReadTx, id: string): Promise<QuestionImportRow | null> {
    return tx.manager.getRepository(QuestionImportRow).findOne({ where: { id } });
  }

  /** Whoever comes second waits here and then sees what is done. */
  lock(tx: Tx, id: string): Promise<QuestionImportRow | null> {
    return tx.repository(QuestionImportRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, id: string, change: Partial<Omit<QuestionImportRow, 'id' | 'preview'>>): Promise<void> {
    await tx.query(
      `UPDATE question_import SET status = coalesce($2, status), reading_no = coalesce($3, reading_no), beat_at = coalesce($4, beat_at),
         failure = $5, corrections = coalesce($6::jsonb, corrections), progress_done = coalesce($7, progress_done),
         progress_total = coalesce($8, progress_total)
       WHERE id = $1`,
      [
        id,
        change.status ?? null,
        change.readingNo ?? null,
        change.beatAt ?? null,
        change.failure ?? null,
        change.corrections === undefined ? null : JSON.stringify(change.corrections),
        change.progressDone ?? null,
        change.progressTotal ?? null,
      ],
    );
  }

  /** A sign of life of one reading; false when nobody waits for it any more. */
  async beat(tx: Tx, id: string, readingNo: number, progress: Progress): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE question_import SET beat_at = $3, progress_done = $4, progress_total = $5
       WHERE id = $1 AND reading_no = $2 AND status = 'reading' RETURNING id`,
      [id, readingNo, progress.at, progress.done, progress.total],
    );
    return rows.length > 0;
  }

  async previewed(
    tx: Tx,
    id: string,
    read: { readonly preview: ImportPreview; readonly corrections: Partial<FileCorrections> },
  ): Promise<void> {
    await tx
      .repository(QuestionImportRow)
      .update({ id }, { ...read, status: 'previewed', failure: null, beatAt: null });
  }

  async confirm(tx: Tx, id: string, change: { preview: ImportPreview; confirmedAt: Date }): Promise<void> {
    await tx.repository(QuestionImportRow).update({ id }, { ...change, status: 'confirmed' });
  }

  /** What was uploaded, the questions first; empty when it is kept no more. */
  async files(tx: ReadTx, id: string): Promise<QuestionFile[]> {
    const rows = await tx.query<StoredFile>(
      `SELECT name, bytes FROM question_import_file WHERE import_id = $1 ORDER BY no`,
      [id],
    );
    return rows.map(({ name, bytes }) => ({ fileName: name, bytes: new Uint8Array(bytes) }));
  }

  /** While a file is read its transaction has nothing to do; PostgreSQL ends it no sooner than the reader gives up. */
  async allowReading(tx: Tx, milliseconds: number): Promise<void> {
    await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [String(milliseconds)]);
  }

  async clearRows(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM question_import_row WHERE import_id = $1`, [id]);
  }

  /** The rows and the pictures go; the upload stays, for the rows that were left out. */
  async forgetRows(tx: Tx, id: string): Promise<void> {
    await this.pictures.forget(tx, [id]);
    await this.clearRows(tx, id);
  }

  /** The upload, its pictures and the rows with answers in them go; the head stays. */
  async forgetContent(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM question_import_file WHERE import_id = ANY($1::uuid[])`, [ids]);
    await this.pictures.forget(tx, ids);
    for (const id of ids) await this.clearRows(tx, id);
  }

  /** Uploads that were kept after their confirmation, for the rows that were left out. */
  async forgetConfirmed(tx: Tx, before: Date): Promise<void> {
    await tx.query(
      `DELETE FROM question_import_file f USING question_import i
       WHERE i.id = f.import_id AND i.status = 'confirmed' AND i.confirmed_at < $1`,
      [before],
    );
  }

  /** Readings without a sign of life since then. */
  failSilent(tx: Tx, before: Date, failure: string): Promise<{ id: string }[]> {
    return tx.query(
      `UPDATE question_import SET status = 'failed', failure = $2
       WHERE id IN (SELECT id FROM question_import WHERE status = 'reading' AND beat_at < $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [before, failure],
    );
  }

  /** Imports that nobody has confirmed for too long: their previews end. */
  endOld(tx: Tx, before: Date, failure: string): Promise<{ id: string }[]> {
    return tx.query(
      `UPDATE question_import i SET status = 'failed', failure = $2
       WHERE i.id IN (SELECT o.id FROM question_import o WHERE o.created_at < $1 AND o.status IN ('previewed', 'failed')
                      AND EXISTS (SELECT 1 FROM question_import_file f WHERE f.import_id = o.id) FOR UPDATE SKIP LOCKED) RETURNING i.id`,
      [before, failure],
    );
  }

  async memory(tx: ReadTx, organisationId: string): Promise<(readonly [string, SheetCorrection])[]> {
    const rows = await tx.query<{ shape: string; correction: SheetCorrection }>(
      `SELECT shape, correction FROM question_import_memory WHERE organisation_id = $1 ORDER BY updated_at DESC LIMIT 500`,
      [organisationId],
    );
    return rows.map(({ shape, correction }) => [shape, correction]);
  }

  async remember(tx: Tx, organisationId: string, sheets: readonly RememberedSheet[], at: Date): Promise<void> {
    if (sheets.length === 0) return;
    await tx.query(
      `INSERT INTO question_import_memory (organisation_id, shape, sheet, correction, updated_by_name, updated_at)
       SELECT DISTINCT ON (s.shape) $1::uuid, s.shape, s.sheet, s.correction, $3, $4::timestamptz
       FROM jsonb_to_recordset($2::jsonb) AS s(shape text, sheet text, correction jsonb) ORDER BY s.shape
       ON CONFLICT (organisation_id, shape) DO UPDATE SET sheet = excluded.sheet, correction = excluded.correction,
         updated_by_name = excluded.updated_by_name, updated_at = excluded.updated_at`,
      [organisationId, JSON.stringify(sheets), tx.ctx.actorName, at],
    );
  }

  async forget(tx: Tx, organisationId: string, shapes: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM question_import_memory WHERE organisation_id = $1 AND shape = ANY($2::text[])`, [
      organisationId,
      shapes,
    ]);
  }
}

interface Progress {
  readonly at: Date;
  readonly done: number;
  readonly total: number;
}

interface RememberedSheet {
  readonly shape: string;
  readonly sheet: string;
  readonly correction: SheetCorrection;
}
