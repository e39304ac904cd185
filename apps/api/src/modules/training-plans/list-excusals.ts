import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../platform/http/page.js';
import { OrganisationScope } from '../organisations/index.js';
import { binder, inForce } from './due-people.js';
import { PlanVisibility } from './plan-visibility.js';
import type { PlanExcusal } from './training-plan.dto.js';

type ExcusalRow = Omit<PlanExcusal, 'recordedAt'> & { readonly recordedAt: Date };

/** The ledger of the denominator, newest first: of people in the reader's scope only. */
@Injectable()
export class ListExcusals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly visibility: PlanVisibility,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, planId: string, query: PageQuery): Promise<Page<PlanExcusal>> {
    const after = decodeCursor(query.cursor, ['uuid']);
    return this.uow.read(ctx, async (tx) => {
      await this.visibility.require(tx, 'training-plans.plan.read', planId);
      const parameters: unknown[] = [];
      const bind = binder(parameters);
      const scope = this.scope.filter(ctx, 'training-plans.plan.read').sql('u', parameters);
      const rows = await tx.query<ExcusalRow>(
        `SELECT x.id, x.person_id AS "personId", n.name AS "personName", x.reason, x.starts_on::text AS "from", x.ends_on::text AS "until",
           ${inForce('x', `${bind(this.clock.today())}::date`)} AS "inForce", x.recorded_by_name AS "recordedBy", x.recorded_at AS "recordedAt", x.ended_by_name AS "endedBy"
         FROM plan_excusal x JOIN person n ON n.id = x.person_id
         WHERE x.plan_id = ${bind(planId)} ${after ? `AND x.id < ${bind(after[0])}::uuid` : ''}
           AND EXISTS (SELECT 1 FROM employment e JOIN organisation u ON u.id = e.organisation_id WHERE e.person_id = x.person_id AND ${scope})
         ORDER BY x.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }),
      );
    });
  }
}
