import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { requireDraft } from './plan-rules.js';
import { PlanVisibility } from './plan-visibility.js';
import { RecordCompletions } from './record-completions.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

/** From now on the plan's audience is due. Passes that exist already count; when there are many, the sweeper goes on. */
@Injectable()
export class ActivatePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly plans: TrainingPlanRepository,
    private readonly completions: RecordCompletions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const plan = await this.visibility.requireOwn(tx, 'training-plans.plan.write', await this.plans.lock(tx, id));
      requireDraft(plan.status);
      if (plan.examStatus !== 'published') throw new DomainError('plan-exam-not-published', { exam: plan.examTitle });
      await this.plans.update(tx, id, { status: 'active', activatedAt: this.clock.now(), version: plan.version + 1 });
      const recorded = await this.completions.batch(tx, { ...plan, status: 'active' });
      await this.audit.append(tx, {
        action: 'training-plans.plan.activate',
        subject: { type: 'training-plan', id },
        organisationId: plan.organisationId,
        detail: { recorded },
      });
    });
  }
}
