import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { IdentitySeal } from '../people/identity-seal.js';
import { describePlan } from './describe-plan.js';
import { IMPORT, LoadRosterState } from './load-roster-state.js';
import type { ParsedRow } from './parse-roster-row.js';
import { planRoster, type HashedRow } from './plan-roster.js';
import type { RosterFile } from './read-roster-file.js';
import { readRosterAside } from './roster-file-reader.js';
import { RosterImportRepository } from './roster-import.repository.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export const ROWS_PURPOSE = 'roster-import.rows';
export const PREVIEW_LIFETIME_MS = 24 * 3_600_000;

/** Reads a file and says what it would do; nothing of it is stored in the roster (contract 17). */
@Injectable()
export class PreviewRoster {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly loadState: LoadRosterState,
    private readonly imports: RosterImportRepository,
    private readonly seal: IdentitySeal,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    file: { bytes: Buffer; fileName: string; organisationId?: string | null },
  ): Promise<{ id: string }> {
    const read = await this.read(file);
    return this.uow.run(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, IMPORT, file.organisationId);
      if (organisation.status === 'closed') throw new DomainError('organisation-closed', { name: organisation.name });
      const now = this.clock.now();
      await this.imports.forgetRows(tx, new Date(now.getTime() - PREVIEW_LIFETIME_MS));
      const rows = hashed(read.rows, this.seal);
      const plan = planRoster(rows, await this.loadState.execute(tx, organisation, rows));
      const preview = describePlan(read, plan);
      const id = uuidv7();
      await this.imports.insert(tx, {
        id,
        organisation_id: organisation.id,
        file_name: file.fileName,
        file_sha256: createHash('sha256').update(file.bytes).digest('hex'),
        status: 'previewed',
        preview,
        rows_cipher: this.cipher.encrypt(JSON.stringify(read), ROWS_PURPOSE),
        created_by: ctx.accountIdOrNull ?? id,
        created_at: now,
        confirmed_at: null,
      });
      await this.audit.append(tx, {
        action: 'organisations.roster.preview',
        subject: { type: 'roster_import', id },
        organisationId: organisation.enterprise_id,
        detail: { fileName: file.fileName, ...preview.counts },
      });
      return { id };
    });
  }

  private async read(file: { bytes: Buffer; fileName: string }): Promise<RosterFile> {
    try {
      return await readRosterAside(file, this.clock.today());
    } catch (error) {
      if (error instanceof UnreadableRosterError)
        throw new DomainError('roster-file-unreadable', { reason: error.message });
      throw error;
    }
  }
}

export function hashed(rows: readonly ParsedRow[], seal: IdentitySeal): HashedRow[] {
  return rows.map((row) => ({
    ...row,
    idHash: seal.idHash(row.idNumber),
    phoneHash: row.phone === null ? null : seal.phoneHash(row.phone),
  }));
}
