import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { requireVersion } from '../../platform/http/etag.js';
import { Audit } from '../audit/index.js';
import { CheckPlanContent, type PlanContent } from './plan-content.js';
import { requireDraft } from './plan-rules.js';
import { PlanVisibility } from './plan-visibility.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

@Injectable()
export class EditPlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly check: CheckPlanContent,
    private readonly plans: TrainingPlanRepository,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    id: string,
    version: number,
    input: PlanContent & { readonly organisationId?: string | undefined },
  ): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const plan = await this.visibility.requireOwn(tx, 'training-plans.plan.write', await this.plans.lock(tx, id));
      requireVersion(version, plan.version);
      requireDraft(plan.status);
      if (input.organisationId !== undefined && input.organisationId !== plan.organisationId) {
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: '/organisationId', code: 'fixed', message: '计划属于哪个单位建好后不能改' },
        ]);
      }
      const content = await this.check.execute(tx, input);
      await this.plans.update(tx, id, { ...content, version: plan.version + 1 });
      await this.plans.setExam(tx, id, input.requirement.examSessionId);
      await this.audit.append(tx, {
        action: 'training-plans.plan.edit',
        subject: { type: 'training-plan', id },
        organisationId: plan.organisationId,
        detail: { ...content, examSessionId: input.requirement.examSessionId },
      });
    });
  }
}
