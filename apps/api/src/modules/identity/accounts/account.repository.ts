import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { Grant } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { PasswordOwner } from '../passwords/password-rules.js';
import { RoleGrantEntity } from './role-grant.entity.js';

export interface StoredAccount {
  id: string;
  login: string;
  person_id: string | null;
  status: 'active' | 'disabled';
  password_hash: string;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly personId: string | null;
  readonly name: string;
  readonly hash: string;
  /** True when not given: the password is a temporary one. */
  readonly mustChangePassword?: boolean;
}

export type NewGrant = Pick<RoleGrantEntity, 'accountId' | 'role' | 'organisationId' | 'regionCode' | 'field'>;

@Injectable()
export class AccountRepository {
  constructor(
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  async grantsOf(tx: ReadTx, accountId: string): Promise<Grant[]> {
    return tx.query<Grant>(
      `SELECT g.id, g.role, g.organisation_id AS "organisationId", o.path AS "organisationPath", g.region_code AS "regionCode", g.field
       FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id WHERE g.account_id = $1 ORDER BY g.granted_at, g.id`,
      [accountId],
    );
  }

  /** Locks the row; false when the account was disabled or its password changed in the meantime. */
  async lockUnchanged(tx: Tx, accountId: string, passwordHash: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT id FROM account WHERE id = $1 AND status = 'active' AND password_hash = $2 FOR UPDATE`,
      [accountId, passwordHash],
    );
    return row !== null;
  }

  async noteSignIn(tx: Tx, accountId: string, at: Date, mustChangePassword: boolean): Promise<void> {
    await tx.query(`UPDATE account SET last_sign_in_at = $2, must_change_password = $3 WHERE id = $1`, [
      accountId,
      at,
      mustChangePassword,
    ]);
  }

  /** Whose audit chain an account belongs to: the person's present enterprise, else the first organisation of its grants, else the platform. */
  async homeOrganisation(tx: ReadTx, accountId: string): Promise<string | null> {
    const row = await tx.one<{ id: string | null }>(
      `SELECT coalesce(
         (SELECT e.enterprise_id FROM account a JOIN employment e ON e.person_id = a.person_id
          WHERE a.id = $1 AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on > $2) ORDER BY e.starts_on DESC, e.id LIMIT 1),
         (SELECT o.enterprise_id FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
          WHERE g.account_id = $1 ORDER BY g.granted_at, g.id LIMIT 1)) AS id`,
      [accountId, this.clock.today()],
    );
    return row?.id ?? null;
  }

  async find(tx: ReadTx, accountId: string): Promise<StoredAccount | null> {
    return tx.one<StoredAccount>(`SELECT id, login, person_id, status, password_hash FROM account WHERE id = $1`, [
      accountId,
    ]);
  }

  async lock(tx: Tx, accountId: string): Promise<StoredAccount | null> {
    return tx.one<StoredAccount>(
      `SELECT id, login, person_id, status, password_hash FROM account WHERE id = $1 FOR UPDATE`,
      [accountId],
    );
  }

  /** Inserts what the unique constraints allow; answers with the ids that went in. */
  async insert(tx: Tx, accounts: readonly NewAccount[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO account (id, login, person_id, display_name, password_hash, password_changed_at, must_change_password, status, created_at)
       SELECT n.id, n.login, n.person_id, n.name, n.hash, $6, n.must_change, 'active', $6
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $7::boolean[]) AS n (id, login, person_id, name, hash, must_change)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        accounts.map(({ id }) => id),
        accounts.map(({ login }) => login),
        accounts.map(({ personId }) => personId),
        accounts.map(({ name }) => name),
        accounts.map(({ hash }) => hash),
        this.clock.now(),
        accounts.map(({ mustChangePassword }) => mustChangePassword ?? true),
      ],
    );
    return rows.map(({ id }) => id);
  }

  async insertGrants(tx: Tx, grants: readonly NewGrant[]): Promise<void> {
    if (grants.length === 0) return;
    const now = this.clock.now();
    const grantedBy = tx.ctx.accountIdOrNull;
    await tx
      .repository(RoleGrantEntity)
      .insert(grants.map((grant) => ({ ...grant, id: uuidv7(), grantedBy, grantedAt: now })));
  }

  async setPassword(tx: Tx, accountId: string, hash: string, at: Date, given: { temporary: boolean }): Promise<void> {
    await tx.query(
      `UPDATE account SET password_hash = $2, password_changed_at = $3, must_change_password = $4, version = version + 1 WHERE id = $1`,
      [accountId, hash, at, given.temporary],
    );
  }

  async setStatus(tx: Tx, accountId: string, status: 'active' | 'disabled'): Promise<void> {
    await tx.query(`UPDATE account SET status = $2, version = version + 1 WHERE id = $1`, [accountId, status]);
  }

  /** Which of these login names are taken. */
  async takenLogins(tx: ReadTx, logins: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ login: string }>(`SELECT login FROM account WHERE login = ANY($1::text[])`, [logins]);
    return new Set(rows.map(({ login }) => login));
  }

  async hasAccount(tx: ReadTx, personId: string): Promise<boolean> {
    return (await tx.one(`SELECT id FROM account WHERE person_id = $1`, [personId])) !== null;
  }

  async any(tx: ReadTx): Promise<boolean> {
    return (await tx.one(`SELECT id FROM account LIMIT 1`)) !== null;
  }

  async removeGrant(tx: Tx, accountId: string, grantId: string): Promise<void> {
    await tx.query(`DELETE FROM role_grant WHERE id = $2 AND account_id = $1`, [accountId, grantId]);
  }

  /**
   * Takes the lock under which system administrators are removed, one at a time, and tells whether somebody other than this
   * account can still sign in as one.
   */
  async otherAdministrator(tx: Tx, accountId: string): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity:administrators', 0))`);
    const row = await tx.one(
      `SELECT a.id FROM account a JOIN role_grant g ON g.account_id = a.id
       WHERE g.role = 'system_administrator' AND a.status = 'active' AND a.id <> $1 LIMIT 1`,
      [accountId],
    );
    return row !== null;
  }

  /** What others know about the owner of an account, for the password rules. Never leaves the verb. */
  async passwordOwner(tx: ReadTx, accountId: string): Promise<PasswordOwner> {
    const row = await tx.one<{
      login: string;
      name: string | null;
      phone_cipher: string | null;
      id_cipher: string | null;
      organisation: string | null;
    }>(
      `SELECT a.login, p.name, p.phone_cipher, p.id_cipher, o.name AS organisation
       FROM account a LEFT JOIN person p ON p.id = a.person_id
       LEFT JOIN LATERAL (SELECT e.enterprise_id FROM employment e WHERE e.person_id = p.id ORDER BY e.starts_on DESC, e.id LIMIT 1) e ON true
       LEFT JOIN organisation o ON o.id = e.enterprise_id WHERE a.id = $1`,
      [accountId],
    );
    return {
      login: row?.login ?? '',
      name: row?.name ?? null,
      phone: row?.phone_cipher ? this.cipher.decrypt(row.phone_cipher, 'person.phone') : null,
      idTail: row?.id_cipher ? this.cipher.decrypt(row.id_cipher, 'person.id').slice(-6) : null,
      organisationName: row?.organisation ?? null,
    };
  }
}
