import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import { binder } from './due-people.js';
import { PlanVisibility } from './plan-visibility.js';
import { ShowPlan } from './show-plan.js';
import type { TrainingPlan, TrainingPlanQuery } from './training-plan.dto.js';
import { PLAN_COLUMNS, PLAN_FROM, type Plan } from './training-plan.repository.js';

@Injectable()
export class ListPlans {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly showPlan: ShowPlan,
  ) {}

  async execute(ctx: Ctx, query: TrainingPlanQuery): Promise<Page<TrainingPlan>> {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [];
      const bind = binder(parameters);
      const conditions = [this.visibility.sql(ctx, 'training-plans.plan.read', parameters)];
      if (query.organisationId) conditions.push(`p.organisation_id = ${bind(query.organisationId)}`);
      if (query.status) conditions.push(`p.status = ${bind(query.status)}`);
      if (after) conditions.push(`(p.created_at, p.id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<Plan>(
        `SELECT ${PLAN_COLUMNS} FROM ${PLAN_FROM} WHERE ${conditions.join(' AND ')} ORDER BY p.created_at DESC, p.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.createdAt.toISOString(), row.id],
        (row) => row,
      );
      const items: TrainingPlan[] = [];
      for (const plan of page.items) items.push(await this.showPlan.view(tx, plan));
      return { items, next: page.next };
    });
  }
}
