import { Injectable } from '@nestjs/common';
import { SqlPool } from '../../platform/db/sql-pool.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import type { FileOrganisation } from './file-visibility.js';
import type { PictureSize } from './store-file.js';
import { StoredFileRow } from './stored-file.entity.js';

const ORGANISATION = `o.kind, o.path, o.enterprise_id AS "enterpriseId", o.region_code AS "regionCode", o.field`;

@Injectable()
export class StoredFileRepository {
  constructor(private readonly sql: SqlPool) {}

  /**
   * Committed at once and on a connection of its own: it must outlive whatever happens to the transaction. Once more for an id
   * whose first transaction failed.
   */
  async announce(id: string, at: Date): Promise<void> {
    await this.sql.query(
      'file-announce',
      `INSERT INTO file_intent (id, begun_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET begun_at = excluded.begun_at`,
      [id, at],
    );
  }

  async insert(tx: Tx, row: StoredFileRow): Promise<void> {
    await tx.repository(StoredFileRow).insert(row);
    await tx.query(`DELETE FROM file_intent WHERE id = $1`, [row.id]);
  }

  /** Forgets the row; the bytes are announced again, so that the sweeper finds them without one. */
  async remove(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query(`DELETE FROM stored_file WHERE id = $1`, [id]);
    await tx.query(`INSERT INTO file_intent (id, begun_at) VALUES ($1, $2)`, [id, at]);
  }

  find(tx: ReadTx, id: string): Promise<StoredFileRow | null> {
    return tx.manager.getRepository(StoredFileRow).findOneBy({ id });
  }

  /** Those of these ids that are pictures of one of the organisations, or of the platform, with their size (0: not known). */
  async picturesAmong(
    tx: ReadTx,
    ids: readonly string[],
    organisationIds: readonly string[],
  ): Promise<Map<string, PictureSize>> {
    const rows = await tx.query<PictureSize & { id: string }>(
      `SELECT id, coalesce(width, 0) AS width, coalesce(height, 0) AS height FROM stored_file
       WHERE id = ANY($1::uuid[]) AND purpose = 'picture' AND (organisation_id IS NULL OR organisation_id = ANY($2::uuid[]))`,
      [ids, organisationIds],
    );
    return new Map(rows.map(({ id, width, height }) => [id, { width, height }]));
  }

  /** The picture of the organisation with just these bytes; the first, where there are several. */
  samePicture(tx: ReadTx, organisationId: string, sha256: string): Promise<StoredFileRow | null> {
    return tx.manager.getRepository(StoredFileRow).findOne({
      where: { organisationId, sha256, purpose: 'picture' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  organisation(tx: ReadTx, id: string): Promise<(FileOrganisation & { id: string }) | null> {
    return tx.one(`SELECT o.id, ${ORGANISATION} FROM organisation o WHERE o.id = $1`, [id]);
  }

  /** Where the caller belongs: by a grant at an organisation, or by working there on that day. */
  organisationsOf(
    tx: ReadTx,
    grantedIds: readonly string[],
    personId: string | null,
    today: string,
  ): Promise<FileOrganisation[]> {
    return tx.query<FileOrganisation>(
      `SELECT ${ORGANISATION} FROM organisation o
       WHERE o.id = ANY($1::uuid[])
          OR o.id IN (SELECT e.organisation_id FROM employment e
                      WHERE e.person_id = $2 AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on > $3))`,
      [grantedIds, personId, today],
    );
  }

  /** Announced before the given instant; taken for this transaction. `stored` is true when a row knows the bytes. */
  takeOldIntents(tx: Tx, before: Date, limit: number): Promise<{ id: string; stored: boolean }[]> {
    return tx.query(
      `SELECT i.id, EXISTS (SELECT 1 FROM stored_file f WHERE f.id = i.id) AS stored
       FROM file_intent i WHERE i.begun_at < $1 ORDER BY i.begun_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [before, limit],
    );
  }

  async forgetIntents(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM file_intent WHERE id = ANY($1::uuid[])`, [ids]);
  }
}
