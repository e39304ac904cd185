import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { KioskDeviceEntity } from './kiosk-device.entity.js';
import { newPairingCode, tidyPairingCode } from './kiosk-words.js';
import { KioskRepository } from './kiosk.repository.js';
import type { KioskPairing, RegisterKioskDto } from './kiosk.dto.js';
import { OwnKiosks } from './own-kiosks.js';

const WRITE = 'identity.kiosk.write';
/** How long a pairing code is good for. */
const PAIRING_MS = 10 * 60_000;

/** Registers shared devices, gives them pairing codes and takes them out of use. */
@Injectable()
export class RegisterKiosk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly own: OwnKiosks,
    private readonly kiosks: KioskRepository,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, given: RegisterKioskDto): Promise<KioskPairing> {
    return this.uow.run(ctx, async (tx) => {
      const organisation = await this.scope.require(tx, WRITE, given.organisationId);
      if (given.examSessionId !== undefined) await this.own.requireExam(tx, given.examSessionId);
      const now = this.clock.now();
      const id = uuidv7();
      await tx.repository(KioskDeviceEntity).insert({
        id,
        organisationId: organisation.id,
        name: given.name.trim(),
        place: given.place?.trim() || null,
        examSessionId: given.examSessionId ?? null,
        badgeAlone: given.badgeAlone ?? false,
        version: 1,
        createdAt: now,
        createdBy: ctx.account.accountId,
      });
      await this.audit.append(tx, {
        action: 'identity.kiosk.register',
        subject: { type: 'kiosk', id },
        organisationId: organisation.enterprise_id,
        detail: { name: given.name.trim() },
      });
      return this.newCode(tx, id);
    });
  }

  /** Another code: for a device that was lost track of, or is to be paired anew. The old one goes on until the code is used. */
  async pairAgain(ctx: Ctx, id: string): Promise<KioskPairing> {
    return this.uow.run(ctx, async (tx) => {
      await this.own.lockLive(tx, id);
      return this.newCode(tx, id);
    });
  }

  /** Ends the device and whoever is signed in on it, within a second (law A29). */
  async revoke(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const kiosk = await this.own.lock(tx, id);
      if (kiosk.revoked_at !== null) return;
      await tx.query(
        `UPDATE kiosk_device SET revoked_at = $2, credential_hash = NULL, pairing_hash = NULL WHERE id = $1`,
        [id, this.clock.now()],
      );
      await this.endSessions.atKiosk(tx, id);
      await this.audit.append(tx, {
        action: 'identity.kiosk.revoke',
        subject: { type: 'kiosk', id },
        organisationId: kiosk.enterprise_id,
      });
    });
  }

  private async newCode(tx: Tx, id: string): Promise<KioskPairing> {
    const pairingCode = newPairingCode();
    const expiresAt = new Date(this.clock.now().getTime() + PAIRING_MS);
    await tx.query(`UPDATE kiosk_device SET pairing_hash = $2, pairing_expires_at = $3 WHERE id = $1`, [
      id,
      this.kiosks.hashOfCode(tidyPairingCode(pairingCode) ?? ''),
      expiresAt,
    ]);
    return { id, pairingCode, expiresAt: expiresAt.toISOString() };
  }
}
