import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { ComposedHandbooks } from './composed-handbook.js';
import type { HandbookReceipt } from './my-handbook.dto.js';
import { whyNotSign, type SignedVersions } from './receipt-rules.js';

/** 签收「我已学习」: for exactly the versions that were read. Signing again gives the same receipt. */
@Injectable()
export class SignReceipt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly handbooks: ComposedHandbooks,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, given: SignedVersions & { readonly postId: string }): Promise<HandbookReceipt> {
    const { personId } = ctx;
    return this.uow.run(ctx, async (tx) => {
      const post = (await this.handbooks.postsOf(tx, personId)).find((held) => held.postId === given.postId);
      if (!post) throw new DomainError('not-found');
      const refusal = whyNotSign(await this.handbooks.compose(tx, personId, post), given);
      if (refusal) throw refusal;
      const values = [personId, given.postId, given.generalVersionId, given.postVersionId];
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO handbook_receipt (person_id, post_id, general_version_id, professional_version_id, id, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [...values, uuidv7(), this.clock.now()],
      );
      const receipt = await tx.one<{ id: string; at: Date }>(
        `SELECT id, at FROM handbook_receipt WHERE person_id = $1 AND post_id = $2
           AND general_version_id IS NOT DISTINCT FROM $3 AND professional_version_id IS NOT DISTINCT FROM $4`,
        values,
      );
      if (!receipt) throw new Error('a receipt was signed and is not there');
      const { postId, generalVersionId, postVersionId } = given;
      if (made) {
        await this.audit.append(tx, {
          action: 'handbooks.receipt.sign',
          subject: { type: 'person', id: personId },
          organisationId: post.enterpriseId,
          detail: { receiptId: receipt.id, postId, generalVersionId, postVersionId },
        });
      }
      return { id: receipt.id, at: receipt.at.toISOString(), postId, generalVersionId, postVersionId };
    });
  }
}
