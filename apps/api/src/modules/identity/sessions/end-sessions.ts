import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { SESSIONS_ENDED } from '../../../platform/live/live-streams.js';
import { Notices } from '../../../platform/live/notices.js';
import { SessionDirectory } from './session-directory.js';

/** Contract 3: log-out, disabling, change of password or role end access within a second, in every process. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly sessions: SessionDirectory,
    private readonly clock: Clock,
    private readonly notices: Notices,
  ) {}

  /** All sessions of an account, or all but one. */
  async of(tx: Tx, accountId: string, except: string | null = null): Promise<void> {
    await tx.query(
      `UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3`,
      [accountId, this.clock.now(), except],
    );
    await this.told(tx, accountId);
  }

  async one(tx: Tx, accountId: string, sessionId: string): Promise<void> {
    await tx.query(`UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, [
      sessionId,
      this.clock.now(),
    ]);
    await this.told(tx, accountId);
  }

  /** Whoever is signed in on a shared device. */
  async atKiosk(tx: Tx, kioskId: string): Promise<void> {
    const ended = await tx.query<{ account_id: string }>(
      `UPDATE session SET revoked_at = $2 WHERE kiosk_id = $1 AND revoked_at IS NULL RETURNING account_id`,
      [kioskId, this.clock.now()],
    );
    for (const { account_id: accountId } of ended) await this.told(tx, accountId);
  }

  /** What these people's badges have opened without a PIN. */
  async byBadgeAlone(tx: Tx, personIds: readonly string[]): Promise<void> {
    const ended = await tx.query<{ account_id: string }>(
      `UPDATE session s SET revoked_at = $2 FROM account a
       WHERE a.id = s.account_id AND a.person_id = ANY($1::uuid[]) AND s.kiosk_entry = 'badge' AND s.revoked_at IS NULL
       RETURNING s.account_id`,
      [personIds, this.clock.now()],
    );
    for (const { account_id: accountId } of ended) await this.told(tx, accountId);
  }

  private async told(tx: Tx, accountId: string): Promise<void> {
    tx.afterCommit(() => this.sessions.forget(accountId));
    await this.notices.publish(tx, `${SESSIONS_ENDED}:${accountId}`);
  }
}
