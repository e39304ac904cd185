import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository } from './account.repository.js';

@Injectable()
export class RemoveGrant {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, accountId: string, grantId: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      await this.authority.requireChangeable(tx, accountId);
      const grant = (await this.accounts.grantsOf(tx, accountId)).find(({ id }) => id === grantId);
      if (!grant) throw new DomainError('not-found');
      if (grant.role === 'system_administrator' && !(await this.accounts.otherAdministrator(tx, accountId))) {
        throw new DomainError('last-administrator');
      }
      // Before the row goes: an account without any other tie would have no organisation afterwards.
      const organisationId = await this.accounts.homeOrganisation(tx, accountId);
      await this.accounts.removeGrant(tx, accountId, grantId);
      await this.endSessions.of(tx, accountId);
      await this.audit.append(tx, {
        action: 'identity.grant.remove',
        subject: { type: 'account', id: accountId },
        organisationId,
        detail: {
          grantId,
          role: grant.role,
          organisationId: grant.organisationId,
          regionCode: grant.regionCode,
          field: grant.field,
        },
      });
    });
  }
}
