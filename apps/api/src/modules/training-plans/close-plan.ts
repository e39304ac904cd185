import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { requireActive } from './plan-rules.js';
import { PlanVisibility } from './plan-visibility.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

/** Passes after this moment no longer count; passes before it do, also when they become known later. */
@Injectable()
export class ClosePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly plans: TrainingPlanRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const plan = await this.visibility.requireOwn(tx, 'training-plans.plan.write', await this.plans.lock(tx, id));
      requireActive(plan.status);
      await this.plans.update(tx, id, { status: 'closed', closedAt: this.clock.now(), version: plan.version + 1 });
      await this.audit.append(tx, {
        action: 'training-plans.plan.close',
        subject: { type: 'training-plan', id },
        organisationId: plan.organisationId,
      });
    });
  }
}
