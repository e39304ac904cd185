import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository } from './account.repository.js';
import type { Account } from './account.dto.js';
import { ListAccounts } from './list-accounts.js';

/** Disables an account, which ends its sessions, or enables it again. */
@Injectable()
export class SetAccountStatus {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly endSessions: EndSessions,
    private readonly list: ListAccounts,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, accountId: string, status: 'active' | 'disabled'): Promise<Account> {
    return this.uow.run(ctx, async (tx) => {
      const account = await this.authority.requireChangeable(tx, accountId);
      if (account.status !== status) {
        if (status === 'disabled') await this.requireAnotherAdministrator(tx, accountId);
        await this.accounts.setStatus(tx, accountId, status);
        await this.endSessions.of(tx, accountId);
        await this.audit.append(tx, {
          action: status === 'disabled' ? 'identity.account.disable' : 'identity.account.enable',
          subject: { type: 'account', id: accountId },
          organisationId: await this.accounts.homeOrganisation(tx, accountId),
        });
      }
      return this.list.show(tx, accountId);
    });
  }

  private async requireAnotherAdministrator(tx: Tx, accountId: string): Promise<void> {
    const grants = await this.accounts.grantsOf(tx, accountId);
    if (!grants.some(({ role }) => role === 'system_administrator')) return;
    if (!(await this.accounts.otherAdministrator(tx, accountId))) throw new DomainError('last-administrator');
  }
}
