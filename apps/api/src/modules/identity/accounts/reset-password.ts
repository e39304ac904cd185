import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { readablePassword } from '../passwords/readable-password.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository } from './account.repository.js';
import type { NewPassword } from './account.dto.js';

/** Gives a temporary password to somebody who forgot his; his sessions end. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly endSessions: EndSessions,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, accountId: string): Promise<NewPassword> {
    const password = readablePassword();
    const hash = await this.hasher.hash(password);
    return this.uow.run(ctx, async (tx) => {
      await this.authority.requireChangeable(tx, accountId);
      await this.accounts.setPassword(tx, accountId, hash, this.clock.now(), { temporary: true });
      await this.endSessions.of(tx, accountId);
      await this.audit.append(tx, {
        action: 'identity.password.reset',
        subject: { type: 'account', id: accountId },
        organisationId: await this.accounts.homeOrganisation(tx, accountId),
      });
      return { password };
    });
  }
}
