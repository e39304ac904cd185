import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AccountRepository } from './account.repository.js';
import type { CreatedAccount } from './account.dto.js';
import { CreateAccount } from './create-account.js';

/** The first system administrator of an empty platform. */
@Injectable()
export class Bootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly createAccount: CreateAccount,
  ) {}

  /**
   * Null when there is an account already; two processes that start at once make one administrator. `keep` puts the password
   * where its owner finds it; when that fails, there is no account either.
   */
  async execute(ctx: Ctx, keep: (created: CreatedAccount) => Promise<void>): Promise<CreatedAccount | null> {
    return this.uow.run(ctx, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity:bootstrap', 0))`);
      if (await this.accounts.any(tx)) return null;
      const created = await this.createAccount.execute(ctx, {
        account: 'admin',
        displayName: '系统管理员',
        grants: [{ role: 'system_administrator' }],
      });
      await keep(created);
      return created;
    });
  }
}
