import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { HandbookScope } from './handbook-scope.js';
import { HandbookRepository } from './handbook.repository.js';

export interface HandbookToCreate {
  readonly organisationId?: string | undefined;
  /** null: the enterprise's 通用 part. */
  readonly postId: string | null;
  readonly title: string;
}

/** Opens the handbook of a post, or the general one of an enterprise, with an empty first draft. */
@Injectable()
export class CreateHandbook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: HandbookScope,
    private readonly handbooks: HandbookRepository,
    private readonly audit: Audit,
  ) {}

  /** The handbook's id. */
  async execute(ctx: Ctx, given: HandbookToCreate): Promise<string> {
    return this.uow.run(ctx, async (tx) => {
      const organisationId = await this.scope.toWrite(tx, given.organisationId);
      if (given.postId && !(await this.handbooks.isPostOf(tx, organisationId, given.postId))) {
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: '/postId', code: 'post-unknown', message: '本单位没有这个岗位' },
        ]);
      }
      const id = await this.handbooks.insert(tx, { organisationId, postId: given.postId, title: given.title.trim() });
      if (!id) throw new DomainError('handbook-exists');
      await this.audit.append(tx, {
        action: 'handbooks.handbook.create',
        subject: { type: 'handbook', id },
        organisationId,
        detail: { postId: given.postId },
      });
      return id;
    });
  }
}
