import { Injectable } from '@nestjs/common';
import type { ItemTally } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { Correction } from '../attempts/corrections.js';
import { unpackChoices, unpackSeqs } from '../attempts/packed-answers.js';
import { unpackGrade } from '../attempts/packed-grade.js';
import { unpackPaper } from '../attempts/packed-paper.js';
import type { CountedAttempt } from './graded-items.js';

const BATCH = 500;

export interface CountedItem {
  readonly versionId: string;
  readonly questionId: string;
  readonly correctedKey: readonly string[] | null;
  readonly people: number;
  readonly tally: ItemTally;
}

type PackedAttempt = Pick<CountedAttempt, 'id' | 'personId'> & {
  readonly paper: Buffer;
  readonly answers: string;
  readonly seqs: string;
  readonly grades: string;
};

@Injectable()
export class ItemStatisticsRepository {
  /** The exam has grades that no count has seen. */
  async markStale(tx: Tx, sessionId: string, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO exam_item_count AS c (session_id, stale_since) VALUES ($1, $2)
       ON CONFLICT (session_id) DO UPDATE SET stale_since = excluded.stale_since WHERE c.stale_since IS NULL`,
      [sessionId, now],
    );
  }

  /** Whatever no event has told of: attempts that were never counted, corrections that changed nobody's points. */
  async markMissed(tx: Tx, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO exam_item_count AS c (session_id, stale_since)
       SELECT t.session_id, $1 FROM attempt t LEFT JOIN exam_item_count k ON k.session_id = t.session_id
       WHERE t.status IN ('submitted', 'expired') GROUP BY t.session_id, k.attempts, k.counted_at
       HAVING count(*) IS DISTINCT FROM k.attempts OR k.counted_at IS NULL
       ON CONFLICT (session_id) DO UPDATE SET stale_since = excluded.stale_since WHERE c.stale_since IS NULL`,
      [now],
    );
  }

  /** Corrections that were applied after the count. */
  async markCorrected(tx: Tx, now: Date): Promise<void> {
    await tx.query(
      `UPDATE exam_item_count c SET stale_since = $1
       WHERE c.stale_since IS NULL AND EXISTS (
         SELECT 1 FROM exam_regrade_scope x JOIN exam_regrade r ON r.id = x.regrade_id
         WHERE x.session_id = c.session_id AND r.applied_at >= c.counted_at)`,
      [now],
    );
  }

  /**
   * The exam that has waited longest, locked; one in which people still sit is not counted again before `runningSince`. It is
   * taken as counted from now on: who marks it later waits for this transaction and marks it again.
   */
  async take(tx: Tx, runningSince: Date): Promise<{ id: string; corrections: readonly Correction[] } | null> {
    const row = await tx.one<{ id: string }>(
      `SELECT c.session_id AS id FROM exam_item_count c
       WHERE c.stale_since IS NOT NULL AND (c.counted_at IS NULL OR c.counted_at < $1
         OR NOT EXISTS (SELECT 1 FROM attempt t WHERE t.session_id = c.session_id AND t.status = 'open'))
       ORDER BY c.stale_since, c.session_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [runningSince],
    );
    if (!row) return null;
    const session = await tx.one<{ corrections: Correction[] }>(`SELECT corrections FROM exam_session WHERE id = $1`, [
      row.id,
    ]);
    return { id: row.id, corrections: session?.corrections ?? [] };
  }

  /** All ended attempts of an exam, in batches. */
  async *attempts(tx: ReadTx, sessionId: string): AsyncGenerator<CountedAttempt[]> {
    let after: string | null = null;
    for (;;) {
      const rows: PackedAttempt[] = await tx.query<PackedAttempt>(
        `SELECT t.id, t.person_id AS "personId", t.paper, t.answers, t.answer_seqs AS seqs, g.slots AS grades
         FROM attempt t
         JOIN LATERAL (SELECT slots FROM attempt_grade WHERE attempt_id = t.id ORDER BY no DESC LIMIT 1) g ON true
         WHERE t.session_id = $1 AND t.status <> 'open' AND ($2::uuid IS NULL OR t.id > $2) ORDER BY t.id LIMIT ${BATCH}`,
        [sessionId, after],
      );
      if (rows.length > 0) yield rows.map(counted);
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) return;
    }
  }

  /** What was counted of an exam so far. */
  itemsOf(tx: ReadTx, sessionId: string): Promise<{ versionId: string; questionId: string }[]> {
    return tx.query(
      `SELECT version_id AS "versionId", question_id AS "questionId" FROM exam_item_statistic WHERE session_id = $1`,
      [sessionId],
    );
  }

  async store(
    tx: Tx,
    sessionId: string,
    counted: { readonly attempts: number; readonly people: number; readonly items: readonly CountedItem[] },
    now: Date,
  ): Promise<void> {
    await tx.query(`DELETE FROM exam_item_statistic WHERE session_id = $1`, [sessionId]);
    await tx.query(
      `INSERT INTO exam_item_statistic (session_id, version_id, question_id, corrected_key, people, tally)
       SELECT $1, r."versionId", r."questionId", r."correctedKey", r.people, r.tally
       FROM jsonb_to_recordset($2::jsonb) AS r("versionId" uuid, "questionId" uuid, "correctedKey" text[], people integer, tally jsonb)`,
      [sessionId, JSON.stringify(counted.items)],
    );
    await tx.query(
      `UPDATE exam_item_count SET stale_since = NULL, counted_at = $2, attempts = $3, people = $4 WHERE session_id = $1`,
      [sessionId, now, counted.attempts, counted.people],
    );
  }
}

function counted({ id, personId, paper, answers, seqs, grades }: PackedAttempt): CountedAttempt {
  return {
    id,
    personId,
    slots: unpackPaper(paper).slots,
    answers: unpackChoices(answers),
    seqs: unpackSeqs(seqs),
    grades: unpackGrade(grades),
  };
}
