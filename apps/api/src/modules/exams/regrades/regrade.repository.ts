import { Injectable } from '@nestjs/common';
import type { PaperSlot, SlotGrade } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import type { Correction } from '../attempts/corrections.js';
import type { GradingRules } from '../attempts/grade-attempt.js';
import { unpackChoices } from '../attempts/packed-answers.js';
import { packGrade, unpackGrade } from '../attempts/packed-grade.js';
import { unpackPaper } from '../attempts/packed-paper.js';
import { RegradeRow } from './regrade.entity.js';

/** A session as grading needs it. */
export interface GradedSession extends GradingRules {
  readonly id: string;
  readonly title: string;
  readonly purpose: 'formal' | 'self_test';
}

export interface AttemptToRegrade {
  readonly id: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly no: number;
  readonly paper: { readonly slots: PaperSlot[]; readonly totalPoints: number };
  readonly answers: FoldedAnswers;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly endedAt: Date;
  readonly slots: readonly SlotGrade[];
  /** Of the newest grade. */
  readonly gradeNo: number;
}

type PackedAttempt = Omit<AttemptToRegrade, 'paper' | 'answers' | 'slots'> & {
  readonly paper: Buffer;
  readonly answers: string;
  readonly slots: string;
};

export interface NewGrade {
  readonly attemptId: string;
  readonly no: number;
  readonly scheme: string;
  readonly score: number;
  readonly max: number;
  readonly passed: boolean;
  readonly rightCount: number;
  readonly slots: readonly SlotGrade[];
}

/**
 * The sixteen bytes of a version stand in a packed paper where it was asked and nowhere else: ids are random enough. To unpack
 * each paper (paper_slots) would say the same, sixteen times as slowly; an exam of thousands is gone through as a whole here.
 */
const ASKED = `position(uuid_send($2::uuid) IN t.paper) > 0`;
/** With a grade; one that was cancelled has none. */
const ENDED = `('submitted', 'expired')`;

@Injectable()
export class RegradeRepository {
  async insert(tx: Tx, row: RegradeRow, sessionIds: readonly string[]): Promise<void> {
    await tx.repository(RegradeRow).insert(row);
    await tx.query(
      `INSERT INTO exam_regrade_scope (regrade_id, session_id) SELECT $1, s FROM unnest($2::uuid[]) AS s`,
      [row.id, sessionIds],
    );
  }

  find(tx: ReadTx, id: string): Promise<RegradeRow | null> {
    return tx.manager.getRepository(RegradeRow).findOneBy({ id });
  }

