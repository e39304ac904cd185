import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import { COUNTS, binder, standingQuery, type Counts } from './due-people.js';
import { PlanVisibility } from './plan-visibility.js';
import type { TrainingPlan } from './training-plan.dto.js';
import type { Plan } from './training-plan.repository.js';

const READ = 'training-plans.plan.read';

@Injectable()
export class ShowPlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly visibility: PlanVisibility,
    private readonly clock: Clock,
  ) {}

  execute(ctx: Ctx, id: string): Promise<TrainingPlan> {
    return this.uow.read(ctx, async (tx) => this.view(tx, await this.visibility.require(tx, READ, id)));
  }

  async view(tx: ReadTx, plan: Plan): Promise<TrainingPlan> {
    const parameters: unknown[] = [];
    const filter = this.scope.filter(tx.ctx, READ);
    const own = await tx.one<{ path: string; region_code: string; field: string | null }>(
      `SELECT path, region_code, field FROM organisation WHERE id = $1`,
      [plan.organisationId],
    );
    const standing = standingQuery(plan, this.clock.today(), binder(parameters), filter.sql('u', parameters));
    const counts = await tx.one<Counts>(`SELECT ${COUNTS} FROM (${standing}) s`, parameters);
    return {
      id: plan.id,
      organisationId: plan.organisationId,
      organisationName: plan.organisationName,
      title: plan.title,
      period: plan.period,
      startsOn: plan.startsOn,
      dueOn: plan.dueOn,
      audience: await this.visibility.audienceFor(tx, READ, plan),
      rosterRoles: [...(plan.rosterRoles ?? [])],
      requirement: { kind: 'pass_exam', examSessionId: plan.examSessionId },
      certificate: {
        issue: plan.issuesCertificate,
        validMonths: plan.certificateValidMonths,
        ...(plan.certificateIssuer === null ? {} : { issuer: plan.certificateIssuer }),
      },
      examTitle: plan.examTitle,
      status: plan.status,
      own: own !== null && this.scope.filter(tx.ctx, 'training-plans.plan.write').includes(own),
      due: counts?.due ?? 0,
      met: counts?.met ?? 0,
      overdue: counts?.overdue ?? 0,
      excused: counts?.excused ?? 0,
      version: plan.version,
    };
  }
}
