import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { requireVersion } from '../../platform/http/etag.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope, dispatchRefusal } from '../organisations/index.js';
import type { EditPostDto } from './post.dto.js';
import type { PostRow } from './post.entity.js';
import { PostRepository } from './post.repository.js';

const WRITE = 'posts.post.write';

@Injectable()
export class EditPost {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly posts: PostRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string, version: number, dto: EditPostDto): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const before = await this.posts.lock(tx, id);
      if (!before) throw new DomainError('not-found');
      await this.scope.require(tx, WRITE, before.organisation_id);
      requireVersion(version, before.version);
      const after: PostRow = {
        ...before,
        name: dto.name ?? before.name,
        high_risk: dto.highRisk ?? before.high_risk,
        underground: dto.underground ?? before.underground,
        dangerous_surface: dto.dangerousSurface ?? before.dangerous_surface,
        required_certificates: dto.requiredCertificates ?? before.required_certificates,
        active: dto.active ?? before.active,
        version: before.version + 1,
      };
      await this.requireHolders(tx, before, after);
      await this.posts.save(tx, after);
      await this.audit.append(tx, {
        action: 'posts.post.edit',
        subject: { type: 'post', id },
        organisationId: before.organisation_id,
        detail: {
          changed: (Object.keys(after) as (keyof PostRow)[]).filter(
            (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
          ),
        },
      });
    });
  }

  /** What a post becomes must be right for those who hold it. */
  private async requireHolders(tx: Tx, before: PostRow, after: PostRow): Promise<void> {
    const closes = before.active && !after.active;
    const becomesRisky =
      (after.underground && !before.underground) || (after.dangerous_surface && !before.dangerous_surface);
    if (!closes && !becomesRisky) return;
    const holders = await this.posts.holders(tx, before.id);
    if (closes && holders.all > 0) throw new DomainError('post-still-held', { name: before.name, count: holders.all });
    const mining = await this.posts.isMine(tx, before.organisation_id);
    const refusal = dispatchRefusal('dispatch', mining, {
      name: after.name,
      underground: after.underground,
      dangerousSurface: after.dangerous_surface,
    });
    if (refusal && holders.dispatch > 0)
      throw new DomainError('post-held-by-dispatch', { name: before.name, count: holders.dispatch });
  }
}