  lock(tx: Tx, id: string): Promise<RegradeRow | null> {
    return tx.repository(RegradeRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The one that has waited longest; another worker's is left alone. */
  async takeApplying(tx: Tx): Promise<RegradeRow | null> {
    return tx.repository(RegradeRow).findOne({
      where: { status: 'applying' },
      order: { decidedAt: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
  }

  async update(tx: Tx, id: string, change: Partial<Omit<RegradeRow, 'id'>>): Promise<void> {
    await tx.repository(RegradeRow).update({ id }, change);
  }

  async scopeOf(tx: ReadTx, id: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT session_id AS id FROM exam_regrade_scope WHERE regrade_id = $1 ORDER BY session_id`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Under which enterprise it stands in the audit. */
  async enterpriseOf(tx: ReadTx, { organisationId }: Pick<RegradeRow, 'organisationId'>): Promise<string | null> {
    const row = await tx.one<{ id: string }>(`SELECT enterprise_id AS id FROM organisation WHERE id = $1`, [
      organisationId,
    ]);
    return row?.id ?? null;
  }

  /** Was the question asked in this session, or may it still be? */
  async asked(tx: ReadTx, sessionId: string, versionId: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 AS found FROM exam_session s WHERE s.id = $1 AND (s.pool @> jsonb_build_array(jsonb_build_object('versionId', $2::text))
         OR EXISTS (SELECT 1 FROM attempt t WHERE t.session_id = s.id AND ${ASKED}))`,
      [sessionId, versionId],
    );
    return row !== null;
  }

  /** Was this person asked the question in earnest, or is he being asked it now? */
  async wasAsked(tx: ReadTx, sessionIds: readonly string[], versionId: string, personId: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 AS found FROM attempt t JOIN exam_session s ON s.id = t.session_id AND s.purpose = 'formal'
       WHERE t.session_id = ANY($1::uuid[]) AND ${ASKED} AND t.person_id = $3 LIMIT 1`,
      [sessionIds, versionId, personId],
    );
    return row !== null;
  }

  /** Sessions whose papers may hold the version; `within` is a condition on the organisation `o`. */
  async sessionsWith(tx: ReadTx, versionId: string, within: (parameters: unknown[]) => string): Promise<string[]> {
    const parameters: unknown[] = [versionId];
    const rows = await tx.query<{ id: string }>(
      `SELECT s.id FROM exam_session s JOIN organisation o ON o.id = s.organisation_id
       WHERE s.status <> 'draft' AND pool_versions(s.pool) @> ARRAY[$1::uuid]
         AND ${within(parameters)} ORDER BY s.id`,
      parameters,
    );
    return rows.map((row) => row.id);
  }

  /** A request for the same question of one of these sessions that waits for its second person. */
  async waiting(tx: ReadTx, versionId: string, sessionIds: readonly string[]): Promise<string | null> {
    const row = await tx.one<{ id: string }>(
      `SELECT r.id FROM exam_regrade r JOIN exam_regrade_scope x ON x.regrade_id = r.id
       WHERE r.version_id = $1 AND r.status = 'requested' AND x.session_id = ANY($2::uuid[]) LIMIT 1`,
      [versionId, sessionIds],
    );
    return row?.id ?? null;
  }

  async applyingAmong(tx: ReadTx, sessionIds: readonly string[]): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 AS found FROM exam_regrade r JOIN exam_regrade_scope x ON x.regrade_id = r.id
       WHERE r.status = 'applying' AND x.session_id = ANY($1::uuid[]) LIMIT 1`,
      [sessionIds],
    );
    return row !== null;
  }

  sessions(tx: ReadTx, ids: readonly string[]): Promise<GradedSession[]> {
    return tx.query<GradedSession>(
      `SELECT id, title, purpose, scoring_scheme AS "scoringScheme", pass_hundredths AS "passHundredths", corrections
       FROM exam_session WHERE id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }

  /** Locked in the order of their ids, so that two approvals wait for each other. */
  async lockSessions(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`SELECT 1 FROM exam_session WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [ids]);
  }

  /** From COMMIT on every grading of these sessions goes by it. */
  async addCorrection(tx: Tx, ids: readonly string[], correction: Correction): Promise<void> {
    await tx.query(`UPDATE exam_session SET corrections = corrections || $2::jsonb WHERE id = ANY($1::uuid[])`, [
      ids,
      JSON.stringify([correction]),
    ]);
  }

  /** How far each session has come, from the beginning. */
  async beginProgress(tx: Tx, id: string, versionId: string): Promise<void> {
    await tx.query(
      `UPDATE exam_regrade_scope x SET seen = 0,
         attempts = (SELECT count(*) FROM attempt t WHERE t.session_id = x.session_id AND ${ASKED} AND t.status IN ${ENDED})
       WHERE x.regrade_id = $1`,
      [id, versionId],
    );
  }

  async addProgress(tx: Tx, id: string, attempts: readonly AttemptToRegrade[]): Promise<void> {
    await tx.query(
      `UPDATE exam_regrade_scope x SET seen = x.seen + n, attempts = greatest(x.attempts, x.seen + n)
       FROM (SELECT s, count(*)::int AS n FROM unnest($2::uuid[]) AS s GROUP BY s) AS looked
       WHERE x.regrade_id = $1 AND x.session_id = looked.s`,
      [id, attempts.map((attempt) => attempt.sessionId)],
    );
  }

  /** Attempts looked at in all. */
  async endProgress(tx: Tx, id: string): Promise<number> {
    const rows = await tx.query<{ seen: number }>(
      `UPDATE exam_regrade_scope SET attempts = seen WHERE regrade_id = $1 RETURNING seen`,
      [id],
    );
    return rows.reduce((sum, row) => sum + row.seen, 0);
  }

  async countOpen(tx: ReadTx, sessionIds: readonly string[], versionId: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM attempt t WHERE t.session_id = ANY($1::uuid[]) AND ${ASKED} AND t.status = 'open'`,
      [sessionIds, versionId],
    );
    return row?.n ?? 0;
  }

  /** Ended attempts of the sessions, whatever they were asked, in the order of their ids. No paper is looked at. */
  async ended(tx: ReadTx, sessionIds: readonly string[], after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM attempt WHERE session_id = ANY($1::uuid[]) AND status IN ${ENDED} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [sessionIds, after, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Those of them in which the question was asked. */
  async askedOf(
    tx: ReadTx,
    ids: readonly string[],
    versionId: string,
    lock: 'FOR NO KEY UPDATE OF t' | '' = '',
  ): Promise<AttemptToRegrade[]> {
    const rows = await tx.query<PackedAttempt>(
      `SELECT t.id, t.session_id AS "sessionId", t.person_id AS "personId", t.no, t.paper, t.answers, t.score, t.max_score AS "maxScore",
         t.passed, t.ended_at AS "endedAt", g.slots, g.no AS "gradeNo"
       FROM attempt t JOIN LATERAL (SELECT slots, no FROM attempt_grade WHERE attempt_id = t.id ORDER BY no DESC LIMIT 1) g ON true
       WHERE t.id = ANY($1::uuid[]) AND ${ASKED} ORDER BY t.id ${lock}`,
      [ids, versionId],
    );
    return rows.map((row) => ({
      ...row,
      paper: unpackPaper(row.paper),
      answers: unpackChoices(row.answers),
      slots: unpackGrade(row.slots),
    }));
  }

  /**
   * Waits for whoever is ending an attempt of these sessions at this moment, perhaps by what was known before the approval; who
   * comes later reads it. Savers are not in the way.
   */
  async awaitEndings(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT 1 FROM attempt WHERE session_id = ANY($1::uuid[]) AND status = 'open' ORDER BY id FOR KEY SHARE`,
      [sessionIds],
    );
  }

  /** The rows of the attempts are locked by the caller. */
  async store(
    tx: Tx,
    regrade: { readonly id: string; readonly reason: string },
    grades: readonly NewGrade[],
    now: Date,
  ): Promise<void> {
    const of = <T>(field: (grade: NewGrade) => T): T[] => grades.map(field);
    await tx.query(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[], $5::integer[], $6::boolean[], $7::integer[], $8::text[])
           AS g (attempt_id, no, scheme, score, max_score, passed, right_count, slots)
       ), moved AS (
         UPDATE attempt t SET score = g.score, max_score = g.max_score, passed = g.passed, right_count = g.right_count, revision = t.revision + 1
         FROM given g WHERE t.id = g.attempt_id AND t.status <> 'open'
       )
       INSERT INTO attempt_grade (attempt_id, no, scheme, score, max_score, passed, slots, reason, graded_at, regrade_id)
       SELECT attempt_id, no, scheme, score, max_score, passed, slots, $9, $10, $11 FROM given`,
      [
        of((grade) => grade.attemptId),
        of((grade) => grade.no),
        of((grade) => grade.scheme),
        of((grade) => grade.score),
        of((grade) => grade.max),
        of((grade) => grade.passed),
        of((grade) => grade.rightCount),
        of((grade) => packGrade(grade.slots)),
        regrade.reason,
        now,
        regrade.id,
      ],
    );
  }
}
