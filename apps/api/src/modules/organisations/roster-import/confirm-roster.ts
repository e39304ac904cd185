import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { IdentitySeal } from '../people/identity-seal.js';
import { ApplyPlan } from './apply-plan.js';
import { describePlan } from './describe-plan.js';
import { IMPORT, LoadRosterState } from './load-roster-state.js';
import { planRoster } from './plan-roster.js';
import { PREVIEW_LIFETIME_MS, ROWS_PURPOSE, hashed } from './preview-roster.js';
import type { RosterFile } from './read-roster-file.js';
import type { RosterImportRow } from './roster-import.entity.js';
import { RosterImportRepository } from './roster-import.repository.js';

/**
 * Stores all accepted rows of a preview in one transaction, or none. The plan is made anew from the roster as it is now; when
 * other rows would be refused than the person has seen, nothing is stored. Confirmed twice, it has one effect.
 */
@Injectable()
export class ConfirmRoster {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly loadState: LoadRosterState,
    private readonly applyPlan: ApplyPlan,
    private readonly imports: RosterImportRepository,
    private readonly seal: IdentitySeal,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, importId: string, leaveOut?: number): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const found = await this.imports.find(tx, importId);
      if (!found) throw new DomainError('not-found');
      const organisation = await this.scope.require(tx, IMPORT, found.organisation_id);
      await this.imports.lockEnterprise(tx, organisation.enterprise_id);
      const row = await this.imports.lock(tx, importId);
      if (!row || row.status === 'confirmed') return;
      const seen = row.preview.counts.refused;
      if (seen !== (leaveOut ?? 0)) throw new DomainError('roster-import-leave-out', { refused: seen });
      const file = this.open(row);
      const rows = hashed(file.rows, this.seal);
      const state = await this.loadState.execute(tx, organisation, rows);
      const plan = planRoster(rows, state);
      const preview = describePlan(file, plan);
      if (!sameRefusals(preview.refused, row.preview.refused)) throw new DomainError('roster-import-outdated');
      await this.applyPlan.execute(tx, plan, state);
      await this.finish(
        tx,
        { ...row, preview, confirmed_at: this.clock.now() },
        organisation.enterprise_id,
        leaveOut ?? 0,
      );
    });
  }

  private open(row: RosterImportRow): RosterFile {
    const age = this.clock.now().getTime() - row.created_at.getTime();
    if (row.rows_cipher === null || age > PREVIEW_LIFETIME_MS) throw new DomainError('roster-import-expired');
    return JSON.parse(this.cipher.decrypt(row.rows_cipher, ROWS_PURPOSE)) as RosterFile;
  }

  private async finish(tx: Tx, row: RosterImportRow, enterpriseId: string, leftOut: number): Promise<void> {
    await this.imports.confirm(tx, row);
    await this.audit.append(tx, {
      action: 'organisations.roster.import',
      subject: { type: 'roster_import', id: row.id },
      organisationId: enterpriseId,
      detail: { fileName: row.file_name, sha256: row.file_sha256, ...row.preview.counts, leftOut },
    });
  }
}

function sameRefusals(
  now: readonly { sheet: string; row: number }[],
  seen: readonly { sheet: string; row: number }[],
): boolean {
  return (
    now.length === seen.length &&
    now.every((refusal, index) => refusal.row === seen[index]?.row && refusal.sheet === seen[index]?.sheet)
  );
}
