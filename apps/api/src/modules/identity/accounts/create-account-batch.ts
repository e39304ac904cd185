import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { Role } from '../../../platform/http/roles.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { readablePassword } from '../passwords/readable-password.js';
import { AccountAuthority } from './account-authority.js';
import { AccountRepository, type NewAccount, type NewGrant } from './account.repository.js';
import type { AccountBatch } from './account.dto.js';

interface Colleague {
  id: string;
  name: string;
  roster_role: 'principal' | 'safety_officer' | 'team_leader' | 'worker';
  unit_id: string;
  unit_path: string;
  unit_names: string;
  enterprise_id: string;
  enterprise_path: string;
  enterprise_kind: string;
  region_code: string;
  field: string | null;
}

/** As many as are hashed in a few seconds; more would keep the request open for too long. */
export const BATCH_LIMIT = 500;

/** Accounts for everybody on a roster who has none. Passwords are in the answer and nowhere else. */
@Injectable()
export class CreateAccountBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly accounts: AccountRepository,
    private readonly authority: AccountAuthority,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, organisationId: string): Promise<AccountBatch> {
    const people = await this.uow.read(ctx, (tx) => this.withoutAccount(tx, organisationId));
    const prepared = await Promise.all(
      people.map(async (person) => {
        const password = readablePassword();
        return { person, password, hash: await this.hasher.hash(password) };
      }),
    );
    return this.uow.run(ctx, async (tx) => {
      const logins = await this.freshLogins(tx, prepared.length);
      const rows = prepared.map(
        ({ person, password, hash }, index): NewAccount & { password: string; person: Colleague } => ({
          id: uuidv7(),
          login: logins[index] ?? '',
          personId: person.id,
          name: person.name,
          hash,
          password,
          person,
        }),
      );
      // Somebody else may have opened an account for one of them in the meantime: that one is left out.
      const inserted = new Set(await this.accounts.insert(tx, rows));
      const made = rows.filter(({ id }) => inserted.has(id));
      await this.accounts.insertGrants(
        tx,
        made.flatMap((row) => this.grantsFor(tx, row.id, row.person)),
      );
      await this.audit.append(tx, {
        action: 'identity.account-batch.create',
        subject: { type: 'organisation', id: organisationId },
        organisationId,
        detail: { created: made.length, accountIds: made.map(({ id }) => id) },
      });
      return {
        created: made.length,
        accounts: made.map(({ name, login, password, person }) => ({
          name,
          account: login,
          password,
          organisation: person.unit_names,
        })),
      };
    });
  }

  private async withoutAccount(tx: ReadTx, organisationId: string): Promise<Colleague[]> {
    const organisation = await this.scope.require(tx, 'identity.account.write', organisationId);
    const people = await tx.query<Colleague>(
      `SELECT DISTINCT ON (p.id) p.id, p.name, e.roster_role, u.id AS unit_id, u.path AS unit_path, en.id AS enterprise_id,
         en.path AS enterprise_path, en.kind AS enterprise_kind, en.region_code, en.field,
         (SELECT string_agg(x.name, ' / ' ORDER BY length(x.path)) FROM organisation x
          WHERE x.id = ANY(string_to_array(trim(BOTH '/' FROM u.path), '/')::uuid[])) AS unit_names
       FROM employment e JOIN organisation u ON u.id = e.organisation_id JOIN organisation en ON en.id = e.enterprise_id
       JOIN person p ON p.id = e.person_id
       WHERE starts_with(u.path, $1) AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on > $2)
         AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
       ORDER BY p.id, e.starts_on DESC`,
      [organisation.path, this.clock.today()],
    );
    if (people.length > BATCH_LIMIT)
      throw new DomainError('batch-too-large', { count: people.length, limit: BATCH_LIMIT });
    return people.sort((a, b) => (a.unit_names < b.unit_names ? -1 : 1));
  }

  /** Everyone is a worker of his enterprise; a team leader leads his unit, principals and safety officers answer for the enterprise. */
  private grantsFor(tx: ReadTx, accountId: string, person: Colleague): NewGrant[] {
    const grants: NewGrant[] = [
      { accountId, role: 'worker', organisationId: person.enterprise_id, regionCode: null, field: null },
    ];
    if (person.roster_role === 'worker') return grants;
    const role: Role = person.roster_role;
    const atUnit = role === 'team_leader';
    this.authority.requireRole(tx, role, {
      at: 'organisation',
      kind: person.enterprise_kind,
      path: atUnit ? person.unit_path : person.enterprise_path,
      regionCode: person.region_code,
      field: person.field,
    });
    return [
      ...grants,
      {
        accountId,
        role,
        organisationId: atUnit ? person.unit_id : person.enterprise_id,
        regionCode: null,
        field: null,
      },
    ];
  }

  /** Eight digits: quick to type on a phone, and no phone or ID number (contract 18). Whoever has a phone signs in with that. */
  private async freshLogins(tx: ReadTx, count: number): Promise<string[]> {
    const logins = new Set<string>();
    while (logins.size < count) {
      const candidates = Array.from({ length: count - logins.size }, () => String(randomInt(10_000_000, 100_000_000)));
      const taken = await this.accounts.takenLogins(tx, candidates);
      for (const candidate of candidates) if (!taken.has(candidate)) logins.add(candidate);
    }
    return [...logins];
  }
}
