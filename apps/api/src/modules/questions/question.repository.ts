import { Injectable } from '@nestjs/common';
import { contentFingerprint, knowledgePath, type QuestionDraft } from '@zhian/question-bank';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { afterWrite } from './review/review-rules.js';
import { draftOf, type StoredContent } from './question-draft.js';
import { QuestionKeyRow, QuestionRow, QuestionVersionRow } from './question.entity.js';

export interface NewQuestion {
  readonly draft: QuestionDraft;
  readonly postIds: readonly string[];
  readonly field?: string | null | undefined;
  /** Goes on being written; else it waits for review where the bank asks for one. */
  readonly draftOnly?: boolean | undefined;
  /** The shared question and its version that this one is taken over from. */
  readonly origin?: { readonly questionId: string; readonly versionId: string } | undefined;
}

export interface InsertedQuestion {
  readonly id: string;
  readonly versionId: string;
  readonly fingerprint: string;
}

export interface KnownQuestion {
  readonly id: string;
  readonly stem: string;
}

/** Rows per statement: set-based, and no statement of tens of megabytes. */
const CHUNK = 2000;

const GIVEN = `
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(
    id uuid, version_id uuid, fingerprint text, category text, knowledge_point text, difficulty smallint,
    source_clause text, criteria_clause text, field text, review text, origin_question_id uuid, origin_version_id uuid,
    type text, stem text, options jsonb, images jsonb, correct jsonb, explanation text, posts jsonb)`;

/** The rows of an import, with what they get that say nothing themselves. */
const STAGED = `
  SELECT s.id, s.version_id, s.fingerprint, coalesce(s.category, $6) AS category, coalesce(s.knowledge_point, $7) AS knowledge_point,
    s.difficulty, coalesce(s.source_clause, $8) AS source_clause, s.criteria_clause, NULL::text AS field, $9::text AS review,
    NULL::uuid AS origin_question_id, NULL::uuid AS origin_version_id, s.type, s.stem, s.options, s.images, s.correct,
    s.explanation, $10::jsonb AS posts
  FROM question_import_row s WHERE s.import_id = $1 AND s.kind IN ('new', 'near')`;

const storing = (input: string): string => `
  WITH input AS (${input}
  ), fresh AS (
    INSERT INTO question (id, organisation_id, current_version_id, fingerprint, review, approved_version_id, approved_fingerprint,
      category, knowledge_point, difficulty, source_clause, criteria_clause, field, origin_question_id, origin_version_id, created_at, updated_at)
    SELECT id, $2, version_id, fingerprint, review,
      CASE WHEN review = 'approved' THEN version_id END, CASE WHEN review = 'approved' THEN fingerprint END,
      category, knowledge_point, difficulty, source_clause, criteria_clause, field, origin_question_id, origin_version_id, $3, $3
    FROM input
    -- Words that papers draw are taken, also while a newer version of them waits for its review.
    WHERE NOT EXISTS (SELECT 1 FROM question known WHERE known.organisation_id = $2 AND known.status = 'active'
                      AND known.approved_fingerprint = input.fingerprint)
    ORDER BY fingerprint
    ON CONFLICT (organisation_id, fingerprint) WHERE status = 'active' DO NOTHING
    RETURNING id
  ), versions AS (
    INSERT INTO question_version (id, question_id, no, type, stem, options, images, created_by, created_by_name, created_at)
    SELECT i.version_id, i.id, 1, i.type, i.stem, i.options, i.images, $4, $5, $3 FROM input i JOIN fresh USING (id)
  ), requested AS (
    INSERT INTO question_review (id, question_id, version_id, deed, by_account_id, by_name, at)
    SELECT gen_random_uuid(), i.id, i.version_id, 'requested', $4, $5, $3 FROM input i JOIN fresh USING (id) WHERE i.review = 'in_review'
  ), keys AS (
    INSERT INTO question_key (version_id, correct, explanation)
    SELECT i.version_id, ARRAY(SELECT jsonb_array_elements_text(i.correct)), i.explanation FROM input i JOIN fresh USING (id)
  ), posts AS (
    INSERT INTO question_post (question_id, post_id)
    SELECT i.id, p.id::uuid FROM input i JOIN fresh USING (id), jsonb_array_elements_text(i.posts) AS p(id)
  )`;

