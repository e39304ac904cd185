import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { QuestionBankRow } from '../question.entity.js';
import type { QuestionBank } from './bank.dto.js';

export type BankSettings = Pick<QuestionBankRow, 'reviewRequired' | 'duplicatesCheckedAt' | 'version'>;
type BankCounts = Pick<QuestionBank, 'inReview' | 'reviewable' | 'returned' | 'duplicateGroups'>;

@Injectable()
export class BankRepository {
  constructor(private readonly clock: Clock) {}

  /** A bank that nobody has configured has version 0. */
  async settings(tx: ReadTx, organisationId: string): Promise<BankSettings> {
    const row = await tx.manager.getRepository(QuestionBankRow).findOneBy({ organisationId });
    return row ?? { reviewRequired: false, duplicatesCheckedAt: null, version: 0 };
  }

  async setReviewRequired(tx: Tx, organisationId: string, reviewRequired: boolean): Promise<void> {
    await tx.query(
      `INSERT INTO question_bank (organisation_id, review_required, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id) DO UPDATE
       SET review_required = excluded.review_required, updated_at = excluded.updated_at, version = question_bank.version + 1`,
      [organisationId, reviewRequired, this.clock.now()],
    );
  }

  /** What waits for somebody; `reviewable` and `returned` of the caller. */
  async counts(tx: ReadTx, organisationId: string): Promise<BankCounts> {
    const row = await tx.one<BankCounts>(
      `SELECT count(*) FILTER (WHERE q.review = 'in_review')::int AS "inReview",
              count(*) FILTER (WHERE q.review = 'in_review' AND v.created_by IS DISTINCT FROM $2::uuid)::int AS reviewable,
              count(*) FILTER (WHERE q.review = 'returned' AND v.created_by = $2::uuid AND q.status = 'active')::int AS returned,
              (SELECT count(DISTINCT group_id)::int FROM question_duplicate WHERE organisation_id = $1) AS "duplicateGroups"
       FROM question q JOIN question_version v ON v.id = q.current_version_id
       WHERE q.organisation_id = $1 AND q.review IN ('in_review', 'returned')`,
      [organisationId, tx.ctx.accountIdOrNull],
    );
    return row ?? { inReview: 0, reviewable: 0, returned: 0, duplicateGroups: 0 };
  }
}
