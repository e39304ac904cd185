import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Subscribers } from '../../platform/outbox/subscribers.js';
import { Sweepers } from '../../platform/queue/sweepers.js';
import { attemptGraded } from '../exams/index.js';
import { requirementMet, requirementUnmet } from './training-plans.events.js';
import { TrainingPlanRepository, type Plan } from './training-plan.repository.js';

/** Completions per transaction: each is a row and an event. */
const BATCH = 500;
const SWEEP_MS = 5 * 60_000;

/**
 * Turns passes into completions: one path for the event of a graded attempt, for the activation of a plan over passes that
 * exist already, and for the sweeper, which finds what both missed (who joined the audience after he had passed; an activation
 * with more passes than one batch). Late passes count, from their own date.
 */
@Injectable()
export class RecordCompletions implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: TrainingPlanRepository,
    private readonly outbox: Outbox,
    private readonly subscribers: Subscribers,
    private readonly sweepers: Sweepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subscribers.register({
      name: 'training-plans.attempt-graded',
      event: attemptGraded,
      handle: async (tx, attempt) => {
        if (attempt.purpose !== 'formal') return;
        for (const plan of await this.plans.holdByExam(tx, attempt.examSessionId)) {
          if (plan.status === 'draft') continue;
          if (!attempt.passed) await this.takeBack(tx, plan, attempt.personId, attempt.attemptId);
          await this.batch(tx, plan, attempt.personId);
        }
      },
    });
    this.sweepers.register('training-plans.completions', SWEEP_MS, async () => void (await this.catchUp()));
  }

  /** At most one batch; the number of completions that are new. Each one's event leaves in the same transaction. */
  async batch(tx: Tx, plan: Plan, personId?: string): Promise<number> {
    const today = this.clock.today();
    // A completion is a fact: it must not depend on whose request found it.
    const rows = await tx.beyondScope(() =>
      this.plans.recordPasses(tx, plan, { today, limit: BATCH, ...(personId ? { personId } : {}) }),
    );
    for (const row of rows) {
      await this.outbox.append(tx, requirementMet, {
        planId: plan.id,
        requirementId: plan.requirementId,
        personId: row.person_id,
        attemptId: row.attempt_id,
        metAt: row.met_at.toISOString(),
        period: plan.period,
      });
    }
    return rows.length;
  }

  /**
   * After a re-grade: a completion whose attempt does not pass any more was none. What the attempt says now counts, not what the
   * event said, so it does not matter in which order events arrive. Another pass of the same person may take its place.
   */
  private async takeBack(tx: Tx, plan: Plan, personId: string, attemptId: string): Promise<void> {
    const taken = await tx.beyondScope(() => this.plans.removeUnearned(tx, plan.requirementId, personId, attemptId));
    if (!taken) return;
    await this.outbox.append(tx, requirementUnmet, {
      planId: plan.id,
      requirementId: plan.requirementId,
      personId,
      attemptId,
    });
  }

  /** Every active plan, until nothing is left; the number of completions that were missing. */
  async catchUp(): Promise<number> {
    const ids = await this.uow.read(Ctx.system('training-plans.completions'), (tx) => this.plans.activeIds(tx));
    let recorded = 0;
    for (const id of ids) {
      for (let found = BATCH; found === BATCH; recorded += found) {
        found = await this.uow.run(Ctx.system('training-plans.completions'), async (tx) => {
          const plan = await this.plans.hold(tx, id);
          return plan?.status === 'active' ? this.batch(tx, plan) : 0;
        });
      }
    }
    return recorded;
  }
}
