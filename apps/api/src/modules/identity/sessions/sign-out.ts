import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { EndSessions } from './end-sessions.js';

@Injectable()
export class SignOut {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx): Promise<void> {
    const { accountId, sessionId } = ctx.account;
    await this.uow.run(ctx, async (tx) => {
      await this.endSessions.one(tx, accountId, sessionId);
      await this.audit.append(tx, {
        action: 'identity.session.end',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
      });
    });
  }
}
