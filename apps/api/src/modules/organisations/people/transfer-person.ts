import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { requireRosterDate } from './civil-dates.js';
import { EmploymentRepository } from './employment.repository.js';
import type { TransferPersonDto } from './person-input.dto.js';
import { PersonRepository } from './person.repository.js';
import { Placements, chooseOpen } from './placements.js';

const WRITE = 'organisations.person.write';

/** Another unit or other posts of the same enterprise from a day on. What was before that day stays as it was. */
@Injectable()
export class TransferPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly placements: Placements,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, personId: string, dto: TransferPersonDto): Promise<{ employmentId: string }> {
    requireRosterDate('/on', dto.on, this.clock.today());
    return this.uow.run(ctx, async (tx) => {
      const scope = this.scope.filter(ctx, WRITE);
      const lines = await this.employments.inScope(tx, personId, scope);
      if (lines.length === 0) throw new DomainError('not-found');
      const { enterprise_id } = await this.scope.require(tx, WRITE, dto.unitId);
      const { employment_type: employmentType } = chooseOpen(lines, enterprise_id);
      const place = await this.placements.prepare(tx, WRITE, { ...dto, employmentType });
      // Organisation before person in the lock order, so the line is read once more when nobody else can change it.
      await this.people.lock(tx, [personId]);
      const current = chooseOpen(await this.employments.inScope(tx, personId, scope), enterprise_id);
      if (current.employment_type !== employmentType) throw new DomainError('stale-version');
      const employmentId = await this.placements.move(tx, current, place, current.roster_role, dto.on);
      await this.people.change(tx, personId, {});
      await this.audit.append(tx, {
        action: 'organisations.person.transfer',
        subject: { type: 'person', id: personId },
        organisationId: enterprise_id,
        detail: { from: current.id, to: employmentId, unitId: place.unit.id, postIds: [...place.postIds], on: dto.on },
      });
      return { employmentId };
    });
  }
}
