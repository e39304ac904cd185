import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { requireRosterDate } from './civil-dates.js';
import { EmploymentRepository } from './employment.repository.js';
import type { ReturnPersonDto } from './person-input.dto.js';
import { PersonRepository } from './person.repository.js';
import { Placements } from './placements.js';

const WRITE = 'organisations.person.write';

/** 返岗: back on the roster as a new line; the old ones stay closed. */
@Injectable()
export class ReturnPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly placements: Placements,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, personId: string, dto: ReturnPersonDto): Promise<{ employmentId: string }> {
    requireRosterDate('/on', dto.on, this.clock.today());
    return this.uow.run(ctx, async (tx) => {
      const scope = this.scope.filter(ctx, WRITE);
      const lines = await this.employments.inScope(tx, personId, scope);
      if (lines.length === 0) throw new DomainError('not-found');
      const place = await this.placements.prepare(tx, WRITE, dto);
      await this.people.lock(tx, [personId]);
      const open = await this.employments.openOf(tx, [personId]);
      if (open.some((e) => e.enterprise_id === place.enterprise.id)) throw new DomainError('person-already-here');
      const before = lines.find((e) => e.enterprise_id === place.enterprise.id);
      const rosterRole = dto.rosterRole ?? before?.roster_role ?? 'worker';
      const employmentId = await this.placements.start(tx, personId, place, rosterRole, dto.on, '/on');
      await this.people.change(tx, personId, {});
      await this.audit.append(tx, {
        action: 'organisations.person.return',
        subject: { type: 'person', id: personId },
        organisationId: place.enterprise.id,
        detail: {
          employmentId,
          unitId: place.unit.id,
          postIds: [...place.postIds],
          employmentType: dto.employmentType,
          rosterRole,
          on: dto.on,
        },
      });
      return { employmentId };
    });
  }
}
