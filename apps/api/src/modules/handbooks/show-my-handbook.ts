import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { ComposedHandbooks } from './composed-handbook.js';
import type { MyHandbook } from './my-handbook.dto.js';

/** The handbook of a post that the caller holds today. */
@Injectable()
export class ShowMyHandbook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly handbooks: ComposedHandbooks,
  ) {}

  /** `postId` unset: his first post. */
  async execute(ctx: Ctx, postId: string | undefined): Promise<MyHandbook> {
    return this.uow.read(ctx, async (tx) => {
      const posts = await this.handbooks.postsOf(tx, ctx.personId);
      const post = postId ? posts.find((held) => held.postId === postId) : posts[0];
      if (!post) throw new DomainError('not-found');
      const { general, professional, sections, receiptAt } = await this.handbooks.compose(tx, ctx.personId, post);
      return {
        postId: post.postId,
        postName: post.postName,
        enterpriseName: post.enterpriseName,
        title: professional?.title ?? general?.title ?? post.postName,
        general: general && { versionId: general.versionId, versionNo: general.versionNo },
        professional: professional && { versionId: professional.versionId, versionNo: professional.versionNo },
        sections: [...sections],
        receiptAt: receiptAt?.toISOString() ?? null,
      };
    });
  }
}
