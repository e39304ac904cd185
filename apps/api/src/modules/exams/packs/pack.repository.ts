import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/db/queryable.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { BUILT_BEFORE_MS, KEPT_AFTER_MS, LEAST_ENTRIES } from './pack-window.js';
import { PackRow, type PackLayout } from './pack.entity.js';

/** What is told of a pack before it is fetched. */
export interface OfferedPack {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
}

@Injectable()
export class PackRepository {
  /**
   * A formal exam that opens within the day or is under way, is large enough and has no pack yet. Its row is locked against other
   * workers and whoever changes the session; starts need not wait.
   */
  takeDue(tx: Tx, now: Date): Promise<{ id: string; organisationId: string; enterpriseId: string } | null> {
    return tx.one(
      `SELECT s.id, s.organisation_id AS "organisationId", o.enterprise_id AS "enterpriseId"
       FROM exam_session s JOIN organisation o ON o.id = s.organisation_id
       WHERE s.status = 'published' AND s.purpose = 'formal' AND s.packs = 'auto'
         AND s.opens_at <= $2 AND coalesce(s.ends_at, s.closes_at) > $1
         AND NOT EXISTS (SELECT 1 FROM exam_pack k WHERE k.session_id = s.id)
         AND (SELECT count(*) FROM (SELECT 1 FROM exam_entry x WHERE x.session_id = s.id LIMIT $3) enough) = $3
       ORDER BY s.opens_at LIMIT 1 FOR NO KEY UPDATE OF s SKIP LOCKED`,
      [now, new Date(now.getTime() + BUILT_BEFORE_MS), LEAST_ENTRIES],
    );
  }

  async insert(tx: Tx, row: PackRow): Promise<void> {
    await tx.repository(PackRow).insert(row as never);
  }

  /** Empties the row of a pack whose exam is over for a day or cancelled; its file's id, or null when there is none. */
  async forgetOld(tx: Tx, now: Date): Promise<string | null> {
    const old = await tx.one<{ id: string; file_id: string }>(
      `SELECT k.id, k.file_id FROM exam_pack k JOIN exam_session s ON s.id = k.session_id
       WHERE k.file_id IS NOT NULL AND (s.status = 'cancelled' OR coalesce(s.ends_at, s.closes_at) < $1)
       LIMIT 1 FOR UPDATE OF k SKIP LOCKED`,
      [new Date(now.getTime() - KEPT_AFTER_MS)],
    );
    if (!old) return null;
    await tx.query(
      `UPDATE exam_pack SET file_id = NULL, size = NULL, sha256 = NULL, layout = NULL, sealed_key = NULL WHERE id = $1`,
      [old.id],
    );
    return old.file_id;
  }

  /** Without layout and key. */
  ofSession(tx: ReadTx, sessionId: string): Promise<PackRow | null> {
    return tx.manager.getRepository(PackRow).findOneBy({ sessionId });
  }

  /** By session; where there is one. */
  async offered(tx: ReadTx, sessionIds: readonly string[]): Promise<ReadonlyMap<string, OfferedPack>> {
    const rows = await tx.query<OfferedPack & { session_id: string }>(
      `SELECT session_id, id, size, sha256 FROM exam_pack WHERE session_id = ANY($1) AND file_id IS NOT NULL`,
      [sessionIds],
    );
    return new Map(rows.map(({ session_id, ...pack }) => [session_id, pack]));
  }

  /** What opens the pack; null when there is none with this id. */
  async secretsOf(
    sql: Queryable,
    id: string,
  ): Promise<{ sessionId: string; layout: PackLayout; sealedKey: string } | null> {
    const [row] = await sql.query<{ sessionId: string; layout: PackLayout; sealedKey: string }>(
      `SELECT session_id AS "sessionId", layout, sealed_key AS "sealedKey" FROM exam_pack WHERE id = $1 AND file_id IS NOT NULL`,
      [id],
    );
    return row ?? null;
  }
}
