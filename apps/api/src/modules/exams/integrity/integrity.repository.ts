import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { Circumstances, Evidence, Sign } from './signs.js';

export interface Examined {
  readonly papers: number;
  readonly onPaper: number;
  readonly onKiosk: number;
  readonly pairs: number | null;
  readonly signs: readonly Sign[];
}

export const REVIEW_OUTCOMES = ['fine', 'follow-up'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

export type Finding = Evidence & {
  readonly id: string;
  readonly sessionId: string;
  readonly attemptIds: readonly string[];
  readonly place: number;
  readonly standing: boolean;
  readonly changedAt: Date;
  readonly outcome: ReviewOutcome | null;
  readonly note: string | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

export interface ReportRow {
  readonly examinedAt: Date;
  readonly papers: number;
  readonly onPaper: number;
  readonly onKiosk: number;
  readonly pairs: number | null;
}

/** SQL: somebody should look: nobody has, or what he looked at has changed since. */
const OPEN = `(f.standing AND (f.reviewed_at IS NULL OR f.changed_at > f.reviewed_at))`;

const FINDING = `
  SELECT f.id, f.session_id AS "sessionId", f.kind, f.attempt_ids AS "attemptIds", f.evidence, f.place, f.standing, f.changed_at AS "changedAt",
    f.outcome, f.note, f.reviewed_by_name AS "reviewedByName", f.reviewed_at AS "reviewedAt", f.version
  FROM exam_integrity_finding f`;

@Injectable()
export class IntegrityRepository {
  /** Exams whose items were counted after their papers were compared; the longest waiting first. Self-tests are anybody's own affair. */
  async toExamine(tx: ReadTx, limit: number): Promise<{ id: string; countedAt: Date }[]> {
    return tx.query(
      `SELECT c.session_id AS id, c.counted_at AS "countedAt" FROM exam_item_count c
       JOIN exam_session s ON s.id = c.session_id LEFT JOIN exam_integrity_report r ON r.session_id = c.session_id
       WHERE s.purpose = 'formal' AND c.counted_at IS NOT NULL AND (r.counted_at IS NULL OR r.counted_at < c.counted_at)
       ORDER BY c.counted_at, c.session_id LIMIT $1`,
      [limit],
    );
  }

  /** By attempt, of those that have ended. */
  async circumstances(tx: ReadTx, sessionId: string): Promise<ReadonlyMap<string, Circumstances>> {
    const rows = await tx.query<Circumstances>(
      `SELECT t.id, t.mode, floor(extract(epoch FROM t.ended_at - t.started_at))::int AS seconds, s.data ->> 'kiosk' AS kiosk,
         array_remove(ARRAY[t.device_id, s.data ->> 'device'] || moved.devices, NULL) AS devices,
         jsonb_build_object('left', g.left, 'awaySeconds', g.away, 'copied', g.copied, 'pasted', g.pasted, 'printed', g.printed) AS signals
       FROM attempt t
       LEFT JOIN attempt_event s ON s.attempt_id = t.id AND s.seq = 1
       CROSS JOIN LATERAL (
         SELECT coalesce(array_agg(e.data ->> 'from') || array_agg(e.data ->> 'to'), '{}') AS devices
         FROM attempt_event e WHERE e.attempt_id = t.id AND e.kind = 'device-changed') moved
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE x ->> 'kind' = 'blur') AS left,
           coalesce(sum((x ->> 'ms')::bigint) FILTER (WHERE x ->> 'kind' = 'focus'), 0)::bigint / 1000 AS away,
           count(*) FILTER (WHERE x ->> 'kind' = 'copy') AS copied, count(*) FILTER (WHERE x ->> 'kind' = 'paste') AS pasted,
           count(*) FILTER (WHERE x ->> 'kind' = 'print') AS printed
         FROM attempt_event e, jsonb_array_elements(e.data -> 'signals') x WHERE e.attempt_id = t.id AND e.kind = 'signals') g
       WHERE t.session_id = $1 AND t.status IN ('submitted', 'expired')`,
      [sessionId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Letters of stem and options together, by version. */
  async characters(tx: ReadTx, versionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ id: string; characters: number }>(
      `SELECT v.id, (char_length(v.stem) + coalesce((SELECT sum(char_length(o ->> 'text')) FROM jsonb_array_elements(v.options) o), 0))::int AS characters
       FROM question_version v WHERE v.id = ANY($1::uuid[])`,
      [versionIds],
    );
    return new Map(rows.map((row) => [row.id, row.characters]));
  }

  /**
   * What was found takes the place of what was found before. A finding that somebody has looked at stays, with his note; one that
   * says something else now wants to be looked at again. Whoever computed from an older count is too late and changes nothing.
   */
  async store(tx: Tx, sessionId: string, countedAt: Date, { signs, ...report }: Examined, now: Date): Promise<void> {
    const [newest] = await tx.query(
      `INSERT INTO exam_integrity_report AS r (session_id, examined_at, counted_at, papers, on_paper, on_kiosk, pairs) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (session_id) DO UPDATE SET examined_at = excluded.examined_at, counted_at = excluded.counted_at, papers = excluded.papers,
         on_paper = excluded.on_paper, on_kiosk = excluded.on_kiosk, pairs = excluded.pairs
       WHERE r.counted_at < excluded.counted_at RETURNING 1 AS stored`,
      [sessionId, now, countedAt, report.papers, report.onPaper, report.onKiosk, report.pairs],
    );
    if (!newest) return;
    const rows = signs.map((sign) => ({ ...sign, id: uuidv7(now.getTime()) }));
    await tx.query(
      `INSERT INTO exam_integrity_finding AS f (id, session_id, kind, subject, attempt_ids, evidence, place, standing, changed_at)
       SELECT n.id, $1, n.kind, n.subject, n."attemptIds", n.evidence, n.place, true, $3
       FROM jsonb_to_recordset($2::jsonb) AS n (id uuid, kind text, subject text, "attemptIds" uuid[], evidence jsonb, place integer)
       ON CONFLICT (session_id, kind, subject) DO UPDATE SET attempt_ids = excluded.attempt_ids, evidence = excluded.evidence,
         place = excluded.place, standing = true, version = f.version + 1, changed_at = excluded.changed_at
       WHERE NOT f.standing OR f.evidence <> excluded.evidence OR f.attempt_ids <> excluded.attempt_ids`,
      [sessionId, JSON.stringify(rows), now],
    );
    const subjects = [signs.map(({ kind }) => kind), signs.map(({ subject }) => subject)];
    const gone = `f.session_id = $1 AND NOT EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS n (kind, subject) WHERE n.kind = f.kind AND n.subject = f.subject)`;
    await tx.query(`DELETE FROM exam_integrity_finding f WHERE f.reviewed_at IS NULL AND ${gone}`, [
      sessionId,
      ...subjects,
    ]);
    await tx.query(
      `UPDATE exam_integrity_finding f SET standing = false, version = f.version + 1 WHERE f.standing AND ${gone}`,
      [sessionId, ...subjects],
    );
  }

  async report(tx: ReadTx, sessionId: string): Promise<ReportRow | null> {
    return tx.one<ReportRow>(
      `SELECT examined_at AS "examinedAt", papers, on_paper AS "onPaper", on_kiosk AS "onKiosk", pairs FROM exam_integrity_report WHERE session_id = $1`,
      [sessionId],
    );
  }

  async counts(tx: ReadTx, sessionId: string): Promise<{ open: number; all: number }> {
    const row = await tx.one<{ open: number; all: number }>(
      `SELECT count(*) FILTER (WHERE ${OPEN})::int AS open, count(*)::int AS all FROM exam_integrity_finding f WHERE f.session_id = $1`,
      [sessionId],
    );
    return row ?? { open: 0, all: 0 };
  }

  list(
    tx: ReadTx,
    sessionId: string,
    given: {
      readonly state: 'open' | 'seen' | undefined;
      readonly after: readonly (string | number)[] | null;
      readonly limit: number;
    },
  ): Promise<Finding[]> {
    const state = given.state === undefined ? 'true' : given.state === 'open' ? OPEN : `NOT ${OPEN}`;
    return tx.query<Finding>(
      `${FINDING} WHERE f.session_id = $1 AND ${state} AND ($2::integer IS NULL OR (f.place, f.id) > ($2, $3::uuid)) ORDER BY f.place, f.id LIMIT $4`,
      [sessionId, given.after?.[0] ?? null, given.after?.[1] ?? null, given.limit],
    );
  }

  find(tx: ReadTx, id: string): Promise<Finding | null> {
    return tx.one<Finding>(`${FINDING} WHERE f.id = $1`, [id]);
  }

  lock(tx: Tx, id: string): Promise<Finding | null> {
    return tx.one<Finding>(`${FINDING} WHERE f.id = $1 FOR UPDATE`, [id]);
  }

  async review(
    tx: Tx,
    id: string,
    by: {
      readonly outcome: ReviewOutcome;
      readonly note: string | null;
      readonly account: { id: string; name: string };
    },
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE exam_integrity_finding SET outcome = $2, note = $3, reviewed_by = $4, reviewed_by_name = $5, reviewed_at = $6, version = version + 1 WHERE id = $1`,
      [id, by.outcome, by.note, by.account.id, by.account.name, now],
    );
  }
}
