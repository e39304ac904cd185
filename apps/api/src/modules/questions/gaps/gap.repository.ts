import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { BankScope, type Bank } from '../bank-scope.js';
import { USUAL_TARGET, type GapCount, type GapTarget } from './gap-rules.js';

@Injectable()
export class GapRepository {
  constructor(
    private readonly banks: BankScope,
    private readonly clock: Clock,
  ) {}

  /** A bank that has said nothing has the usual numbers and version 0. */
  async target(tx: ReadTx, organisationId: string): Promise<GapTarget & { readonly version: number }> {
    const row = await tx.one<GapTarget & { readonly version: number }>(
      `SELECT single, multiple, true_false AS "trueFalse", per_point AS "perPoint", version FROM question_gap_target WHERE organisation_id = $1`,
      [organisationId],
    );
    return row ?? { ...USUAL_TARGET, version: 0 };
  }

  async setTarget(tx: Tx, organisationId: string, target: GapTarget): Promise<void> {
    await tx.query(
      `INSERT INTO question_gap_target AS g (organisation_id, single, multiple, true_false, per_point, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (organisation_id) DO UPDATE SET single = excluded.single, multiple = excluded.multiple,
         true_false = excluded.true_false, per_point = excluded.per_point, updated_at = excluded.updated_at, version = g.version + 1`,
      [organisationId, target.single, target.multiple, target.trueFalse, target.perPoint, this.clock.now()],
    );
  }

  posts(tx: ReadTx, organisationId: string): Promise<{ id: string; name: string }[]> {
    return tx.query<{ id: string; name: string }>(
      `SELECT id, name FROM post WHERE organisation_id = $1 AND active ORDER BY name, id`,
      [organisationId],
    );
  }

  /** What papers of the bank may hold; of one post and of all posts where a post is named. */
  counts(tx: ReadTx, bank: Bank, postId: string | null): Promise<GapCount[]> {
    const parameters: unknown[] = [bank.organisationId, postId];
    const inBank = this.banks.inBank('q', bank, parameters);
    return tx.query<GapCount>(
      `SELECT p.post_id AS "postId", v.type, q.knowledge_point AS point, count(*)::int AS n
       FROM question q JOIN question_version v ON v.id = q.approved_version_id
       LEFT JOIN question_post p ON p.question_id = q.id
       WHERE q.status = 'active' AND ${inBank} AND ($2::uuid IS NULL OR p.post_id IS NULL OR p.post_id = $2)
         AND q.id NOT IN (SELECT h.question_id FROM question_hidden h WHERE h.organisation_id = $1)
         AND q.id NOT IN (SELECT c.origin_question_id FROM question c WHERE c.origin_question_id IS NOT NULL
                          AND c.organisation_id = $1 AND c.status = 'active' AND c.approved_version_id IS NOT NULL)
       GROUP BY 1, 2, 3`,
      parameters,
    );
  }
}
