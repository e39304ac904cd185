import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import type { Bank } from '../bank-scope.js';
import { QuestionFilters } from '../question-filter.js';
import type { QuestionTagFilter } from '../question-filter.dto.js';
import { ReviewRepository } from '../review/review.repository.js';
import type { ChangedQuestion, ChosenQuestion } from './change-rules.js';

const APPLY = `
  UPDATE question q
  SET status = i.status, review = i.review, category = i.category, knowledge_point = i."knowledgePoint", difficulty = i.difficulty,
      field = i.field, criteria_clause = i."criteriaClause", source_clause = i."sourceClause",
      return_reason = CASE WHEN i.review = 'returned' THEN q.return_reason END,
      approved_version_id = CASE WHEN i.approve THEN q.current_version_id ELSE q.approved_version_id END,
      approved_fingerprint = CASE WHEN i.approve THEN q.fingerprint ELSE q.approved_fingerprint END,
      merged_into = CASE WHEN i.status = 'retired' THEN q.merged_into END,
      updated_at = $2, version = q.version + 1
  FROM jsonb_to_recordset($1::jsonb) AS i(
    id uuid, status text, review text, approve boolean, category text, "knowledgePoint" text, difficulty smallint, field text,
    "criteriaClause" text, "sourceClause" text)
  WHERE q.id = i.id`;

const POSTS = `
  WITH input AS (SELECT i.id, i."postIds" AS posts FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "postIds" uuid[])),
       gone AS (DELETE FROM question_post p USING input i WHERE p.question_id = i.id AND p.post_id <> ALL(i.posts))
  INSERT INTO question_post (question_id, post_id) SELECT i.id, p FROM input i, unnest(i.posts) AS p ON CONFLICT DO NOTHING`;

/** The questions of a bulk change, read and written as sets. */
@Injectable()
export class ChangeRepository {
  constructor(
    private readonly filters: QuestionFilters,
    private readonly reviews: ReviewRepository,
    private readonly clock: Clock,
  ) {}

  /** Locked, in the order of their ids, at most `limit`; ids that are not in the bank are left out. */
  async chosen(
    tx: Tx,
    bank: Bank,
    given: { readonly ids?: readonly string[] | undefined; readonly filter?: QuestionTagFilter | undefined },
    limit: number,
  ): Promise<(ChosenQuestion & { readonly stem: string })[]> {
    const { where, parameters } = await this.filters.condition(tx, {
      ...given.filter,
      organisationId: bank.organisationId,
    });
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const among = given.ids ? ` AND q.id = ANY(${bind(given.ids)}::uuid[])` : '';
    const own = bind(bank.organisationId);
    return tx.query(
      `SELECT q.id, q.status, q.review, q.fingerprint, q.category, q.knowledge_point AS "knowledgePoint", q.difficulty, q.field,
              q.criteria_clause AS "criteriaClause", q.source_clause AS "sourceClause", left(v.stem, 200) AS stem,
              (q.organisation_id = ${own}) AS own,
              EXISTS (SELECT 1 FROM question_hidden h WHERE h.organisation_id = ${own} AND h.question_id = q.id) AS hidden,
              ARRAY(SELECT p.post_id::text FROM question_post p WHERE p.question_id = q.id) AS "postIds"
       FROM question q JOIN organisation o ON o.id = q.organisation_id JOIN question_version v ON v.id = q.current_version_id
       WHERE ${where}${among} ORDER BY q.id LIMIT ${bind(limit)} FOR UPDATE OF q`,
      parameters,
    );
  }

  /** Which of these an active question of the bank has. */
  async activeFingerprints(tx: Tx, organisationId: string, fingerprints: readonly string[]): Promise<Set<string>> {
    if (fingerprints.length === 0) return new Set();
    const rows = await tx.query<{ fingerprint: string }>(
      `SELECT fingerprint FROM question WHERE organisation_id = $1 AND status = 'active' AND fingerprint = ANY($2::text[])`,
      [organisationId, fingerprints],
    );
    return new Set(rows.map((row) => row.fingerprint));
  }

  async apply(tx: Tx, bank: Bank, questions: readonly ChangedQuestion[]): Promise<void> {
    await this.hide(
      tx,
      bank,
      questions.filter((question) => !question.own),
    );
    const own = questions.filter((question) => question.own);
    if (own.length === 0) return;
    const rows = JSON.stringify(own);
    await tx.query(APPLY, [rows, this.clock.now()]);
    await tx.query(POSTS, [rows]);
    await this.request(tx, own);
  }

  /** A shared question is not the bank's to write; only its place in the bank's papers is. */
  private async hide(tx: Tx, bank: Bank, questions: readonly ChangedQuestion[]): Promise<void> {
    if (questions.length === 0) return;
    const hidden = questions.filter((question) => question.hidden).map((question) => question.id);
    const shown = questions.filter((question) => !question.hidden).map((question) => question.id);
    await tx.query(`DELETE FROM question_hidden WHERE organisation_id = $1 AND question_id = ANY($2::uuid[])`, [
      bank.organisationId,
      shown,
    ]);
    await tx.query(
      `INSERT INTO question_hidden (organisation_id, question_id, hidden_by_name, hidden_at)
       SELECT $1, id, $3, $4 FROM unnest($2::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [bank.organisationId, hidden, tx.ctx.actorName, this.clock.now()],
    );
  }

  private async request(tx: Tx, questions: readonly ChangedQuestion[]): Promise<void> {
    const asked = questions.filter((question) => question.request).map((question) => question.id);
    if (asked.length === 0) return;
    const rows = await tx.query<{ questionId: string; versionId: string }>(
      `SELECT id AS "questionId", current_version_id AS "versionId" FROM question WHERE id = ANY($1::uuid[])`,
      [asked],
    );
    await this.reviews.log(tx, 'requested', rows);
  }
}
