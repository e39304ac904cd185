import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { Grant } from '../../../platform/http/context.js';

@Injectable()
export class AccountRepository {
  constructor(private readonly clock: Clock) {}

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

  /** Ends the sessions of an account, all or all but one; within a second in every process (law A29). */
  async endSessions(tx: Tx, accountId: string, except: string | null = null): Promise<void> {
    await tx.query(
      `UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3`,
      [accountId, this.clock.now(), except],
    );
  }

  async endSession(tx: Tx, sessionId: string): Promise<void> {
    await tx.query(`UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, [
      sessionId,
      this.clock.now(),
    ]);
  }
}
