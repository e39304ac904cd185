import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { overlaps } from './plan-rules.js';
import { PlanVisibility } from './plan-visibility.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

export interface ExcusalInput {
  readonly personId: string;
  readonly reason: string;
  /** First civil date; today when not given. */
  readonly from?: string | undefined;
  /** First civil date on which it no longer holds (half-open, like every interval). */
  readonly until?: string | undefined;
}

/** 免训(有据). Only who owns the plan decides who leaves its denominator: an enterprise does not excuse from the county's plan. */
@Injectable()
export class ExcusePerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visibility: PlanVisibility,
    private readonly plans: TrainingPlanRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, planId: string, input: ExcusalInput): Promise<string> {
    return this.uow.run(ctx, async (tx) => {
      const plan = await this.visibility.requireOwn(tx, 'training-plans.plan.write', await this.plans.lock(tx, planId));
      const today = this.clock.today();
      const startsOn = input.from ?? today;
      const endsOn = input.until ?? null;
      if (endsOn !== null && endsOn <= startsOn) {
        throw new DomainError('validation-failed', { count: 1 }, [
          { pointer: '/until', code: 'min', message: '结束日期要在开始日期之后' },
        ]);
      }
      if (!(await this.plans.isDue(tx, plan, input.personId, [startsOn, today]))) {
        throw new DomainError('person-not-in-plan', {}, [
          { pointer: '/personId', code: 'not-in-plan', message: '不在参训范围内' },
        ]);
      }
      const before = await this.plans.excusalsOf(tx, planId, input.personId);
      const same = before.find((excusal) => overlaps(excusal, { startsOn, endsOn }));
      if (same) throw new DomainError('already-excused', { reason: same.reason });
      const id = uuidv7();
      await this.plans.insertExcusal(tx, {
        id,
        planId,
        personId: input.personId,
        reason: input.reason.trim(),
        startsOn,
        endsOn,
        recordedBy: ctx.accountIdOrNull,
        recordedByName: ctx.actorName,
        recordedAt: this.clock.now(),
        endedByName: null,
        endedAt: null,
      });
      await this.audit.append(tx, {
        action: 'training-plans.excusal.create',
        subject: { type: 'training-plan', id: planId },
        organisationId: plan.organisationId,
        detail: { excusalId: id, personId: input.personId, startsOn, endsOn },
      });
      return id;
    });
  }
}
