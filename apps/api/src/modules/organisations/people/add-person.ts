import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { fieldProblem } from '../field-problem.js';
import { requireRosterDate } from './civil-dates.js';
import { EmploymentRepository } from './employment.repository.js';
import { IdentitySeal } from './identity-seal.js';
import type { CreatePersonDto } from './person-input.dto.js';
import { requireIdNumber, requirePhone } from './person-input.js';
import { sameName } from './person-name.js';
import { PersonRepository } from './person.repository.js';
import { Placements } from './placements.js';

const WRITE = 'organisations.person.write';

/**
 * Puts one person on a roster. One person at two employers is one person, found by the document: he keeps the name that he
 * has there, and a request with another name is refused without saying which (it is a wrong number, as a rule, and a
 * guess must not be answered with somebody's data). A phone given here becomes his phone.
 */
@Injectable()
export class AddPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly placements: Placements,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly seal: IdentitySeal,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, dto: CreatePersonDto): Promise<{ personId: string; employmentId: string }> {
    const today = this.clock.today();
    const number = requireIdNumber(dto.idType, dto.idNumber, today);
    const phone = requirePhone(dto.phone);
    requireRosterDate('/startsOn', dto.startsOn, today);
    return this.uow.run(ctx, async (tx) => {
      const place = await this.placements.prepare(tx, WRITE, dto);
      const { id: personId, phoneHash } = await this.personOf(tx, dto, number, phone);
      const open = await this.employments.openOf(tx, [personId]);
      if (open.some((e) => e.enterprise_id === place.enterprise.id)) throw new DomainError('person-already-here');
      const employmentId = await this.placements.start(tx, personId, place, dto.rosterRole, dto.startsOn, '/startsOn');
      // Only now is the person within the caller's scope.
      if (phone !== null && phoneHash !== this.seal.phoneHash(phone))
        await this.people.change(tx, personId, this.seal.phone(phone));
      await this.audit.append(tx, {
        action: 'organisations.person.add',
        subject: { type: 'person', id: personId },
        organisationId: place.enterprise.id,
        detail: {
          employmentId,
          unitId: place.unit.id,
          postIds: [...place.postIds],
          employmentType: dto.employmentType,
          rosterRole: dto.rosterRole,
          startsOn: dto.startsOn,
        },
      });
      return { personId, employmentId };
    });
  }

  /** The person with this document: the one who is known, else a new one. */
  private async personOf(
    tx: Tx,
    dto: CreatePersonDto,
    number: string,
    phone: string | null,
  ): Promise<{ id: string; phoneHash: string | null }> {
    const sealed = this.seal.id(number);
    const [known] = await this.people.byIdHashes(tx, [sealed.id_hash]);
    if (!known) {
      const row = {
        id: uuidv7(),
        name: dto.name,
        id_type: dto.idType,
        ...sealed,
        ...this.seal.phone(phone),
        created_at: this.clock.now(),
        version: 1,
      };
      await this.people.insert(tx, [row]);
    }
    const found = known ?? (await this.people.byIdHashes(tx, [sealed.id_hash]))[0];
    if (!found) throw new DomainError('service-busy', { seconds: 1 });
    if (!sameName(found.name, dto.name)) throw fieldProblem('/name', 'name-mismatch', NAME_MISMATCH);
    return { id: found.id, phoneHash: found.phone_hash };
  }
}

export const NAME_MISMATCH = '姓名和证件号码对不上，请核对这两项；都没写错的话，请系统管理员更正。';
