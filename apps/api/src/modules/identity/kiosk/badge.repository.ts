import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { hashToken } from '../sessions/session-token.js';

/** Who may sign in with a badge that is good. */
export interface BadgeHolder {
  readonly badge_id: string;
  readonly person_id: string;
  readonly account_id: string;
  readonly display_name: string;
  readonly pin_hash: string | null;
}

@Injectable()
export class BadgeRepository {
  constructor(private readonly clock: Clock) {}

  /** The holder of a badge that is good, if he works below `path` today and has an account in use. */
  async holder(tx: ReadTx, path: string, code: string): Promise<BadgeHolder | null> {
    return tx.one<BadgeHolder>(
      `SELECT b.id AS badge_id, b.person_id, a.id AS account_id, a.display_name, k.pin_hash
       FROM kiosk_badge b JOIN account a ON a.person_id = b.person_id AND a.status = 'active'
       LEFT JOIN kiosk_pin k ON k.person_id = b.person_id
       WHERE b.token_hash = $2 AND b.ended_at IS NULL
         AND EXISTS (SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
           WHERE e.person_id = b.person_id AND starts_with(o.path, $1) AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on > $3))`,
      [path, hashToken(code), this.clock.today()],
    );
  }

  /** Notes that the badge was used, which locks it; false when it or the account has ended in the meantime. */
  async use(tx: Tx, { badge_id: badgeId, account_id: accountId }: BadgeHolder, at: Date): Promise<boolean> {
    const active = await tx.one(`SELECT id FROM account WHERE id = $1 AND status = 'active' FOR UPDATE`, [accountId]);
    const used = await tx.query(
      `UPDATE kiosk_badge SET last_used_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [badgeId, at],
    );
    return active !== null && used.length > 0;
  }

  /** Gives each person a new badge; the one before is good no more. */
  async replace(
    tx: Tx,
    badges: readonly { readonly personId: string; readonly code: string }[],
    by: string,
  ): Promise<void> {
    const personIds = badges.map(({ personId }) => personId);
    const now = this.clock.now();
    // Of two who issue at once the second waits, and what he prints is good. As in `use`: the account before the badge.
    await tx.query(`SELECT id FROM account WHERE person_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [personIds]);
    await this.end(tx, personIds, by);
    await tx.query(
      `INSERT INTO kiosk_badge (id, person_id, token_hash, issued_at, issued_by)
       SELECT n.id, n.person_id, n.hash, $4, $5 FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS n (id, person_id, hash)`,
      [badges.map(() => uuidv7()), personIds, badges.map(({ code }) => hashToken(code)), now, by],
    );
  }

  /** Ends the badges of these people; answers with those who had one. */
  async end(tx: Tx, personIds: readonly string[], by: string): Promise<string[]> {
    const ended = await tx.query<{ person_id: string }>(
      `UPDATE kiosk_badge SET ended_at = $2, ended_by = $3 WHERE person_id = ANY($1::uuid[]) AND ended_at IS NULL RETURNING person_id`,
      [personIds, this.clock.now(), by],
    );
    return ended.map(({ person_id: personId }) => personId);
  }
}
