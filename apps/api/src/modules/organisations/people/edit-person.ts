import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { requireRosterDate } from './civil-dates.js';
import type { EmploymentRow } from './employment.entity.js';
import { EmploymentRepository } from './employment.repository.js';
import type { RosterRole } from './employment-words.js';
import { IdentitySeal } from './identity-seal.js';
import type { EditPersonDto } from './person-input.dto.js';
import type { PersonRow } from './person.entity.js';
import { requireIdNumber, requirePhone } from './person-input.js';
import { PersonRepository, type PersonChange } from './person.repository.js';
import { Placements, chooseOpen, type Place } from './placements.js';
import { PostRegister } from './post-register.js';

const WRITE = 'organisations.person.write';

/**
 * Corrects who somebody is, or changes how he is employed. The first belongs to the person and asks that all his employers
 * are within the caller's scope; the second closes his line on the roster and opens another.
 */
@Injectable()
export class EditPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly placements: Placements,
    private readonly posts: PostRegister,
    private readonly seal: IdentitySeal,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, personId: string, version: number, dto: EditPersonDto): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const scope = this.scope.filter(ctx, WRITE);
      const lines = await this.employments.inScope(tx, personId, scope);
      if (lines.length === 0) throw new DomainError('not-found');
      const seen = chooseOpen(lines, dto.enterpriseId);
      const wanted = await this.wantedPlace(tx, seen, dto);
      const [person] = await this.people.lock(tx, [personId]);
      if (!person) throw new DomainError('not-found');
      requireVersion(version, person.version);
      const current = chooseOpen(await this.employments.inScope(tx, personId, scope), seen.enterprise_id);
      if (wanted) await this.placements.move(tx, current, wanted.place, wanted.rosterRole, wanted.on);
      const change = await this.personChange(tx, person, dto);
      await this.people.change(tx, personId, change);
      await this.audit.append(tx, {
        action: 'organisations.person.edit',
        subject: { type: 'person', id: personId },
        organisationId: current.enterprise_id,
        detail: { changed: [...changedNames(change), ...(wanted ? ['employment'] : [])] },
      });
    });
  }

  private async personChange(tx: Tx, person: PersonRow, dto: EditPersonDto): Promise<PersonChange> {
    const change: PersonChange = {};
    if (dto.name !== undefined && dto.name !== person.name) change.name = dto.name;
    const type = dto.idType ?? person.id_type;
    if (dto.idNumber || type !== person.id_type) {
      const number = requireIdNumber(type, dto.idNumber || this.seal.openId(person.id_cipher), this.clock.today());
      const sealed = this.seal.id(number);
      if (type !== person.id_type) change.id_type = type;
      if (sealed.id_hash !== person.id_hash) {
        if ((await this.people.byIdHashes(tx, [sealed.id_hash])).length > 0)
          throw new DomainError('identity-document-taken');
        Object.assign(change, sealed);
      }
    }
    if (Object.keys(change).length > 0) await this.requireWhole(tx, person.id);
    if (dto.phone !== undefined) {
      const phone = requirePhone(dto.phone);
      if ((phone === null ? null : this.seal.phoneHash(phone)) !== person.phone_hash)
        Object.assign(change, this.seal.phone(phone));
    }
    return change;
  }

  private async requireWhole(tx: Tx, personId: string): Promise<void> {
    const scope = this.scope.filter(tx.ctx, WRITE);
    const open = await this.employments.openOf(tx, [personId]);
    const all = open.every((e) => scope.includes({ path: e.unit_path, region_code: e.region_code, field: e.field }));
    if (!all) throw new DomainError('person-identity-shared');
  }

  /** The new line on the roster, when the employment type or role becomes another one. */
  private async wantedPlace(
    tx: Tx,
    current: EmploymentRow,
    dto: EditPersonDto,
  ): Promise<{ place: Place; rosterRole: RosterRole; on: string } | null> {
    const employmentType = dto.employmentType ?? current.employment_type;
    const rosterRole = dto.rosterRole ?? current.roster_role;
    if (employmentType === current.employment_type && rosterRole === current.roster_role) return null;
    const today = this.clock.today();
    const on = dto.on ?? today;
    requireRosterDate('/on', on, today);
    const postIds = (await this.posts.held(tx, [current.id])).map((held) => held.postId);
    const place = await this.placements.prepare(tx, WRITE, {
      unitId: current.organisation_id,
      postIds,
      employmentType,
    });
    return { place, rosterRole, on };
  }
}

function changedNames(change: PersonChange): string[] {
  return [
    ...(change.name === undefined ? [] : ['name']),
    ...(change.id_hash === undefined && change.id_type === undefined ? [] : ['idNumber']),
    ...(change.phone_hash === undefined ? [] : ['phone']),
  ];
}
