import { Injectable } from '@nestjs/common';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { StorableAnswer } from './answers.js';
import { GRACE_MS } from './attempt.js';

export interface StoredAnswer {
  readonly slot: number;
  readonly choice: string;
  /** bigint: pg gives it as text; sequence numbers are safe integers. */
  readonly client_seq: string;
}

/**
 * One statement: is the attempt open, the person's own and in time, and if so take the answers. The key-share lock makes an
 * ending attempt wait for us, or us find it ended; so a save is either in what is graded or refused (law A03).
 */
const SAVE = `
  WITH open_attempt AS (
    SELECT id FROM attempt WHERE id = $1 AND person_id = $2 AND status = 'open' AND deadline >= $3::timestamptz - make_interval(secs => ${GRACE_MS / 1000})
    FOR KEY SHARE
  ), saved AS (
    INSERT INTO answer AS a (attempt_id, slot, choice, client_seq, saved_at)
    SELECT o.id, g.slot, g.choice, g.seq, $3 FROM open_attempt o, unnest($4::smallint[], $5::text[], $6::bigint[]) AS g(slot, choice, seq)
    ON CONFLICT (attempt_id, slot) DO UPDATE SET choice = excluded.choice, client_seq = excluded.client_seq, saved_at = excluded.saved_at
      WHERE a.client_seq < excluded.client_seq
  )
  SELECT count(*)::int AS n FROM open_attempt`;

@Injectable()
export class AnswerRepository {
  constructor(private readonly sql: SqlPool) {}

  /** False when the attempt takes no answers (ended, over, or not this person's). True means committed. */
  async save(attemptId: string, personId: string, answers: readonly StorableAnswer[], now: Date): Promise<boolean> {
    const [row] = await this.sql.query<{ n: number }>('save-answers', SAVE, [
      attemptId,
      personId,
      now,
      answers.map((answer) => answer.slot),
      answers.map((answer) => answer.choice),
      answers.map((answer) => answer.clientSeq),
    ]);
    return row?.n === 1;
  }

  /** The unsent tail of a submission; the attempt is locked by the caller. */
  async saveTail(tx: Tx, attemptId: string, answers: readonly StorableAnswer[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO answer AS a (attempt_id, slot, choice, client_seq, saved_at)
       SELECT $1, g.slot, g.choice, g.seq, $2 FROM unnest($3::smallint[], $4::text[], $5::bigint[]) AS g(slot, choice, seq)
       ON CONFLICT (attempt_id, slot) DO UPDATE SET choice = excluded.choice, client_seq = excluded.client_seq, saved_at = excluded.saved_at
         WHERE a.client_seq < excluded.client_seq`,
      [
        attemptId,
        now,
        answers.map((answer) => answer.slot),
        answers.map((answer) => answer.choice),
        answers.map((answer) => answer.clientSeq),
      ],
    );
  }

  ofAttempt(tx: ReadTx, attemptId: string): Promise<StoredAnswer[]> {
    return tx.query<StoredAnswer>(`SELECT slot, choice, client_seq FROM answer WHERE attempt_id = $1 ORDER BY slot`, [
      attemptId,
    ]);
  }

  ofAttemptNow(attemptId: string): Promise<StoredAnswer[]> {
    return this.sql.query<StoredAnswer>(
      'answers-of-attempt',
      `SELECT slot, choice, client_seq FROM answer WHERE attempt_id = $1 ORDER BY slot`,
      [attemptId],
    );
  }

  async remove(tx: Tx, attemptId: string): Promise<void> {
    await tx.query(`DELETE FROM answer WHERE attempt_id = $1`, [attemptId]);
  }
}
