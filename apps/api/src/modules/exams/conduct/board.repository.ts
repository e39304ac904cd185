import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { AttemptStatus } from '../attempts/attempt.js';
import { UNIT_NAME, UNIT_OF } from './rooms.repository.js';

export interface BoardRow {
  readonly person_id: string;
  readonly name: string;
  readonly unit_name: string | null;
  readonly room_id: string | null;
  readonly seat: number | null;
  readonly extension_seconds: number;
  readonly attempt_id: string | null;
  readonly status: AttemptStatus | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly deadline: Date | null;
  readonly paused_at: Date | null;
  readonly bound: boolean | null;
  readonly on_paper: boolean | null;
  readonly seen_at: Date | null;
  readonly online: boolean | null;
  readonly answered: number;
  readonly signals: number;
  readonly incidents: number;
}

/**
 * Everybody with his newest attempt, in one statement. Answers of open attempts are counted from the hot table by one pass over
 * their keys; those of ended attempts from what they were folded into. Signals: what the log has, or more where presence has
 * counted on after the log was full.
 */
const BOARD = `
  WITH x AS (
    SELECT x.person_id, x.room_id, x.seat, x.extension_seconds, p.name, coalesce(r.position, 2147483647) AS place
    FROM exam_entry x JOIN person p ON p.id = x.person_id LEFT JOIN exam_room r ON r.id = x.room_id
    WHERE x.session_id = $1 AND ($2::uuid[] IS NULL OR x.room_id = ANY($2))
    ORDER BY place, x.seat NULLS LAST, p.name, x.person_id LIMIT $3
  ), works AS (
    SELECT x.person_id, u.* FROM x LEFT JOIN ${UNIT_OF}
  ), unit AS (
    SELECT u.unit_id, ${UNIT_NAME} AS name FROM (SELECT DISTINCT unit_id, unit_at, unit_own_name FROM works) u
  ), t AS (
    SELECT DISTINCT ON (person_id) id, person_id, status, started_at, ended_at, deadline, paused_at, extension_seconds, device_id, mode, answers
    FROM attempt WHERE session_id = $1 AND person_id IN (SELECT person_id FROM x) AND status <> 'cancelled' ORDER BY person_id, no DESC
  ), answered AS (
    SELECT attempt_id, count(*)::int AS n FROM answer WHERE choice <> '' AND attempt_id IN (SELECT id FROM t WHERE status = 'open') GROUP BY attempt_id
  ), logged AS (
    SELECT attempt_id, sum(jsonb_array_length(data -> 'signals'))::int AS n FROM attempt_event
    WHERE kind = 'signals' AND attempt_id IN (SELECT id FROM t) GROUP BY attempt_id
  ), noted AS (
    SELECT data ->> 'personId' AS person_id, count(*)::int AS n FROM exam_session_event WHERE session_id = $1 AND kind IN ('incident', 'paper-refused') GROUP BY 1
  )
  SELECT x.person_id, x.name, unit.name AS unit_name, x.room_id, x.seat, coalesce(t.extension_seconds, x.extension_seconds) AS extension_seconds,
    t.id AS attempt_id, t.status, t.started_at, t.ended_at, t.deadline, t.paused_at, t.device_id IS NOT NULL AS bound, t.mode = 'paper' AS on_paper, s.seen_at, s.online,
    CASE WHEN t.status = 'open' THEN coalesce(answered.n, 0) WHEN t.answers IS NULL THEN 0
      ELSE cardinality(array_remove(string_to_array(t.answers, ','), '')) END AS answered,
    greatest(coalesce(logged.n, 0), coalesce(s.signals, 0)) AS signals, coalesce(noted.n, 0) AS incidents
  FROM x LEFT JOIN t ON t.person_id = x.person_id LEFT JOIN answered ON answered.attempt_id = t.id
  LEFT JOIN logged ON logged.attempt_id = t.id LEFT JOIN attempt_presence s ON s.attempt_id = t.id
  LEFT JOIN noted ON noted.person_id = x.person_id::text
  LEFT JOIN works ON works.person_id = x.person_id LEFT JOIN unit ON unit.unit_id = works.unit_id
  ORDER BY x.place, x.seat NULLS LAST, x.name, x.person_id`;

export interface BoardRoom {
  readonly id: string;
  readonly name: string;
  readonly invigilators: string[];
  readonly entries: number;
  readonly submitted: number;
}

const ROOMS = `
  SELECT r.id, r.name,
    coalesce((SELECT json_agg(a.display_name ORDER BY a.display_name) FROM exam_invigilator i JOIN account a ON a.id = i.account_id WHERE i.room_id = r.id), '[]') AS invigilators,
    count(x.person_id)::int AS entries,
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status IN ('submitted', 'expired'))
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status = 'open'))::int AS submitted
  FROM exam_room r LEFT JOIN exam_entry x ON x.room_id = r.id
  WHERE r.session_id = $1 GROUP BY r.id ORDER BY r.position, r.id`;

@Injectable()
export class BoardRepository {
  candidates(tx: ReadTx, sessionId: string, rooms: readonly string[] | null, limit: number): Promise<BoardRow[]> {
    return tx.query<BoardRow>(BOARD, [sessionId, rooms, limit]);
  }

  /** For sessions that are too large to list. */
  async counts(tx: ReadTx, sessionId: string): Promise<{ entries: number; open: number; ended: number }> {
    const row = await tx.one<{ entries: number; open: number; ended: number }>(
      `SELECT count(*)::int AS entries, count(*) FILTER (WHERE t.open)::int AS open, count(*) FILTER (WHERE NOT t.open)::int AS ended
       FROM exam_entry x LEFT JOIN (SELECT person_id, bool_or(status = 'open') AS open FROM attempt WHERE session_id = $1 AND status <> 'cancelled' GROUP BY person_id) t
         ON t.person_id = x.person_id WHERE x.session_id = $1`,
      [sessionId],
    );
    return row ?? { entries: 0, open: 0, ended: 0 };
  }

  rooms(tx: ReadTx, sessionId: string): Promise<BoardRoom[]> {
    return tx.query<BoardRoom>(ROOMS, [sessionId]);
  }
}
