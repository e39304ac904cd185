import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import { CheckPin } from './check-pin.js';
import { KioskRepository } from './kiosk.repository.js';
import type { KioskSignInDto } from './kiosk.dto.js';
import { OpenKioskSession, sourceOfKiosk, type KioskSession } from './open-kiosk-session.js';

/**
 * Name and PIN at a paired device. No list of people is ever shown, and an unknown name, a wrong PIN and a person without a PIN
 * are answered alike.
 */
@Injectable()
export class KioskSignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kiosks: KioskRepository,
    private readonly checkPin: CheckPin,
    private readonly open: OpenKioskSession,
  ) {}

  async execute(
    ctx: Ctx,
    credential: string | undefined,
    { name, tail, pin }: KioskSignInDto,
    userAgent: string | undefined,
  ): Promise<KioskSession> {
    const tidied = name.normalize('NFKC').trim();
    const { device, people } = await this.uow.read(Ctx.system('共用设备', ctx.requestId), async (tx) => {
      const found = await this.kiosks.require(tx, credential);
      const named = await this.kiosks.named(tx, found.organisation_path, tidied, tail?.toUpperCase() ?? null);
      return { device: found, people: named };
    });
    if (people.length > 1) throw new DomainError('kiosk-name-shared');
    const [person] = people;
    const right = await this.checkPin.execute(
      person?.person_id ?? `name:${tidied}`,
      sourceOfKiosk(device),
      person?.status === 'active' ? person.pin_hash : null,
      pin,
    );
    if (!right || !person?.account_id) throw new DomainError('kiosk-credentials-wrong');
    return this.open.execute(
      ctx.requestId,
      device,
      {
        personId: person.person_id,
        accountId: person.account_id,
        name: person.display_name ?? '',
        entry: 'pin',
        confirm: async (tx) => {
          if (!(await this.kiosks.lockPin(tx, person))) throw new DomainError('kiosk-credentials-wrong');
        },
      },
      userAgent,
    );
  }
}
