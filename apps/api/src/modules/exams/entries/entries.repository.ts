import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { EntryRuleKind } from '../sessions/exam-session.entity.js';

export interface EntryRule {
  readonly kind: EntryRuleKind;
  readonly id: string;
}

/** SQL: who is employed on $2 and matches one of the rules (kind, target_id). */
export const matching = (rules: string): string => `
  SELECT DISTINCT e.person_id FROM employment e
  JOIN organisation o ON o.id = e.organisation_id
  JOIN ${rules} r ON CASE r.kind
    WHEN 'region' THEN starts_with(o.region_code, r.target_id)
    WHEN 'organisation' THEN position('/' || r.target_id || '/' IN o.path) > 0
    WHEN 'person' THEN e.person_id = r.target_id::uuid
    WHEN 'post' THEN EXISTS (SELECT 1 FROM post_assignment a WHERE a.employment_id = e.id AND a.post_id = r.target_id::uuid
      AND a.starts_on <= $2::date AND (a.ends_on IS NULL OR a.ends_on > $2::date))
    END
  WHERE e.starts_on <= $2::date AND (e.ends_on IS NULL OR e.ends_on > $2::date)`;

/** … of session $1. */
const MATCHING = matching('(SELECT kind, target_id FROM exam_entry_rule WHERE session_id = $1)');

@Injectable()
export class EntriesRepository {
  async replaceRules(tx: Tx, sessionId: string, rules: readonly EntryRule[]): Promise<void> {
    await tx.query(`DELETE FROM exam_entry_rule WHERE session_id = $1`, [sessionId]);
    await tx.query(
      `INSERT INTO exam_entry_rule (session_id, kind, target_id, position)
       SELECT $1, kind, target, min(position) FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS r(kind, target, position) GROUP BY kind, target`,
      [sessionId, rules.map((rule) => rule.kind), rules.map((rule) => rule.id)],
    );
  }

  rulesOf(
    tx: ReadTx,
    sessionIds: readonly string[],
  ): Promise<{ session_id: string; kind: EntryRuleKind; id: string; name: string }[]> {
    return tx.query(
      `SELECT r.session_id, r.kind, r.target_id AS id,
         coalesce(CASE r.kind
           WHEN 'region' THEN (SELECT name FROM region WHERE code = r.target_id)
           WHEN 'organisation' THEN (SELECT name FROM organisation WHERE id = r.target_id::uuid)
           WHEN 'post' THEN (SELECT name FROM post WHERE id = r.target_id::uuid)
           ELSE (SELECT name FROM person WHERE id = r.target_id::uuid) END, '—') AS name
       FROM exam_entry_rule r WHERE r.session_id = ANY($1) ORDER BY r.session_id, r.position`,
      [sessionIds],
    );
  }

  /** Writes the entry list as of `today`; people of other enterprises under a superior's exam belong to it too. */
  async materialise(tx: Tx, sessionId: string, today: string, now: Date): Promise<number> {
    const rows = await tx.beyondScope(() =>
      tx.query<{ person_id: string }>(
        `INSERT INTO exam_entry (session_id, person_id, added_at) SELECT $1, person_id, $3 FROM (${MATCHING}) m ON CONFLICT DO NOTHING RETURNING person_id`,
        [sessionId, today, now],
      ),
    );
    return rows.length;
  }

  /** Is the person on the list, or does a rule reach him now (late joiner, self-test)? Then he is put on it. */
  async enter(tx: Tx, sessionId: string, personId: string, today: string, now: Date): Promise<boolean> {
    if (await this.isListed(tx, sessionId, personId)) return true;
    const added = await tx.beyondScope(() =>
      tx.query(
        `INSERT INTO exam_entry (session_id, person_id, added_at) SELECT $1, person_id, $4 FROM (${MATCHING}) m WHERE person_id = $3 ON CONFLICT DO NOTHING RETURNING person_id`,
        [sessionId, today, personId, now],
      ),
    );
    // Nobody matched, or somebody else put him on it between the two statements.
    return added.length > 0 || this.isListed(tx, sessionId, personId);
  }

  private async isListed(tx: ReadTx, sessionId: string, personId: string): Promise<boolean> {
    const found = await tx.one(`SELECT 1 AS found FROM exam_entry WHERE session_id = $1 AND person_id = $2`, [
      sessionId,
      personId,
    ]);
    return found !== null;
  }

  /** Where the person sits, by session; only where he has a room. */
  async seatsOf(
    tx: ReadTx,
    sessionIds: readonly string[],
    personId: string,
  ): Promise<ReadonlyMap<string, { readonly room_name: string; readonly seat: number | null }>> {
    const rows = await tx.query<{ session_id: string; room_name: string; seat: number | null }>(
      `SELECT x.session_id, r.name AS room_name, x.seat FROM exam_entry x JOIN exam_room r ON r.id = x.room_id
       WHERE x.session_id = ANY($1) AND x.person_id = $2`,
      [sessionIds, personId],
    );
    return new Map(rows.map((row) => [row.session_id, row]));
  }

  /** Seconds given to this person before he starts. */
  async extensionOf(tx: ReadTx, sessionId: string, personId: string): Promise<number> {
    const row = await tx.one<{ extension_seconds: number }>(
      `SELECT extension_seconds FROM exam_entry WHERE session_id = $1 AND person_id = $2`,
      [sessionId, personId],
    );
    return row?.extension_seconds ?? 0;
  }

  /** Is the person on the list of a session, draft or not, or does a rule of it reach him? */
  async concerns(tx: ReadTx, sessionId: string, personId: string, today: string): Promise<boolean> {
    const row = await tx.beyondScope(() =>
      tx.one(
        `SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM exam_entry WHERE session_id = $1 AND person_id = $3)
           OR EXISTS (SELECT 1 FROM (${MATCHING}) m WHERE m.person_id = $3)`,
        [sessionId, today, personId],
      ),
    );
    return row !== null;
  }

  /** Published sessions that this person may take part in: listed, or reached by a rule today. */
  async sessionsFor(tx: ReadTx, personId: string, today: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT s.id FROM exam_session s WHERE s.status = 'published' AND (
         EXISTS (SELECT 1 FROM exam_entry x WHERE x.session_id = s.id AND x.person_id = $1)
         OR EXISTS (SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
            JOIN exam_entry_rule r ON r.session_id = s.id AND CASE r.kind
              WHEN 'region' THEN starts_with(o.region_code, r.target_id)
              WHEN 'organisation' THEN position('/' || r.target_id || '/' IN o.path) > 0
              WHEN 'person' THEN e.person_id = r.target_id::uuid
              WHEN 'post' THEN EXISTS (SELECT 1 FROM post_assignment a WHERE a.employment_id = e.id AND a.post_id = r.target_id::uuid
                AND a.starts_on <= $2::date AND (a.ends_on IS NULL OR a.ends_on > $2::date)) END
            WHERE e.person_id = $1 AND e.starts_on <= $2::date AND (e.ends_on IS NULL OR e.ends_on > $2::date)))`,
      [personId, today],
    );
    return rows.map((row) => row.id);
  }
}
