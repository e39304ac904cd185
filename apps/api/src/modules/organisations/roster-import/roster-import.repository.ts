import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { RosterImportRow } from './roster-import.entity.js';

@Injectable()
export class RosterImportRepository {
  async insert(tx: Tx, row: RosterImportRow): Promise<void> {
    await tx.query(
      `INSERT INTO roster_import (id, organisation_id, file_name, file_sha256, status, preview, rows_cipher, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.id,
        row.organisation_id,
        row.file_name,
        row.file_sha256,
        row.status,
        JSON.stringify(row.preview),
        row.rows_cipher,
        row.created_by,
        row.created_at,
      ],
    );
  }

  async find(tx: ReadTx, id: string): Promise<RosterImportRow | null> {
    return tx.one<RosterImportRow>(`SELECT * FROM roster_import WHERE id = $1`, [id]);
  }

  async lock(tx: Tx, id: string): Promise<RosterImportRow | null> {
    return tx.one<RosterImportRow>(`SELECT * FROM roster_import WHERE id = $1 FOR UPDATE`, [id]);
  }

  /** What nobody has confirmed within a day is forgotten: the rows hold personal data. */
  async forgetRows(tx: Tx, before: Date): Promise<void> {
    await tx.query(`UPDATE roster_import SET rows_cipher = NULL WHERE rows_cipher IS NOT NULL AND created_at < $1`, [
      before,
    ]);
  }

  async confirm(tx: Tx, row: RosterImportRow): Promise<void> {
    await tx.query(
      `UPDATE roster_import SET status = 'confirmed', confirmed_at = $2, preview = $3, rows_cipher = NULL WHERE id = $1`,
      [row.id, row.confirmed_at, JSON.stringify(row.preview)],
    );
  }

  /** One import of an enterprise at a time; everybody else who places people there waits (they hold the row FOR SHARE). */
  async lockEnterprise(tx: Tx, enterpriseId: string): Promise<void> {
    await tx.query(`SELECT id FROM organisation WHERE id = $1 FOR NO KEY UPDATE`, [enterpriseId]);
  }
}
