import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { hashToken, isToken } from '../sessions/session-token.js';

/** A paired device that is not revoked. */
export interface LiveKiosk {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_path: string;
  readonly organisation_name: string;
  readonly name: string;
  readonly place: string | null;
  readonly exam_session_id: string | null;
  readonly badge_alone: boolean;
  readonly last_used_at: Date | null;
}

/** Somebody of the device's organisation who bears the name that was typed. */
export interface NamedPerson {
  readonly person_id: string;
  readonly account_id: string | null;
  readonly display_name: string | null;
  readonly status: 'active' | 'disabled' | null;
  readonly pin_hash: string | null;
}

const SEEN_EVERY_MS = 60_000;
/** More than one is too many already. */
const SAME_NAME_AT_MOST = 2;

@Injectable()
export class KioskRepository {
  constructor(
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /** The device that holds this credential; refuses what is unknown, paired anew or revoked. */
  async require(tx: ReadTx, credential: string | undefined): Promise<LiveKiosk> {
    const device = isToken(credential)
      ? await tx.one<LiveKiosk>(
          `SELECT k.id, k.organisation_id, o.path AS organisation_path, o.name AS organisation_name, k.name, k.place,
             k.exam_session_id, k.badge_alone, k.last_used_at
           FROM kiosk_device k JOIN organisation o ON o.id = k.organisation_id
           WHERE k.credential_hash = $1 AND k.revoked_at IS NULL`,
          [hashToken(credential)],
        )
      : null;
    if (!device) throw new DomainError('kiosk-not-paired');
    return device;
  }

  /** At most once a minute. */
  async noteUse(tx: Tx, device: LiveKiosk): Promise<void> {
    const now = this.clock.now();
    if (device.last_used_at && now.getTime() - device.last_used_at.getTime() < SEEN_EVERY_MS) return;
    await tx.query(`UPDATE kiosk_device SET last_used_at = $2 WHERE id = $1`, [device.id, now]);
  }

  /** People who work below `path` today and bear exactly this name; `tail` are the last four of the ID number or phone. */
  async named(tx: ReadTx, path: string, name: string, tail: string | null): Promise<NamedPerson[]> {
    return tx.query<NamedPerson>(
      `SELECT p.id AS person_id, a.id AS account_id, a.display_name, a.status, k.pin_hash
       FROM person p LEFT JOIN account a ON a.person_id = p.id LEFT JOIN kiosk_pin k ON k.person_id = p.id
       WHERE p.name = $2 AND ($3::text IS NULL OR upper(right(p.id_masked, 4)) = $3 OR right(p.phone_masked, 4) = $3)
         AND EXISTS (SELECT 1 FROM employment e JOIN organisation o ON o.id = e.organisation_id
           WHERE e.person_id = p.id AND starts_with(o.path, $1) AND e.starts_on <= $4 AND (e.ends_on IS NULL OR e.ends_on > $4))
       ORDER BY p.id LIMIT ${SAME_NAME_AT_MOST}`,
      [path, name, tail, this.clock.today()],
    );
  }

  /** Locks PIN and account; false when either has changed since it was looked up. */
  async lockPin(tx: Tx, person: Pick<NamedPerson, 'account_id' | 'pin_hash'>): Promise<boolean> {
    const row = await tx.one(
      `SELECT a.id FROM account a JOIN kiosk_pin k ON k.person_id = a.person_id
       WHERE a.id = $1 AND a.status = 'active' AND k.pin_hash = $2 FOR UPDATE`,
      [person.account_id, person.pin_hash],
    );
    return row !== null;
  }

  /** Locks a device; false when it was revoked in the meantime. */
  async lockLive(tx: Tx, id: string): Promise<boolean> {
    return (await tx.one(`SELECT id FROM kiosk_device WHERE id = $1 AND revoked_at IS NULL FOR UPDATE`, [id])) !== null;
  }

  /** Is a badge without the PIN still enough on this device? */
  async allowsBadgeAlone(tx: Tx, id: string): Promise<boolean> {
    return (await tx.one(`SELECT id FROM kiosk_device WHERE id = $1 AND badge_alone FOR SHARE`, [id])) !== null;
  }

  /** Sets PINs; what was there before is gone. */
  async setPins(tx: Tx, pins: readonly { readonly personId: string; readonly hash: string }[]): Promise<void> {
    await tx.query(
      `INSERT INTO kiosk_pin (person_id, pin_hash, changed_at) SELECT n.id, n.hash, $3 FROM unnest($1::uuid[], $2::text[]) AS n (id, hash)
       ON CONFLICT (person_id) DO UPDATE SET pin_hash = excluded.pin_hash, changed_at = excluded.changed_at`,
      [pins.map(({ personId }) => personId), pins.map(({ hash }) => hash), this.clock.now()],
    );
  }

  /** A pairing code is short: what is stored is a keyed hash. */
  hashOfCode(letters: string): string {
    return this.cipher.lookup(letters, 'kiosk.pairing');
  }
}
