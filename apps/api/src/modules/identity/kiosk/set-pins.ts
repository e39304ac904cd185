import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import type { IssueToPeopleDto } from './badge.dto.js';
import { KioskPeople } from './kiosk-people.js';
import { isWeakPin, newPin } from './kiosk-words.js';
import type { IssuedPins } from './kiosk.dto.js';
import { KioskRepository } from './kiosk.repository.js';
import { KioskPress } from './print/kiosk-press.js';

/** PINs for shared devices: given out by the safety officer on slips, or chosen by the person himself. */
@Injectable()
export class SetPins {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: KioskPeople,
    private readonly kiosks: KioskRepository,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly press: KioskPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The PINs are in the answer and nowhere else. */
  issue(ctx: Ctx, given: IssueToPeopleDto): Promise<IssuedPins> {
    return this.give(ctx, given, (issued) => Promise.resolve(issued));
  }

  /** The same on paper: a PDF of strips to be cut and handed out. */
  issueOnPaper(ctx: Ctx, given: IssueToPeopleDto): Promise<Buffer> {
    return this.give(ctx, given, ({ pins }) => {
      if (pins.length === 0) throw new DomainError('nobody-to-issue');
      return this.press.slips({
        issuedOn: this.clock.today(),
        slips: pins.map(({ name, organisation, tail, pin }) => ({ name, unit: organisation, tail, pin })),
      });
    });
  }

  async change(ctx: Ctx, pin: string): Promise<void> {
    const { personId } = ctx;
    if (isWeakPin(pin))
      throw new DomainError('pin-refused', {}, [{ pointer: '/pin', code: 'weak', message: '太好猜了，换一个' }]);
    const hash = await this.hasher.hash(pin);
    await this.uow.run(ctx, async (tx) => {
      await this.kiosks.setPins(tx, [{ personId, hash }]);
      await this.audit.append(tx, {
        action: 'identity.pin.change',
        subject: { type: 'account', id: ctx.account.accountId },
        organisationId: await this.accounts.homeOrganisation(tx, ctx.account.accountId),
      });
    });
  }

  /** What is handed out is made before the PINs are stored, so that none is valid that nobody has seen. */
  private async give<T>(ctx: Ctx, given: IssueToPeopleDto, handOut: (issued: IssuedPins) => Promise<T>): Promise<T> {
    const { people, withoutAccount } = await this.uow.read(ctx, (tx) =>
      this.people.receivers(tx, 'identity.kiosk.write', given, 'pin'),
    );
    const prepared = await Promise.all(
      people.map(async (person) => {
        const pin = newPin();
        return { person, pin, hash: await this.hasher.hash(pin) };
      }),
    );
    const pins = prepared.map(({ person: { personId, name, unit, tail }, pin }) => ({
      personId,
      name,
      organisation: unit,
      tail,
      pin,
    }));
    const answer = await handOut({ pins, withoutAccount });
    if (prepared.length === 0) return answer;
    await this.uow.run(ctx, async (tx) => {
      await this.kiosks.setPins(
        tx,
        prepared.map(({ person, hash }) => ({ personId: person.personId, hash })),
      );
      await this.audit.append(tx, {
        action: 'identity.pin.issue',
        subject: { type: 'organisation', id: given.organisationId },
        organisationId: given.organisationId,
        detail: { personIds: pins.map(({ personId }) => personId) },
      });
    });
    return answer;
  }
}
