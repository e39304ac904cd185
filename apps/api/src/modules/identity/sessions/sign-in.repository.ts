import { Injectable } from '@nestjs/common';
import { isPhone, normalisePhone } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { WINDOW_MS, type Failures } from './throttle.js';

export interface SignInAccount {
  id: string;
  person_id: string | null;
  display_name: string;
  password_hash: string;
  password_changed_at: Date;
  must_change_password: boolean;
  status: 'active' | 'disabled';
}

/** So that an unknown account costs the same queries as a known one. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const COLUMNS =
  'a.id, a.person_id, a.display_name, a.password_hash, a.password_changed_at, a.must_change_password, a.status';

@Injectable()
export class SignInRepository {
  constructor(
    private readonly sql: SqlPool,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** By login name, else by phone when exactly one person with an account has it. `login` is normalised. */
  async findAccount(tx: ReadTx, login: string): Promise<SignInAccount | null> {
    const phone = normalisePhone(login);
    const phoneHash = isPhone(phone) ? this.cipher.lookup(phone, 'person.phone') : null;
    const rows = await tx.query<SignInAccount & { by_login: boolean }>(
      `SELECT ${COLUMNS}, a.login = $1 AS by_login FROM account a WHERE a.login = $1
         OR a.person_id IN (SELECT p.id FROM person p WHERE p.phone_hash = $2)
       LIMIT 3`,
      [login, phoneHash],
    );
    return rows.find((row) => row.by_login) ?? (rows.length === 1 ? (rows[0] ?? null) : null);
  }

  /** Whether the device has signed in before: to this account, or at least to some account. */
  async deviceStanding(accountId: string | null, deviceHash: string): Promise<'own' | 'other' | 'unknown'> {
    const [row] = await this.sql.query<{ own: boolean | null }>(
      'device-standing',
      `SELECT bool_or(account_id = $1) AS own FROM known_device WHERE device_hash = $2`,
      [accountId ?? NOBODY, deviceHash],
    );
    if (row?.own === true) return 'own';
    return row?.own === false ? 'other' : 'unknown';
  }

  async rememberDevice(tx: Tx, accountId: string, deviceHash: string): Promise<void> {
    await tx.query(
      `INSERT INTO known_device (account_id, device_hash, seen_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id, device_hash) DO UPDATE SET seen_at = excluded.seen_at`,
      [accountId, deviceHash, this.clock.now()],
    );
  }

  async failures(login: string, source: string): Promise<Failures> {
    const [row] = await this.sql.query<{
      pair: string;
      pair_last: Date | null;
      source: string;
      source_last: Date | null;
    }>(
      'sign-in-failures',
      `SELECT count(*) FILTER (WHERE login_hash = $1) AS pair, max(at) FILTER (WHERE login_hash = $1) AS pair_last,
         count(*) AS source, max(at) AS source_last
       FROM sign_in_failure WHERE source = $2 AND at > $3`,
      [this.hashOf(login), source, new Date(this.clock.now().getTime() - WINDOW_MS)],
    );
    return {
      pair: Number(row?.pair ?? 0),
      pairLastAt: row?.pair_last?.getTime() ?? null,
      source: Number(row?.source ?? 0),
      sourceLastAt: row?.source_last?.getTime() ?? null,
    };
  }

  /** Outside any transaction of the request: a failure stays counted whatever becomes of it. */
  async addFailure(login: string, source: string): Promise<void> {
    await this.sql.query(
      'sign-in-failed',
      `INSERT INTO sign_in_failure (id, login_hash, source, at) VALUES ($1, $2, $3, $4)`,
      [uuidv7(), this.hashOf(login), source, this.clock.now()],
    );
  }

  async clearFailures(tx: Tx, login: string, source: string): Promise<void> {
    await tx.query(`DELETE FROM sign_in_failure WHERE login_hash = $1 AND source = $2`, [this.hashOf(login), source]);
  }

  /** People type passwords into the wrong field: what was typed is kept as a keyed hash only. */
  private hashOf(login: string): string {
    return this.cipher.lookup(login, 'account.login');
  }
}
