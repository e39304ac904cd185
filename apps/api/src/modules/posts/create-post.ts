import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import type { CreatePostDto } from './post.dto.js';
import { PostRepository } from './post.repository.js';

const WRITE = 'posts.post.write';

/** Opens a post of an enterprise, of its own or adopted from the library. */
@Injectable()
export class CreatePost {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly posts: PostRepository,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, dto: CreatePostDto): Promise<{ id: string }> {
    return this.uow.run(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, WRITE, dto.organisationId);
      // Posts belong to the whole enterprise, so the permission must reach all of it.
      const enterprise = await this.scope.require(tx, WRITE, organisation.enterprise_id);
      const template = dto.templateId ? await this.posts.template(tx, dto.templateId) : null;
      if (dto.templateId && !template) throw new DomainError('not-found');
      const name = dto.name ?? template?.name;
      if (!name)
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: '/name', code: 'isNotEmpty', message: '请写岗位名称' },
        ]);
      const id = uuidv7();
      await this.posts.insert(tx, {
        id,
        organisation_id: enterprise.id,
        template_id: template?.id ?? null,
        name,
        high_risk: dto.highRisk ?? template?.high_risk ?? false,
        underground: dto.underground ?? template?.underground ?? false,
        dangerous_surface: dto.dangerousSurface ?? template?.dangerous_surface ?? false,
        required_certificates: dto.requiredCertificates ?? template?.required_certificates ?? [],
        active: true,
        created_at: this.clock.now(),
        version: 1,
      });
      await this.audit.append(tx, {
        action: 'posts.post.create',
        subject: { type: 'post', id },
        organisationId: enterprise.id,
        detail: { name, templateId: template?.id ?? null },
      });
      return { id };
    });
  }
}
