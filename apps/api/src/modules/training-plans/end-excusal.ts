import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { endOfExcusal } from './plan-rules.js';
import { PlanVisibility } from './plan-visibility.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

/** Takes an excusal back: it ends today and stays on record, so that last month's answer stays what it was. */
@Injectable()
export class EndExcusal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly plans: TrainingPlanRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, planId: string, excusalId: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const plan = await this.visibility.requireOwn(tx, 'training-plans.plan.write', await this.plans.lock(tx, planId));
      const excusal = await this.plans.findExcusal(tx, planId, excusalId);
      if (!excusal) throw new DomainError('not-found');
      const endsOn = endOfExcusal(excusal.startsOn, this.clock.today());
      if (excusal.endsOn !== null && excusal.endsOn <= endsOn) throw new DomainError('excusal-ended');
      await this.plans.endExcusal(tx, excusalId, { endsOn, endedAt: this.clock.now(), endedByName: ctx.actorName });
      await this.audit.append(tx, {
        action: 'training-plans.excusal.end',
        subject: { type: 'training-plan', id: planId },
        organisationId: plan.organisationId,
        detail: { excusalId, personId: excusal.personId, endsOn },
      });
    });
  }
}
