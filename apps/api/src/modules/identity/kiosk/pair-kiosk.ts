import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { hashToken, newToken } from '../sessions/session-token.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { sourceOf, waitSeconds } from '../sessions/throttle.js';
import { KioskExams } from './kiosk-exams.js';
import { KioskRepository, type LiveKiosk } from './kiosk.repository.js';
import { tidyPairingCode } from './kiosk-words.js';
import type { PairedKiosk } from './kiosk.dto.js';

/** A device types its code and gets the credential by which it is known from then on. */
@Injectable()
export class PairKiosk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kiosks: KioskRepository,
    private readonly exams: KioskExams,
    private readonly signIns: SignInRepository,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, code: string, ip: string): Promise<{ credential: string; device: PairedKiosk }> {
    const source = `pairing:${sourceOf(ip)}`;
    const seconds = waitSeconds(await this.signIns.failures('pairing', source), this.clock.now().getTime());
    if (seconds > 0) throw new DomainError('too-many-requests', { seconds });
    const credential = newToken();
    const device = await this.uow.run(Ctx.system('共用设备', ctx.requestId), (tx) => this.take(tx, code, credential));
    if (!device) {
      await this.signIns.addFailure('pairing', source);
      throw new DomainError('pairing-code-wrong');
    }
    return { credential, device };
  }

  /** What this browser is, for its own pages. */
  async show(ctx: Ctx, credential: string | undefined): Promise<PairedKiosk> {
    return this.uow.run(Ctx.system('共用设备', ctx.requestId), async (tx) => {
      const device = await this.kiosks.require(tx, credential);
      await this.kiosks.noteUse(tx, device);
      return this.describe(tx, device);
    });
  }

  /** One statement uses the code up, so that of two devices that type it one is paired. */
  private async take(tx: Tx, code: string, credential: string): Promise<PairedKiosk | null> {
    const letters = tidyPairingCode(code);
    if (letters === null) return null;
    const now = this.clock.now();
    const taken = await tx.one<{ id: string; enterprise_id: string }>(
      `UPDATE kiosk_device k SET credential_hash = $2, pairing_hash = NULL, pairing_expires_at = NULL, paired_at = $3, last_used_at = $3
       FROM organisation o WHERE o.id = k.organisation_id AND k.pairing_hash = $1 AND k.pairing_expires_at > $3 AND k.revoked_at IS NULL
       RETURNING k.id, o.enterprise_id`,
      [this.kiosks.hashOfCode(letters), hashToken(credential), now],
    );
    if (!taken) return null;
    await this.endSessions.atKiosk(tx, taken.id);
    await this.audit.append(tx, {
      action: 'identity.kiosk.pair',
      subject: { type: 'kiosk', id: taken.id },
      organisationId: taken.enterprise_id,
    });
    return this.describe(tx, await this.kiosks.require(tx, credential));
  }

  private async describe(tx: Tx, device: LiveKiosk): Promise<PairedKiosk> {
    const examSessionId = device.exam_session_id;
    const titles = await this.exams.titles(tx, examSessionId === null ? [] : [examSessionId]);
    return {
      name: device.name,
      place: device.place,
      organisationName: device.organisation_name,
      examSessionId,
      examTitle: titles.get(examSessionId ?? '') ?? null,
      badgeAlone: device.badge_alone,
    };
  }
}
