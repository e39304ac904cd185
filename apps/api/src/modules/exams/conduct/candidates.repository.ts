import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { AttemptStatus } from '../attempts/attempt.js';

/** One person of the entry list with his newest attempt. */
export interface CandidateRow {
  readonly person_id: string;
  readonly name: string;
  readonly room_id: string | null;
  readonly entry_extension: number;
  readonly attempt_id: string | null;
  readonly status: AttemptStatus | null;
  readonly deadline: Date | null;
  readonly paused_at: Date | null;
  readonly extension_seconds: number | null;
  readonly device_id: string | null;
}

export interface OpenAttempt {
  readonly id: string;
  readonly person_id: string;
  readonly deadline: Date;
  readonly paused_at: Date | null;
  readonly extension_seconds: number;
}

@Injectable()
export class CandidatesRepository {
  /**
   * The named people of the entry list, those in the caller's rooms only. The caller has been let in to conduct this session, so
   * its candidates are his business whatever organisation employs them.
   */
  named(
    tx: ReadTx,
    sessionId: string,
    personIds: readonly string[],
    rooms: readonly string[] | null,
  ): Promise<CandidateRow[]> {
    return tx.beyondScope(() =>
      tx.query<CandidateRow>(
        `SELECT x.person_id, p.name, x.room_id, x.extension_seconds AS entry_extension, t.id AS attempt_id, t.status, t.deadline, t.paused_at,
           t.extension_seconds, t.device_id
         FROM exam_entry x JOIN person p ON p.id = x.person_id
         LEFT JOIN LATERAL (SELECT * FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status <> 'cancelled' ORDER BY t.no DESC LIMIT 1) t ON true
         WHERE x.session_id = $1 AND x.person_id = ANY($2) AND ($3::uuid[] IS NULL OR x.room_id = ANY($3))
         ORDER BY p.name, x.person_id`,
        [sessionId, personIds, rooms],
      ),
    );
  }

  /** Locked in one order, so that two who act at once wait for each other. Submissions under way are waited for. */
  lockOpen(tx: Tx, sessionId: string, personIds: readonly string[] | null): Promise<OpenAttempt[]> {
    return tx.query<OpenAttempt>(
      `SELECT id, person_id, deadline, paused_at, extension_seconds FROM attempt
       WHERE session_id = $1 AND status = 'open' AND mode = 'screen' AND ($2::uuid[] IS NULL OR person_id = ANY($2)) ORDER BY id FOR NO KEY UPDATE`,
      [sessionId, personIds],
    );
  }

  async move(tx: Tx, moved: readonly { id: string; deadline: Date; seconds: number }[]): Promise<void> {
    await tx.query(
      `UPDATE attempt t SET deadline = m.deadline, extension_seconds = t.extension_seconds + m.seconds, revision = t.revision + 1
       FROM unnest($1::uuid[], $2::timestamptz[], $3::integer[]) AS m (id, deadline, seconds) WHERE t.id = m.id`,
      [moved.map(({ id }) => id), moved.map(({ deadline }) => deadline), moved.map(({ seconds }) => seconds)],
    );
  }

  async extendEntries(tx: Tx, sessionId: string, personIds: readonly string[], seconds: number): Promise<void> {
    await tx.query(
      `UPDATE exam_entry SET extension_seconds = greatest(0, extension_seconds + $3) WHERE session_id = $1 AND person_id = ANY($2)`,
      [sessionId, personIds, seconds],
    );
  }

  async extendSession(tx: Tx, sessionId: string, seconds: number): Promise<void> {
    await tx.query(`UPDATE exam_session SET extension_seconds = extension_seconds + $2 WHERE id = $1`, [
      sessionId,
      seconds,
    ]);
  }

  /**
   * ends_at: the last instant at which anybody may still be sitting, where that is after closes_at. It writes the row in any
   * case: a start that has read the session, and the person's own extension with it, must find it changed.
   */
  async settleEnd(tx: Tx, sessionId: string): Promise<void> {
    await tx.query(
      `UPDATE exam_session s SET ends_at = CASE WHEN s.closes_at IS NOT NULL THEN nullif(greatest(s.closes_at,
         s.closes_at + make_interval(secs => s.extension_seconds + coalesce((SELECT max(x.extension_seconds) FROM exam_entry x WHERE x.session_id = s.id), 0)),
         (SELECT max(t.deadline) FROM attempt t WHERE t.session_id = s.id AND t.status = 'open' AND t.mode = 'screen')), s.closes_at) END
       WHERE s.id = $1`,
      [sessionId],
    );
  }

  async pause(tx: Tx, sessionId: string, now: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE attempt SET paused_at = $2, revision = revision + 1 WHERE session_id = $1 AND status = 'open' AND mode = 'screen' AND paused_at IS NULL RETURNING id`,
      [sessionId, now],
    );
    return rows.map((row) => row.id);
  }

  /** Gives the time back to the millisecond. */
  async resume(tx: Tx, sessionId: string, now: Date): Promise<{ id: string; deadline: Date }[]> {
    return tx.query(
      `UPDATE attempt SET deadline = deadline + ($2::timestamptz - paused_at), paused_at = NULL, revision = revision + 1
       WHERE session_id = $1 AND status = 'open' AND paused_at IS NOT NULL RETURNING id, deadline`,
      [sessionId, now],
    );
  }
}
