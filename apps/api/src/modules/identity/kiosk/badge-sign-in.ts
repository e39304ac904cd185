import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { SignInRepository } from '../sessions/sign-in.repository.js';
import { BadgeRepository, type BadgeHolder } from './badge.repository.js';
import { CheckPin } from './check-pin.js';
import type { BadgeSignInDto } from './badge.dto.js';
import { KioskRepository, type LiveKiosk } from './kiosk.repository.js';
import { OpenKioskSession, sourceOfKiosk, type KioskSession } from './open-kiosk-session.js';

/** All codes that nobody has count together: there is nobody to count them for. */
const UNKNOWN_BADGE = 'badge';

/**
 * A badge at a paired device: with the PIN, which counts together with the tries by name, or by itself where the device allows
 * it. A code that was replaced, reported lost, of another organisation or of no one is answered alike.
 */
@Injectable()
export class BadgeSignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly kiosks: KioskRepository,
    private readonly badges: BadgeRepository,
    private readonly signIns: SignInRepository,
    private readonly checkPin: CheckPin,
    private readonly open: OpenKioskSession,
  ) {}

  async execute(
    ctx: Ctx,
    credential: string | undefined,
    { badge, pin }: BadgeSignInDto,
    userAgent: string | undefined,
  ): Promise<KioskSession> {
    const { device, holder } = await this.uow.read(Ctx.system('共用设备', ctx.requestId), async (tx) => {
      const found = await this.kiosks.require(tx, credential);
      return { device: found, holder: await this.badges.holder(tx, found.organisation_path, badge) };
    });
    if (!holder) return this.refuse(device);
    if (pin === undefined && !device.badge_alone) throw new DomainError('kiosk-pin-needed');
    if (pin !== undefined) await this.requirePin(device, holder, pin);
    return this.open.execute(
      ctx.requestId,
      device,
      {
        personId: holder.person_id,
        accountId: holder.account_id,
        name: holder.display_name,
        entry: pin === undefined ? 'badge' : 'badge-and-pin',
        confirm: (tx) => this.confirm(tx, device, holder, pin !== undefined),
      },
      userAgent,
    );
  }

  private async refuse(device: LiveKiosk): Promise<never> {
    await this.checkPin.requireTurn(UNKNOWN_BADGE, sourceOfKiosk(device));
    await this.signIns.addFailure(UNKNOWN_BADGE, sourceOfKiosk(device));
    throw new DomainError('kiosk-badge-refused');
  }

  private async requirePin(device: LiveKiosk, holder: BadgeHolder, pin: string): Promise<void> {
    const right = await this.checkPin.execute(holder.person_id, sourceOfKiosk(device), holder.pin_hash, pin);
    if (!right) throw new DomainError('kiosk-pin-wrong');
  }

  private async confirm(tx: Tx, device: LiveKiosk, holder: BadgeHolder, withPin: boolean): Promise<void> {
    if (withPin && !(await this.kiosks.lockPin(tx, holder))) throw new DomainError('kiosk-pin-wrong');
    if (!withPin && !(await this.kiosks.allowsBadgeAlone(tx, device.id))) throw new DomainError('kiosk-pin-needed');
    if (!(await this.badges.use(tx, holder, this.clock.now()))) throw new DomainError('kiosk-badge-refused');
  }
}
