import { Injectable } from '@nestjs/common';
import type { QuestionImage } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { CheckedPicture } from '../../files/index.js';
import type { StagedQuestion } from './staged-row.js';

/** A picture of an upload, under the id of the file that it is or becomes. */
export interface StagedPicture extends Pick<CheckedPicture, 'mediaType' | 'size'> {
  readonly fileId: string;
  readonly sha256: string;
}

interface PictureRow {
  fileId: string;
  sha256: string;
  mediaType: CheckedPicture['mediaType'];
  width: number;
  height: number;
}

/** A question that waits, as far as its fingerprint says. */
export interface PicturedRow extends Pick<StagedQuestion, 'type' | 'stem' | 'options' | 'images' | 'correct'> {
  readonly seq: number;
}

const COLUMNS = `p.file_id AS "fileId", p.sha256, p.media_type AS "mediaType", p.width, p.height`;

/** Pictures of uploads that wait for the confirmation of their import. */
@Injectable()
export class StagedPicturesRepository {
  async insert(tx: Tx, importId: string, { fileId, sha256, mediaType, size }: StagedPicture, bytes: Uint8Array) {
    await tx.query(
      `INSERT INTO question_import_picture (import_id, file_id, sha256, media_type, width, height, bytes)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [importId, fileId, sha256, mediaType, size.width, size.height, Buffer.from(bytes)],
    );
  }

  async find(tx: ReadTx, importId: string, sha256: string): Promise<StagedPicture | null> {
    const row = await tx.one<PictureRow>(
      `SELECT ${COLUMNS} FROM question_import_picture p WHERE p.import_id = $1 AND p.sha256 = $2`,
      [importId, sha256],
    );
    return row && toPicture(row);
  }

  bytes(tx: ReadTx, importId: string, fileId: string): Promise<{ mediaType: string; bytes: Buffer } | null> {
    return tx.one(
      `SELECT media_type AS "mediaType", bytes FROM question_import_picture WHERE import_id = $1 AND file_id = $2`,
      [importId, fileId],
    );
  }

  /** Those that a question of the import shows. */
  async shown(tx: ReadTx, importId: string): Promise<StagedPicture[]> {
    const rows = await tx.query<PictureRow>(
      `SELECT ${COLUMNS} FROM question_import_picture p
       WHERE p.import_id = $1 AND EXISTS (
         SELECT 1 FROM question_import_row s
         WHERE s.import_id = $1 AND s.kind IN ('new', 'near') AND s.images @> jsonb_build_array(jsonb_build_object('fileId', p.file_id)))
       ORDER BY p.file_id`,
      [importId],
    );
    return rows.map(toPicture);
  }

  /** Questions of the import that show one of these files. */
  async showing(tx: ReadTx, importId: string, fileIds: readonly string[]): Promise<PicturedRow[]> {
    return tx.query<PicturedRow>(
      `SELECT seq, type, stem, options, images, correct FROM question_import_row s
       WHERE import_id = $1 AND kind IN ('new', 'near') AND EXISTS (
         SELECT 1 FROM jsonb_array_elements(s.images) AS i WHERE i ->> 'fileId' = ANY($2::text[]))`,
      [importId, fileIds],
    );
  }

  async show(
    tx: Tx,
    importId: string,
    rows: readonly { readonly seq: number; readonly images: readonly QuestionImage[]; readonly fingerprint: string }[],
  ): Promise<void> {
    await tx.query(
      `UPDATE question_import_row s SET images = r.images, fingerprint = r.fingerprint
       FROM jsonb_to_recordset($2::jsonb) AS r(seq integer, images jsonb, fingerprint text)
       WHERE s.import_id = $1 AND s.seq = r.seq`,
      [importId, JSON.stringify(rows)],
    );
  }

  async forget(tx: Tx, importIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM question_import_picture WHERE import_id = ANY($1::uuid[])`, [importIds]);
  }
}

function toPicture({ fileId, sha256, mediaType, width, height }: PictureRow): StagedPicture {
  return { fileId, sha256, mediaType, size: { width, height } };
}
