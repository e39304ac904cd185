import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository } from './account.repository.js';
import type { Account, GrantDto } from './account.dto.js';
import { ListAccounts } from './list-accounts.js';

/** Gives an account a role; its sessions end, so that nothing is done under the old ones (law A29). */
@Injectable()
export class AddGrant {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly endSessions: EndSessions,
    private readonly list: ListAccounts,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, accountId: string, grant: GrantDto): Promise<Account> {
    return this.uow.run(ctx, async (tx) => {
      await this.authority.requireChangeable(tx, accountId);
      await this.authority.requireGrantable(tx, grant);
      const [added] = await tx.query<{ id: string }>(
        `INSERT INTO role_grant (id, account_id, role, organisation_id, region_code, field, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
        [
          uuidv7(),
          accountId,
          grant.role,
          grant.organisationId ?? null,
          grant.regionCode ?? null,
          grant.field ?? null,
          ctx.accountIdOrNull,
          this.clock.now(),
        ],
      );
      if (!added) throw new DomainError('grant-exists');
      await this.endSessions.of(tx, accountId);
      await this.audit.append(tx, {
        action: 'identity.grant.add',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
        detail: { grantId: added.id, ...grant },
      });
      return this.list.show(tx, accountId);
    });
  }
}
