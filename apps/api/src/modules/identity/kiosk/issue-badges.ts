import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { newBadgeCode } from './badge-code.js';
import type { IssueToPeopleDto } from './badge.dto.js';
import { BadgeRepository } from './badge.repository.js';
import { KioskPeople } from './kiosk-people.js';
import { KioskPress } from './print/kiosk-press.js';

const WRITE = 'identity.kiosk.write';

/** Badges: printed as they are made, because what they say is stored nowhere; and their end. */
@Injectable()
export class IssueBadges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: KioskPeople,
    private readonly badges: BadgeRepository,
    private readonly endSessions: EndSessions,
    private readonly press: KioskPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A sheet of cards to be cut, as PDF. Whoever had a badge has only the new one from now on. */
  async execute(ctx: Ctx, given: IssueToPeopleDto): Promise<Buffer> {
    const { people } = await this.uow.read(ctx, (tx) => this.people.receivers(tx, WRITE, given, 'badge'));
    if (people.length === 0) throw new DomainError('nobody-to-issue');
    const made = people.map((person) => ({ person, code: newBadgeCode() }));
    // Before anything is locked: fifty pages take a second or two.
    const sheet = await this.press.badges({
      issuedOn: this.clock.today(),
      badges: made.map(({ person: { name, unit, posts, tail }, code }) => ({ name, unit, posts, tail, code })),
    });
    await this.uow.run(ctx, async (tx) => {
      const personIds = people.map(({ personId }) => personId);
      await this.badges.replace(
        tx,
        made.map(({ person, code }) => ({ personId: person.personId, code })),
        ctx.account.accountId,
      );
      await this.endSessions.byBadgeAlone(tx, personIds);
      await this.audit.append(tx, {
        action: 'identity.badge.issue',
        subject: { type: 'organisation', id: given.organisationId },
        organisationId: given.organisationId,
        detail: { personIds },
      });
    });
    return sheet;
  }

  /** A lost badge: it opens nothing from now on, and what it alone has opened is shut. */
  async revoke(ctx: Ctx, personId: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const parameters: unknown[] = [personId, this.clock.today()];
      const scope = this.scope.filter(ctx, WRITE).sql('o', parameters);
      const employed = await tx.one<{ enterprise_id: string }>(
        `SELECT e.enterprise_id FROM employment e JOIN organisation o ON o.id = e.organisation_id
         WHERE e.person_id = $1 AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on > $2) AND ${scope}
         ORDER BY e.starts_on DESC LIMIT 1`,
        parameters,
      );
      if (!employed) throw new DomainError('not-found');
      const ended = await this.badges.end(tx, [personId], ctx.account.accountId);
      if (ended.length === 0) return;
      await this.endSessions.byBadgeAlone(tx, [personId]);
      await this.audit.append(tx, {
        action: 'identity.badge.revoke',
        subject: { type: 'person', id: personId },
        organisationId: employed.enterprise_id,
      });
    });
  }
}
