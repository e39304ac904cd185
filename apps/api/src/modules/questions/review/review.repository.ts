import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { ReviewState } from '../question.entity.js';

export type ReviewDeed = 'requested' | 'approved' | 'returned';

/** What a review decides about. */
export interface ReviewedQuestion {
  readonly id: string;
  readonly organisationId: string;
  readonly review: ReviewState;
  readonly stem: string;
  readonly versionId: string;
  readonly versionNo: number;
  /** Account that wrote the version; null: the platform. */
  readonly authorId: string | null;
}

export interface ReviewEntry {
  readonly versionNo: number;
  readonly deed: ReviewDeed;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}

@Injectable()
export class ReviewRepository {
  constructor(private readonly clock: Clock) {}

  /** Locked in the order of their ids; those that do not exist are left out. */
  lock(tx: Tx, ids: readonly string[]): Promise<ReviewedQuestion[]> {
    return tx.query<ReviewedQuestion>(
      `SELECT q.id, q.organisation_id AS "organisationId", q.review, v.stem, v.id AS "versionId", v.no AS "versionNo", v.created_by AS "authorId"
       FROM question q JOIN question_version v ON v.id = q.current_version_id
       WHERE q.id = ANY($1::uuid[]) ORDER BY q.id FOR UPDATE OF q`,
      [ids],
    );
  }

  /** The current version is what papers draw from now on. */
  async approve(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE question SET review = 'approved', return_reason = NULL, approved_version_id = current_version_id,
              approved_fingerprint = fingerprint, updated_at = $2, version = version + 1
       WHERE id = ANY($1::uuid[])`,
      [ids, this.clock.now()],
    );
  }

  async putBack(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.query(
      `UPDATE question SET review = 'returned', return_reason = $2, updated_at = $3, version = version + 1 WHERE id = $1`,
      [id, reason, this.clock.now()],
    );
  }

  /** Appends to the history; it never changes. */
  async log(
    tx: Tx,
    deed: ReviewDeed,
    questions: readonly { readonly questionId: string; readonly versionId: string }[],
    reason: string | null = null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO question_review (id, question_id, version_id, deed, reason, by_account_id, by_name, at)
       SELECT gen_random_uuid(), q.id, q.version_id, $2, $3, $4, $5, $6
       FROM unnest($1::uuid[], $7::uuid[]) AS q(id, version_id)`,
      [
        questions.map((question) => question.questionId),
        deed,
        reason,
        tx.ctx.accountIdOrNull,
        tx.ctx.actorName,
        this.clock.now(),
        questions.map((question) => question.versionId),
      ],
    );
  }

  /** Newest first. */
  history(tx: ReadTx, questionId: string): Promise<ReviewEntry[]> {
    return tx.query<ReviewEntry>(
      `SELECT v.no AS "versionNo", r.deed, r.reason, r.by_name AS by, r.at
       FROM question_review r JOIN question_version v ON v.id = r.version_id
       WHERE r.question_id = $1 ORDER BY r.at DESC, r.id DESC LIMIT 200`,
      [questionId],
    );
  }
}
