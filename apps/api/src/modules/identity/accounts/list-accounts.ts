import { Injectable } from '@nestjs/common';
import { OrganisationScope } from '../../organisations/index.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { AccountAuthority } from './account-authority.js';
import { AccountViews } from './account-views.js';
import type { Account, AccountQuery } from './account.dto.js';

interface AccountRow {
  id: string;
  login: string;
  person_id: string | null;
  status: 'active' | 'disabled';
  must_change_password: boolean;
  last_sign_in_at: Date | null;
}

const COLUMNS = 'a.id, a.login, a.person_id, a.status, a.must_change_password, a.last_sign_in_at';
const READ = 'identity.account.read';

@Injectable()
export class ListAccounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly authority: AccountAuthority,
    private readonly views: AccountViews,
  ) {}

  async execute(ctx: Ctx, query: AccountQuery): Promise<Page<Account>> {
    const cursor = decodeCursor(query.cursor, ['text']);
    return this.uow.read(ctx, async (tx) => {
      const below =
        query.organisationId === undefined ? null : (await this.scope.require(tx, READ, query.organisationId)).path;
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = [this.authority.filter(tx, READ, parameters, below)];
      if (query.status) where.push(`a.status = ${bind(query.status)}`);
      if (query.q) {
        const part = bind(
          `%${query.q
            .normalize('NFKC')
            .trim()
            .replace(/[\\%_]/g, '\\$&')}%`,
        );
        where.push(`(a.login ILIKE ${part} OR a.display_name ILIKE ${part})`);
      }
      if (cursor) where.push(`a.login > ${bind(cursor[0])}`);
      const rows = await tx.query<AccountRow>(
        `SELECT ${COLUMNS} FROM account a WHERE ${where.join(' AND ')} ORDER BY a.login LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const shown = await this.shape(tx, rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.login],
        (row) => shown.get(row.id) as Account,
      );
    });
  }

  /** One account, for the answer of a verb that has already looked at the scope. */
  async show(tx: ReadTx, accountId: string): Promise<Account> {
    const rows = await tx.query<AccountRow>(`SELECT ${COLUMNS} FROM account a WHERE a.id = $1`, [accountId]);
    const account = (await this.shape(tx, rows)).get(accountId);
    if (!account) throw new DomainError('not-found');
    return account;
  }

  private async shape(tx: ReadTx, rows: readonly AccountRow[]): Promise<ReadonlyMap<string, Account>> {
    const ids = rows.map(({ id }) => id);
    const roles = await this.views.roles(tx, ids);
    const people = await this.views.people(
      tx,
      rows.flatMap(({ person_id: id }) => (id === null ? [] : [id])),
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          account: row.login,
          person: row.person_id === null ? null : (people.get(row.person_id) ?? null),
          status: row.status,
          mustChangePassword: row.must_change_password,
          roles: roles.get(row.id) ?? [],
          lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
        },
      ]),
    );
  }
}
