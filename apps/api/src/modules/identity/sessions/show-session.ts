import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { permissionsOfRole } from '../../../platform/http/permissions.js';
import { AccountViews } from '../accounts/account-views.js';
import type { CurrentSession } from './session.dto.js';

/** Who I am and what I may do, for the shell of the web pages. */
@Injectable()
export class ShowSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly views: AccountViews,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx): Promise<CurrentSession> {
    const { accountId, personId, sessionId, mustChangePassword, name } = ctx.account;
    return this.uow.read(ctx, async (tx) => {
      const session = await tx.one<{ login: string; expires_at: Date }>(
        `SELECT a.login, s.expires_at FROM session s JOIN account a ON a.id = s.account_id WHERE s.id = $1`,
        [sessionId],
      );
      if (!session) throw new DomainError('not-signed-in');
      const { kiosk } = ctx;
      // What somebody is elsewhere is none of a shared device's business.
      const roles = kiosk ? [] : ((await this.views.roles(tx, [accountId])).get(accountId) ?? []);
      const person = personId === null ? null : ((await this.views.people(tx, [personId])).get(personId) ?? null);
      return {
        expiresAt: session.expires_at.toISOString(),
        serverTime: this.clock.now().toISOString(),
        person,
        account: session.login,
        name,
        kiosk: kiosk && { id: kiosk.id, examSessionId: kiosk.examSessionId },
        roles,
        permissions: [...new Set(roles.flatMap(({ role }) => permissionsOfRole(role)))].sort(),
        mustChangePassword,
      };
    });
  }
}
