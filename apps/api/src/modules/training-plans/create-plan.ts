import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import { CheckPlanContent, type PlanContent } from './plan-content.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

/** Makes a draft. Nobody is due by it until it is activated. */
@Injectable()
export class CreatePlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly check: CheckPlanContent,
    private readonly plans: TrainingPlanRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, input: PlanContent & { readonly organisationId?: string | undefined }): Promise<string> {
    return this.uow.run(ctx, async (tx) => {
      const organisation = await this.scope.defaultOrganisation(tx, 'training-plans.plan.write', input.organisationId);
      const content = await this.check.execute(tx, input);
      const id = uuidv7();
      await this.plans.insert(
        tx,
        {
          ...content,
          id,
          organisationId: organisation.id,
          status: 'draft',
          createdBy: ctx.accountIdOrNull,
          createdAt: this.clock.now(),
          activatedAt: null,
          closedAt: null,
          version: 1,
        },
        { id: uuidv7(), planId: id, kind: 'pass_exam', examSessionId: input.requirement.examSessionId },
      );
      await this.audit.append(tx, {
        action: 'training-plans.plan.create',
        subject: { type: 'training-plan', id },
        organisationId: organisation.id,
        detail: { ...content, examSessionId: input.requirement.examSessionId },
      });
      return id;
    });
  }
}
