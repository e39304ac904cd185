import { Injectable } from '@nestjs/common';
import type { ItemFlag } from '@zhian/question-bank';
import type { Tx } from '../../../platform/db/tx.js';
import { placeOfFlagged, wantsLook, type Flagged } from './flag-rules.js';

export interface FlagRow extends Flagged {
  readonly versionId: string;
  readonly questionId: string;
  readonly open: boolean;
  readonly handledFlags: ItemFlag[] | null;
  readonly handledAsked: number | null;
  readonly note: string | null;
  readonly handledByName: string | null;
  readonly handledAt: Date | null;
  readonly version: number;
}

export const FLAG_COLUMNS = `f.version_id AS "versionId", f.question_id AS "questionId", f.flags, f.asked, f.open, f.handled_flags AS "handledFlags",
  f.handled_asked AS "handledAsked", f.note, f.handled_by_name AS "handledByName", f.handled_at AS "handledAt", f.version`;

@Injectable()
export class FlagRepository {
  async lock(tx: Tx, versionIds: readonly string[]): Promise<ReadonlyMap<string, FlagRow>> {
    const rows = await tx.query<FlagRow>(
      `SELECT ${FLAG_COLUMNS} FROM exam_item_flag f WHERE f.version_id = ANY($1::uuid[]) ORDER BY f.version_id FOR UPDATE`,
      [versionIds],
    );
    return new Map(rows.map((row) => [row.versionId, row]));
  }

  /** What was counted anew of these versions. One that shows nothing any more is forgotten, unless somebody has dealt with it. */
  async store(tx: Tx, counted: readonly (Flagged & { versionId: string; questionId: string })[]): Promise<void> {
    const known = await this.lock(
      tx,
      counted.map(({ versionId }) => versionId),
    );
    const kept = counted.filter(({ versionId, flags }) => flags.length > 0 || known.get(versionId)?.handledAt);
    const rows = kept.map((item) => ({
      ...item,
      place: placeOfFlagged(item),
      open: wantsLook(item, handledOf(known.get(item.versionId))),
    }));
    await tx.query(
      `INSERT INTO exam_item_flag AS f (version_id, question_id, flags, asked, place, open)
       SELECT r."versionId", r."questionId", r.flags, r.asked, r.place, r.open
       FROM jsonb_to_recordset($1::jsonb) AS r ("versionId" uuid, "questionId" uuid, flags text[], asked integer, place integer, open boolean)
       ON CONFLICT (version_id) DO UPDATE SET flags = excluded.flags, asked = excluded.asked, place = excluded.place, open = excluded.open, version = f.version + 1
       WHERE (f.flags, f.asked, f.open) IS DISTINCT FROM (excluded.flags, excluded.asked, excluded.open)`,
      [JSON.stringify(rows)],
    );
    const keptIds = new Set(kept.map(({ versionId }) => versionId));
    await tx.query(`DELETE FROM exam_item_flag WHERE version_id = ANY($1::uuid[])`, [
      counted.map(({ versionId }) => versionId).filter((id) => !keptIds.has(id)),
    ]);
  }

  async handle(
    tx: Tx,
    versionId: string,
    by: { readonly note: string; readonly accountId: string; readonly name: string },
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE exam_item_flag SET open = false, handled_flags = flags, handled_asked = asked, note = $2, handled_by = $3, handled_by_name = $4,
         handled_at = $5, version = version + 1 WHERE version_id = $1`,
      [versionId, by.note, by.accountId, by.name, now],
    );
  }
}

function handledOf(row: FlagRow | undefined): Flagged | null {
  if (!row || row.handledFlags === null || row.handledAsked === null) return null;
  return { flags: row.handledFlags, asked: row.handledAsked };
}
