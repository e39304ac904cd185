import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { BankScope, type Bank } from '../bank-scope.js';
import type { BankQuestion, QuestionGroup } from './group-questions.js';

export interface StoredGroup {
  readonly id: string;
  readonly reason: QuestionGroup['reason'];
  readonly similarity: number;
  readonly questionIds: string[];
}

/** SQL over q and the bank in $1: is the shared question out of the bank's papers anyway? */
const OUT_OF_PAPERS = `(
  q.id IN (SELECT h.question_id FROM question_hidden h WHERE h.organisation_id = $1)
  OR q.id IN (SELECT c.origin_question_id FROM question c WHERE c.origin_question_id IS NOT NULL
              AND c.organisation_id = $1 AND c.status = 'active'))`;

@Injectable()
export class DuplicateRepository {
  constructor(
    private readonly banks: BankScope,
    private readonly clock: Clock,
  ) {}

  /** Banks in which something changed since their questions were compared: their own questions, or those shared with them. */
  async staleBanks(tx: ReadTx, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT o.id FROM organisation o LEFT JOIN question_bank b ON b.organisation_id = o.id
       WHERE EXISTS (SELECT 1 FROM question own WHERE own.organisation_id = o.id)
         AND (b.duplicates_checked_at IS NULL OR EXISTS (
           SELECT 1 FROM question q WHERE q.updated_at > b.duplicates_checked_at
             AND (q.organisation_id = o.id OR q.organisation_id IN (
               SELECT g.id FROM organisation g
               WHERE g.kind = 'government' AND g.status = 'active' AND starts_with(o.region_code, g.region_code)))))
       ORDER BY b.duplicates_checked_at NULLS FIRST, o.id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** What papers of the bank may hold, as the questions read now, with their keys. */
  questionsOf(tx: ReadTx, bank: Bank): Promise<BankQuestion[]> {
    const parameters: unknown[] = [bank.organisationId];
    const inBank = this.banks.inBank('q', bank, parameters);
    return tx.query<BankQuestion>(
      `SELECT q.id, (q.organisation_id = $1) AS own, v.type, v.stem, v.options, v.images, k.correct AS key
       FROM question q JOIN question_version v ON v.id = q.current_version_id JOIN question_key k ON k.version_id = v.id
       WHERE q.status = 'active' AND ${inBank} AND NOT ${OUT_OF_PAPERS} ORDER BY q.id`,
      parameters,
    );
  }

  async distinctPairs(tx: ReadTx, organisationId: string): Promise<[string, string][]> {
    const rows = await tx.query<{ a: string; b: string }>(
      `SELECT question_id AS a, other_id AS b FROM question_distinct WHERE organisation_id = $1`,
      [organisationId],
    );
    return rows.map(({ a, b }) => [a, b]);
  }

  /** A group that keeps a question of before keeps its id, so that an address of it goes on leading there. */
  async replaceGroups(
    tx: Tx,
    organisationId: string,
    groups: readonly QuestionGroup[],
    checkedAt: Date,
  ): Promise<void> {
    const before = await tx.query<{ question: string; id: string }>(
      `DELETE FROM question_duplicate WHERE organisation_id = $1 RETURNING question_id AS question, group_id AS id`,
      [organisationId],
    );
    const known = new Map(before.map(({ question, id }) => [question, id]));
    const taken = new Set<string>();
    const active = await this.activeAmong(
      tx,
      groups.flatMap((group) => group.questionIds),
    );
    const rows = groups.flatMap(({ questionIds: compared, reason, similarity }) => {
      // Some may have been merged while they were compared.
      const questionIds = compared.filter((id) => active.has(id));
      if (questionIds.length < 2) return [];
      const old = questionIds.map((question) => known.get(question)).find((id) => id !== undefined && !taken.has(id));
      const groupId = old ?? uuidv7();
      taken.add(groupId);
      return questionIds.map((questionId) => ({ questionId, groupId, reason, similarity }));
    });
    await tx.query(
      `INSERT INTO question_duplicate (organisation_id, question_id, group_id, reason, similarity)
       SELECT $1, r."questionId", r."groupId", r.reason, r.similarity
       FROM jsonb_to_recordset($2::jsonb) AS r("questionId" uuid, "groupId" uuid, reason text, similarity real)`,
      [organisationId, JSON.stringify(rows)],
    );
    await tx.query(
      `INSERT INTO question_bank (organisation_id, duplicates_checked_at, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id) DO UPDATE SET duplicates_checked_at = excluded.duplicates_checked_at`,
      [organisationId, checkedAt, this.clock.now()],
    );
  }

  private async activeAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM question WHERE id = ANY($1::uuid[]) AND status = 'active'`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** In the order of their ids, after the one given. */
  async groups(tx: ReadTx, organisationId: string, after: string | null, limit: number): Promise<StoredGroup[]> {
    return tx.query<StoredGroup>(
      `SELECT group_id AS id, min(reason) AS reason, min(similarity) AS similarity, array_agg(question_id::text ORDER BY question_id) AS "questionIds"
       FROM question_duplicate WHERE organisation_id = $1 AND ($2::uuid IS NULL OR group_id > $2)
       GROUP BY group_id ORDER BY group_id LIMIT $3`,
      [organisationId, after, limit],
    );
  }

  /** Members of a group that are still in use, locked; empty when there is no such group. */
  async lockGroup(
    tx: Tx,
    organisationId: string,
    groupId: string,
  ): Promise<{ id: string; organisationId: string; fingerprint: string }[]> {
    return tx.query(
      `SELECT q.id, q.organisation_id AS "organisationId", q.fingerprint
       FROM question_duplicate d JOIN question q ON q.id = d.question_id
       WHERE d.organisation_id = $1 AND d.group_id = $2 AND q.status = 'active' ORDER BY q.id FOR UPDATE OF q`,
      [organisationId, groupId],
    );
  }

  /** Takes questions out of their group; one that is left alone is no group. */
  async leaveGroup(tx: Tx, organisationId: string, groupId: string, questionIds: readonly string[]): Promise<void> {
    await tx.query(
      `DELETE FROM question_duplicate WHERE organisation_id = $1 AND group_id = $2 AND question_id = ANY($3::uuid[])`,
      [organisationId, groupId, questionIds],
    );
    await tx.query(
      `DELETE FROM question_duplicate WHERE organisation_id = $1 AND group_id = $2
         AND (SELECT count(*) FROM question_duplicate WHERE organisation_id = $1 AND group_id = $2) < 2`,
      [organisationId, groupId],
    );
  }

  async rememberDistinct(tx: Tx, organisationId: string, pairs: readonly (readonly [string, string])[]): Promise<void> {
    await tx.query(
      `INSERT INTO question_distinct (organisation_id, question_id, other_id, decided_by_name, decided_at)
       SELECT $1, least(p.a, p.b), greatest(p.a, p.b), $3, $4
       FROM jsonb_to_recordset($2::jsonb) AS p(a uuid, b uuid) ON CONFLICT DO NOTHING`,
      [organisationId, JSON.stringify(pairs.map(([a, b]) => ({ a, b }))), tx.ctx.actorName, this.clock.now()],
    );
  }

  /** The others go out of use in favour of one: own ones are retired, shared ones left out of the bank's papers. */
  async mergeInto(
    tx: Tx,
    organisationId: string,
    keepId: string,
    others: { readonly own: readonly string[]; readonly shared: readonly string[] },
  ): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `UPDATE question SET status = 'retired', merged_into = $2, updated_at = $3, version = version + 1 WHERE id = ANY($1::uuid[])`,
      [others.own, keepId, now],
    );
    // Whoever was merged into one of them before counts for the one that is kept now.
    await tx.query(`UPDATE question SET merged_into = $2 WHERE merged_into = ANY($1::uuid[])`, [others.own, keepId]);
    await tx.query(
      `INSERT INTO question_post (question_id, post_id)
       SELECT DISTINCT $2::uuid, p.post_id FROM question_post p JOIN question k ON k.id = $2 AND k.organisation_id = $3
       WHERE p.question_id = ANY($1::uuid[])
         -- A question for all posts stays one for all posts.
         AND EXISTS (SELECT 1 FROM question_post kept WHERE kept.question_id = $2)
       ON CONFLICT DO NOTHING`,
      [others.own, keepId, organisationId],
    );
    await tx.query(
      `INSERT INTO question_hidden (organisation_id, question_id, hidden_by_name, hidden_at)
       SELECT $1, id, $3, $4 FROM unnest($2::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [organisationId, others.shared, tx.ctx.actorName, now],
    );
  }
}
