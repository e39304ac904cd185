import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { HandbookScope } from './handbook-scope.js';
import { HandbookRepository } from './handbook.repository.js';

/** Makes the draft the version that people read and sign for. From then on it never changes. */
@Injectable()
export class PublishHandbook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: HandbookScope,
    private readonly handbooks: HandbookRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const handbook = await this.handbooks.lock(tx, id);
      if (!handbook) throw new DomainError('not-found');
      await this.scope.requireWrite(tx, handbook.organisationId);
      const versionId = handbook.draftVersionId;
      if (!versionId) throw new DomainError('handbook-nothing-to-publish');
      const sections = await this.handbooks.countSections(tx, versionId);
      if (sections === 0) throw new DomainError('handbook-empty');
      await this.handbooks.publish(tx, handbook, versionId);
      await this.audit.append(tx, {
        action: 'handbooks.handbook.publish',
        subject: { type: 'handbook', id },
        organisationId: handbook.organisationId,
        detail: { versionId, sections },
      });
    });
  }
}
