import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { hashOfEvent, LOG_GENESIS, type AttemptEventKind } from './attempt-log.js';
import { AttemptRow } from './attempt.entity.js';

@Injectable()
export class AttemptRepository {
  find(tx: ReadTx, id: string): Promise<AttemptRow | null> {
    return tx.manager.getRepository(AttemptRow).findOneBy({ id });
  }

  findOpen(tx: ReadTx, sessionId: string, personId: string): Promise<AttemptRow | null> {
    return tx.manager.getRepository(AttemptRow).findOneBy({ sessionId, personId, status: 'open' });
  }

  /** Waits for savers under way (they hold a key-share lock) and keeps new ones out until COMMIT. */
  async lock(tx: Tx, id: string): Promise<AttemptRow | null> {
    return tx.repository(AttemptRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async setDevice(tx: Tx, id: string, device: string | null, now: Date): Promise<void> {
    await tx.query(
      `UPDATE attempt SET device_id = $2, device_since = CASE WHEN $2::text IS NOT NULL THEN $3::timestamptz END, revision = revision + 1 WHERE id = $1`,
      [id, device, now],
    );
  }

  /** For the attempt's log alone: savers go on meanwhile. */
  lockLog(tx: Tx, id: string): Promise<AttemptRow | null> {
    return tx.repository(AttemptRow).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async countSignals(tx: ReadTx, attemptId: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT coalesce(sum(jsonb_array_length(data -> 'signals')), 0)::int AS n FROM attempt_event WHERE attempt_id = $1 AND kind = 'signals'`,
      [attemptId],
    );
    return row?.n ?? 0;
  }

  /** One on paper that nobody has written on. */
  async cancel(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query(`UPDATE attempt SET status = 'cancelled', ended_at = $2 WHERE id = $1 AND status = 'open'`, [
      id,
      now,
    ]);
  }

  ofPerson(tx: ReadTx, sessionIds: readonly string[], personId: string): Promise<AttemptSummary[]> {
    return tx.query<AttemptSummary>(
      `SELECT id, session_id, no, status, mode, started_at, deadline, ended_at, score, max_score, passed FROM attempt
       WHERE session_id = ANY($1) AND person_id = $2 AND status <> 'cancelled' ORDER BY session_id, no`,
      [sessionIds, personId],
    );
  }

  /** Is the person in the middle of a formal exam? What would help him there is kept back meanwhile (contract 12). */
  async sitsFormalExam(tx: ReadTx, personId: string, now: Date): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 AS found FROM attempt t JOIN exam_session s ON s.id = t.session_id
       WHERE t.person_id = $1 AND t.status = 'open' AND s.purpose = 'formal' AND (t.paused_at IS NOT NULL
         -- A printed paper is open until it has been keyed in, days after its exam.
         OR CASE t.mode WHEN 'paper' THEN least(t.deadline, greatest(t.started_at, s.opens_at) + make_interval(secs => s.duration_seconds)) ELSE t.deadline END > $2)
       LIMIT 1`,
      [personId, now],
    );
    return row !== null;
  }

  async overdue(tx: Tx, before: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM attempt WHERE status = 'open' AND mode = 'screen' AND paused_at IS NULL AND deadline < $1 ORDER BY deadline LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [before, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Appends to the attempt's own hash chain. The attempt row is locked by the caller, so the chain cannot fork. */
  async log(tx: Tx, attemptId: string, kind: AttemptEventKind, at: Date, data: unknown): Promise<void> {
    const last = await tx.one<{ seq: number; hash: string }>(
      `SELECT seq, hash FROM attempt_event WHERE attempt_id = $1 ORDER BY seq DESC LIMIT 1`,
      [attemptId],
    );
    const event = {
      attemptId,
      seq: (last?.seq ?? 0) + 1,
      at: at.toISOString(),
      kind,
      data,
      prevHash: last?.hash ?? LOG_GENESIS,
    };
    await tx.query(
      `INSERT INTO attempt_event (attempt_id, seq, at, kind, data, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [attemptId, event.seq, event.at, kind, JSON.stringify(data), event.prevHash, hashOfEvent(event)],
    );
  }

  /** The same for many attempts at once, whose rows the caller has locked; one event each. */
  async logMany(
    tx: Tx,
    entries: readonly { attemptId: string; kind: AttemptEventKind; data: unknown }[],
    at: Date,
  ): Promise<void> {
    const heads = await tx.query<{ attempt_id: string; seq: number; hash: string }>(
      `SELECT DISTINCT ON (attempt_id) attempt_id, seq, hash FROM attempt_event WHERE attempt_id = ANY($1) ORDER BY attempt_id, seq DESC`,
      [entries.map((entry) => entry.attemptId)],
    );
    const last = new Map(heads.map((head) => [head.attempt_id, head]));
    const events = entries.map(({ attemptId, kind, data }) => {
      const head = last.get(attemptId);
      const event = {
        attemptId,
        seq: (head?.seq ?? 0) + 1,
        at: at.toISOString(),
        kind,
        data,
        prevHash: head?.hash ?? LOG_GENESIS,
      };
      return { ...event, hash: hashOfEvent(event) };
    });
    await tx.query(
      `INSERT INTO attempt_event (attempt_id, seq, at, kind, data, prev_hash, hash)
       SELECT e.attempt_id, e.seq, $1, e.kind, e.data, e.prev_hash, e.hash
       FROM unnest($2::uuid[], $3::integer[], $4::text[], $5::jsonb[], $6::text[], $7::text[]) AS e (attempt_id, seq, kind, data, prev_hash, hash)`,
      [
        at,
        events.map((event) => event.attemptId),
        events.map((event) => event.seq),
        events.map((event) => event.kind),
        events.map((event) => JSON.stringify(event.data)),
        events.map((event) => event.prevHash),
        events.map((event) => event.hash),
      ],
    );
  }

  /** One more change by others: the candidate's client looks again. */
  async grow(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE attempt SET revision = revision + 1 WHERE id = $1`, [id]);
  }

  async countEvents(tx: ReadTx, attemptId: string, kind: AttemptEventKind): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM attempt_event WHERE attempt_id = $1 AND kind = $2`,
      [attemptId, kind],
    );
    return row?.n ?? 0;
  }
}

export interface AttemptSummary {
  id: string;
  session_id: string;
  no: number;
  status: 'open' | 'submitted' | 'expired';
  mode: 'screen' | 'paper';
  started_at: Date;
  deadline: Date;
  ended_at: Date | null;
  score: number | null;
  max_score: number;
  passed: boolean | null;
}
