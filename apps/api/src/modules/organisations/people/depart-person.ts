import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { fieldProblem } from '../field-problem.js';
import { OrganisationScope } from '../organisation-scope.js';
import { requireRosterDate } from './civil-dates.js';
import { EmploymentRepository } from './employment.repository.js';
import type { DepartPersonDto } from './person-input.dto.js';
import { PersonRepository } from './person.repository.js';
import { Placements, chooseOpen } from './placements.js';

const WRITE = 'organisations.person.write';

/** 离岗: off the roster of one enterprise from a day on. */
@Injectable()
export class DepartPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly placements: Placements,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, personId: string, dto: DepartPersonDto): Promise<void> {
    requireRosterDate('/on', dto.on, this.clock.today());
    await this.uow.run(ctx, async (tx) => {
      const scope = this.scope.filter(ctx, WRITE);
      await this.people.lock(tx, [personId]);
      const lines = await this.employments.inScope(tx, personId, scope);
      if (lines.length === 0) throw new DomainError('not-found');
      const current = chooseOpen(lines, dto.enterpriseId);
      if (dto.on < current.starts_on)
        throw fieldProblem('/on', 'date-overlap', `他现在这一段从 ${current.starts_on} 开始，日期要在那天或之后`);
      await this.placements.end(tx, current, dto.on, dto.reason);
      await this.people.change(tx, personId, {});
      await this.audit.append(tx, {
        action: 'organisations.person.depart',
        subject: { type: 'person', id: personId },
        organisationId: current.enterprise_id,
        detail: { employmentId: current.id, on: dto.on, reason: dto.reason },
      });
    });
  }
}
