import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { codesAbove } from './region-code.js';
import type { RegionLine } from './read-region-file.js';

@Injectable()
export class RegionRepository {
  async exists(tx: ReadTx, code: string): Promise<boolean> {
    return (await tx.one(`SELECT 1 AS found FROM region WHERE code = $1`, [code])) !== null;
  }

  /** Names from the top down, e.g. 山西省 / 长治市 / 长子县. */
  async pathsOf(tx: ReadTx, codes: readonly string[]): Promise<Map<string, string>> {
    const all = [...new Set(codes.flatMap((code) => [code, ...codesAbove(code)]))];
    const rows = await tx.query<{ code: string; name: string }>(`SELECT code, name FROM region WHERE code = ANY($1)`, [
      all,
    ]);
    const names = new Map(rows.map((row) => [row.code, row.name]));
    return new Map(
      codes.map((code) => {
        const path = [...codesAbove(code).toReversed(), code].flatMap((part) => names.get(part) ?? []);
        return [code, path.join(' / ')];
      }),
    );
  }

  async knownOf(tx: ReadTx, codes: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ code: string }>(`SELECT code FROM region WHERE code = ANY($1)`, [codes]);
    return new Set(rows.map((row) => row.code));
  }

  /** One import at a time: two at once would wait for each other's rows in any order. */
  async lockForImport(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('region-import', 0))`);
  }

  /** One statement for one level; parents must be there already. A code that was retired and comes again is valid again. */
  async upsert(
    tx: Tx,
    lines: readonly (RegionLine & { parent: string | null })[],
    today: string,
  ): Promise<{ added: number; changed: number }> {
    const rows = await tx.query<{ added: boolean }>(
      `INSERT INTO region AS r (code, name, parent_code, level)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_code = excluded.parent_code, valid_from = $5, valid_until = NULL
       WHERE (r.name, r.parent_code) IS DISTINCT FROM (excluded.name, excluded.parent_code) OR r.valid_until IS NOT NULL
       RETURNING (xmax = 0) AS added`,
      [
        lines.map((l) => l.code),
        lines.map((l) => l.name),
        lines.map((l) => l.parent),
        lines.map((l) => l.level),
        today,
      ],
    );
    const added = rows.filter((row) => row.added).length;
    return { added, changed: rows.length - added };
  }
}