const INSERT = `${storing(GIVEN)} SELECT id FROM fresh`;
const INSERT_STAGED = `${storing(STAGED)} SELECT count(*)::int AS stored FROM fresh`;

@Injectable()
export class QuestionRepository {
  constructor(private readonly clock: Clock) {}

  /** One import or bulk creation at a time per bank, so that two of them cannot lock each other out row by row. */
  async lockBank(tx: Tx, organisationId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`question-bank:${organisationId}`]);
  }

  /** Does the bank ask for a review? Hold the bank's lock to rely on the answer. */
  async reviewRequired(tx: ReadTx, organisationId: string): Promise<boolean> {
    const row = await tx.one<{ required: boolean }>(
      `SELECT review_required AS required FROM question_bank WHERE organisation_id = $1`,
      [organisationId],
    );
    return row?.required ?? false;
  }

  /**
   * Inserts questions with their first version; those whose fingerprint is active in the bank already are left out. Where the
   * bank asks for a review they wait for it.
   */
  async insertMany(
    tx: Tx,
    organisationId: string,
    questions: readonly (NewQuestion & { readonly fingerprint: string })[],
  ): Promise<InsertedQuestion[]> {
    const inserted: InsertedQuestion[] = [];
    const reviewRequired = await this.reviewRequired(tx, organisationId);
    for (let at = 0; at < questions.length; at += CHUNK) {
      const rows = questions.slice(at, at + CHUNK).map((question) => toInput(question, reviewRequired));
      const fresh = await tx.query<{ id: string }>(INSERT, [
        JSON.stringify(rows),
        organisationId,
        this.clock.now(),
        tx.ctx.accountIdOrNull,
        tx.ctx.actorName,
      ]);
      const ids = new Set(fresh.map((row) => row.id));
      inserted.push(
        ...rows
          .filter((row) => ids.has(row.id))
          .map((row) => ({ id: row.id, versionId: row.version_id, fingerprint: row.fingerprint })),
      );
    }
    return inserted;
  }

  /** The same for the questions of an import that wait in the database; returns how many were stored. */
  async insertStaged(
    tx: Tx,
    organisationId: string,
    importId: string,
    defaults: Pick<NewQuestion['draft'], 'category' | 'knowledgePoint' | 'sourceClause'> & Pick<NewQuestion, 'postIds'>,
  ): Promise<number> {
    const reviewRequired = await this.reviewRequired(tx, organisationId);
    // What was just written has no statistics: taken for a few rows, tens of thousands would be joined one by one.
    await tx.query(`SELECT set_config('enable_nestloop', 'off', true)`);
    const row = await tx.one<{ stored: number }>(INSERT_STAGED, [
      importId,
      organisationId,
      this.clock.now(),
      tx.ctx.accountIdOrNull,
      tx.ctx.actorName,
      defaults.category,
      knowledgePath(defaults.knowledgePoint),
      defaults.sourceClause,
      afterWrite(null, { newVersion: true, draft: false, reviewRequired }).review,
      JSON.stringify(defaults.postIds),
    ]);
    await tx.query(`SELECT set_config('enable_nestloop', 'on', true)`);
    return row?.stored ?? 0;
  }

  /** An active question of the bank, other than the one named, that says this now or says it in papers. */
  findActive(
    tx: ReadTx,
    organisationId: string,
    fingerprint: string,
    besides: string | null = null,
  ): Promise<KnownQuestion | null> {
    return tx.one<KnownQuestion>(
      `SELECT q.id, v.stem FROM question q JOIN question_version v ON v.id = q.current_version_id
       WHERE q.organisation_id = $1 AND (q.fingerprint = $2 OR q.approved_fingerprint = $2) AND q.status = 'active'
         AND q.id IS DISTINCT FROM $3::uuid LIMIT 1`,
      [organisationId, fingerprint, besides],
    );
  }

  async fingerprints(tx: ReadTx, organisationId: string): Promise<{ fingerprint: string; status: string }[]> {
    return tx.query(`SELECT fingerprint, status FROM question WHERE organisation_id = $1`, [organisationId]);
  }

  /** Fingerprints of versions that have been edited since; few, so they are computed and not stored. */
  async pastFingerprints(tx: ReadTx, organisationId: string): Promise<string[]> {
    const rows = await tx.query<StoredContent>(
      `SELECT v.type, v.stem, v.options, v.images, k.correct, k.explanation
       FROM question q JOIN question_version v ON v.question_id = q.id AND v.id <> q.current_version_id
       JOIN question_key k ON k.version_id = v.id WHERE q.organisation_id = $1`,
      [organisationId],
    );
    return rows.map(({ type, stem, options, images, correct }) =>
      contentFingerprint({ content: { type, stem, options, images }, key: { correct } }),
    );
  }

  /** Whose question it is; never changes. */
  async ownerOf(tx: ReadTx, id: string): Promise<string | null> {
    const row = await tx.one<{ owner: string }>(`SELECT organisation_id AS owner FROM question WHERE id = $1`, [id]);
    return row?.owner ?? null;
  }

  /** Take the bank's lock first, where both are needed. */
  lock(tx: Tx, id: string): Promise<QuestionRow | null> {
    return tx.repository(QuestionRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  currentDraft(tx: ReadTx, question: QuestionRow): Promise<QuestionDraft> {
    return draftOf(tx, question, question.currentVersionId);
  }

  async postIds(tx: ReadTx, questionId: string): Promise<string[]> {
    const rows = await tx.query<{ post_id: string }>(`SELECT post_id FROM question_post WHERE question_id = $1`, [
      questionId,
    ]);
    return rows.map((row) => row.post_id);
  }

  async addVersion(tx: Tx, questionId: string, draft: QuestionDraft): Promise<string> {
    const id = uuidv7();
    const last = await tx.one<{ no: number }>(`SELECT max(no) AS no FROM question_version WHERE question_id = $1`, [
      questionId,
    ]);
    await tx.repository(QuestionVersionRow).insert({
      id,
      questionId,
      no: (last?.no ?? 0) + 1,
      type: draft.content.type,
      stem: draft.content.stem,
      options: [...draft.content.options],
      images: [...(draft.content.images ?? [])],
      createdBy: tx.ctx.accountIdOrNull,
      createdByName: tx.ctx.actorName,
      createdAt: this.clock.now(),
    });
    await tx
      .repository(QuestionKeyRow)
      .insert({ versionId: id, correct: [...draft.key.correct], explanation: draft.explanation });
    return id;
  }

  async update(tx: Tx, id: string, change: Partial<Omit<QuestionRow, 'id' | 'version'>>): Promise<void> {
    await tx
      .repository(QuestionRow)
      .update({ id }, { ...change, updatedAt: this.clock.now(), version: () => 'version + 1' });
  }

  async replacePosts(tx: Tx, id: string, postIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM question_post WHERE question_id = $1 AND post_id <> ALL($2::uuid[])`, [id, postIds]);
    await tx.query(
      `INSERT INTO question_post (question_id, post_id) SELECT $1, p FROM unnest($2::uuid[]) AS p ON CONFLICT DO NOTHING`,
      [id, postIds],
    );
  }

  /** Which of these are posts of the organisation. */
  async postsAmong(tx: ReadTx, organisationId: string, postIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM post WHERE organisation_id = $1 AND id = ANY($2::uuid[])`,
      [organisationId, postIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Which of these are supervision fields. */
  async fieldsAmong(tx: ReadTx, codes: readonly string[]): Promise<Set<string>> {
    if (codes.length === 0) return new Set();
    const rows = await tx.query<{ code: string }>(`SELECT code FROM supervision_field WHERE code = ANY($1::text[])`, [
      codes,
    ]);
    return new Set(rows.map((row) => row.code));
  }
}

function toInput(question: NewQuestion & { readonly fingerprint: string }, reviewRequired: boolean) {
  const { draft, postIds, fingerprint, field, origin } = question;
  return {
    id: uuidv7(),
    version_id: uuidv7(),
    fingerprint,
    review: afterWrite(null, { newVersion: true, draft: question.draftOnly ?? false, reviewRequired }).review,
    category: draft.category,
    knowledge_point: knowledgePath(draft.knowledgePoint),
    difficulty: draft.difficulty,
    source_clause: draft.sourceClause,
    criteria_clause: draft.criteriaClause ?? null,
    field: field ?? null,
    origin_question_id: origin?.questionId ?? null,
    origin_version_id: origin?.versionId ?? null,
    type: draft.content.type,
    stem: draft.content.stem,
    options: draft.content.options,
    images: draft.content.images ?? [],
    correct: draft.key.correct,
    explanation: draft.explanation,
    posts: [...new Set(postIds)],
  };
}
