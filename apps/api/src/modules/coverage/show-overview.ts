import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import {
  COUNTS,
  DUE_DEFINITION,
  PLAN_COLUMNS,
  PLAN_FROM,
  PlanVisibility,
  binder,
  standingQuery,
  type Counts,
  type Plan,
} from '../training-plans/index.js';
import { REPORT } from './coverage-node.js';
import type { CoverageOverview, CoverageOverviewPlan } from './coverage.dto.js';
import { countsOf } from './show-coverage.js';

const PLANS = 20;

/** The start page's strip: how the active plans stand today within the caller's scope. */
@Injectable()
export class ShowOverview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly plans: PlanVisibility,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, regionId: string | undefined): Promise<CoverageOverview> {
    if (regionId !== undefined) this.scope.requireRegion(ctx, REPORT, regionId);
    const asOf = this.clock.today();
    return this.uow.read(ctx, async (tx) => {
      const values: unknown[] = [];
      const visible = this.plans.sql(ctx, REPORT, values);
      const active = await tx.query<Plan>(
        `SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE p.status = 'active' AND ${visible} ORDER BY p.created_at DESC, p.id DESC LIMIT ${PLANS}`,
        values,
      );
      const plans: CoverageOverviewPlan[] = [];
      for (const plan of active) {
        const parameters: unknown[] = [];
        const bind = binder(parameters);
        const scope = this.scope.filter(ctx, REPORT).sql('u', parameters);
        const among = regionId === undefined ? scope : `${scope} AND starts_with(r.region_code, ${bind(regionId)})`;
        const counts = await tx.one<Counts>(
          `SELECT ${COUNTS} FROM (${standingQuery(plan, asOf, bind, among)}) s`,
          parameters,
        );
        plans.push({
          id: plan.id,
          title: plan.title,
          organisationName: plan.organisationName,
          dueOn: plan.dueOn,
          ...countsOf(counts),
        });
      }
      return { plans, definitionVersion: DUE_DEFINITION, asOf };
    });
  }
}
