import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AccountRepository } from '../accounts/account.repository.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { isWeakPin, newPin } from './kiosk-words.js';
import { PINS_AT_ONCE, type IssuedPins, type IssuePinsDto } from './kiosk.dto.js';
import { KioskRepository } from './kiosk.repository.js';

interface Colleague {
  id: string;
  name: string;
  unit: string;
  has_account: boolean;
  has_pin: boolean;
}

/** PINs for shared devices: given out by the safety officer on slips, or chosen by the person himself. */
@Injectable()
export class SetPins {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly kiosks: KioskRepository,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The PINs are in the answer and nowhere else. People without an account cannot sign in anywhere and are counted only. */
  async issue(ctx: Ctx, given: IssuePinsDto): Promise<IssuedPins> {
    const colleagues = await this.uow.read(ctx, (tx) => this.colleagues(tx, given));
    const wanted = colleagues.filter((one) => one.has_account && (given.personIds !== undefined || !one.has_pin));
    if (wanted.length > PINS_AT_ONCE)
      throw new DomainError('batch-too-large', { count: wanted.length, limit: PINS_AT_ONCE });
    const prepared = await Promise.all(
      wanted.map(async (person) => {
        const pin = newPin();
        return { person, pin, hash: await this.hasher.hash(pin) };
      }),
    );
    return this.uow.run(ctx, async (tx) => {
      await this.kiosks.setPins(
        tx,
        prepared.map(({ person, hash }) => ({ personId: person.id, hash })),
      );
      if (prepared.length > 0)
        await this.audit.append(tx, {
          action: 'identity.pin.issue',
          subject: { type: 'organisation', id: given.organisationId },
          organisationId: given.organisationId,
          detail: { personIds: prepared.map(({ person }) => person.id) },
        });
      return {
        pins: prepared.map(({ person, pin }) => ({
          personId: person.id,
          name: person.name,
          organisation: person.unit,
          pin,
        })),
        withoutAccount: colleagues.filter((one) => !one.has_account).length,
      };
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

  private async colleagues(tx: ReadTx, { organisationId, personIds }: IssuePinsDto): Promise<Colleague[]> {
    const organisation = await this.scope.require(tx, 'identity.kiosk.write', organisationId);
    const people = await tx.query<Colleague>(
      `SELECT DISTINCT ON (p.id) p.id, p.name, u.name AS unit, a.id IS NOT NULL AS has_account, k.person_id IS NOT NULL AS has_pin
       FROM employment e JOIN organisation u ON u.id = e.organisation_id JOIN person p ON p.id = e.person_id
       LEFT JOIN account a ON a.person_id = p.id LEFT JOIN kiosk_pin k ON k.person_id = p.id
       WHERE starts_with(u.path, $1) AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on > $2)
         AND ($3::uuid[] IS NULL OR p.id = ANY($3))
       ORDER BY p.id, e.starts_on DESC`,
      [organisation.path, this.clock.today(), personIds ?? null],
    );
    if (personIds !== undefined && people.length < new Set(personIds).size) throw new DomainError('not-found');
    return people.sort((a, b) => a.unit.localeCompare(b.unit, 'zh') || a.name.localeCompare(b.name, 'zh'));
  }
}
