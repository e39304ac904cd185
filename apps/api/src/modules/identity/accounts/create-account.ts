import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { readablePassword } from '../passwords/readable-password.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository } from './account.repository.js';
import type { CreatedAccount, GrantDto } from './account.dto.js';
import { loginFault, normaliseLogin } from './login.js';

export interface CreateAccountRequest {
  readonly account: string;
  readonly personId?: string;
  readonly grants: readonly GrantDto[];
  /** Shown for an account without a person; the login name when not given. */
  readonly displayName?: string;
  /** False for accounts whose password file is the hand-over (the demo): only the platform itself may say so. */
  readonly mustChangePassword?: boolean;
}

/** Opens an account with a temporary password, which is in the answer and nowhere else. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, request: CreateAccountRequest): Promise<CreatedAccount> {
    const login = normaliseLogin(request.account);
    const fault =
      loginFault(login) ??
      (request.personId === undefined && request.grants.length === 0 ? '要选人，或者选角色' : null);
    if (fault)
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/account', code: 'login', message: fault },
      ]);
    const mustChangePassword = ctx.actor.kind !== 'system' || (request.mustChangePassword ?? true);
    const password = readablePassword();
    const hash = await this.hasher.hash(password);
    return this.uow.run(ctx, async (tx) => {
      const person = request.personId === undefined ? null : await this.authority.requirePerson(tx, request.personId);
      for (const [index, grant] of request.grants.entries())
        await this.authority.requireGrantable(tx, grant, `/grants/${index}`);
      const id = uuidv7();
      const name = person?.name ?? request.displayName ?? login;
      const [made] = await this.accounts.insert(tx, [
        { id, login, hash, personId: person?.id ?? null, name, mustChangePassword },
      ]);
      if (!made) throw await this.refusal(tx, login);
      const grants = await this.insertGrants(tx, id, request.grants);
      await this.audit.append(tx, {
        action: 'identity.account.create',
        subject: { type: 'account', id },
        organisationId: await this.accounts.homeOrganisation(tx, id),
        detail: { personId: person?.id ?? null, grants },
      });
      return { id, account: login, password };
    });
  }

  /** The unique constraints have refused the row: says which. */
  private async refusal(tx: Tx, login: string): Promise<DomainError> {
    const taken = (await this.accounts.takenLogins(tx, [login])).has(login);
    return taken ? new DomainError('login-taken', { account: login }) : new DomainError('person-has-account');
  }

  private async insertGrants(
    tx: Tx,
    accountId: string,
    grants: readonly GrantDto[],
  ): Promise<Record<string, string | null>[]> {
    const rows = uniqueGrants(grants).map((grant) => ({
      accountId,
      role: grant.role,
      organisationId: grant.organisationId ?? null,
      regionCode: grant.regionCode ?? null,
      field: grant.field ?? null,
    }));
    await this.accounts.insertGrants(tx, rows);
    return rows.map(({ role, organisationId, regionCode, field }) => ({ role, organisationId, regionCode, field }));
  }
}

function uniqueGrants(grants: readonly GrantDto[]): GrantDto[] {
  const keyed = new Map(
    grants.map((grant) => [[grant.role, grant.organisationId, grant.regionCode, grant.field].join(' '), grant]),
  );
  return [...keyed.values()];
}
