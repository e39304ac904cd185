import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../organisation-scope.js';
import { IMPORT } from './load-roster-state.js';
import type { RosterImport } from './roster-import.dto.js';
import { RosterImportRepository } from './roster-import.repository.js';

@Injectable()
export class ShowRosterImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly imports: RosterImportRepository,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<RosterImport> {
    return this.uow.read(ctx, async (tx) => {
      const row = await this.imports.find(tx, id);
      if (!row) throw new DomainError('not-found');
      await this.scope.require(tx, IMPORT, row.organisation_id);
      return {
        id: row.id,
        organisationId: row.organisation_id,
        fileName: row.file_name,
        status: row.status,
        createdAt: row.created_at.toISOString(),
        ...row.preview,
        confirmedAt: row.confirmed_at?.toISOString() ?? null,
      };
    });
  }
}
