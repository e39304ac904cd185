import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { Sweepers } from '../../../platform/queue/sweepers.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { attemptGraded } from '../exams.events.js';
import { RegradeEffects, type Regraded } from './regrade-effects.js';
import type { RegradeRow } from './regrade.entity.js';
import { RegradeRepository } from './regrade.repository.js';

const EVERY_MS = 2_000;
const BATCH = 100;
const SYSTEM = 'apply-regrades';

/**
 * Carries out what was approved, a batch of attempts per transaction: new grade, event in the attempt's log, fact in the outbox,
 * and how far it has come, together. So whoever goes on after a crash goes on where it stopped, and an attempt that is graded
 * right already (it ended after the approval) is left alone: a second run changes nothing.
 */
@Injectable()
export class ApplyRegrades implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweepers: Sweepers,
    private readonly regrades: RegradeRepository,
    private readonly effects: RegradeEffects,
    private readonly attempts: AttemptRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.sweepers.register(SYSTEM, EVERY_MS, () => this.execute());
  }

  async execute(): Promise<void> {
    while ((await this.batch()) !== 'nothing');
  }

  /** One batch of the regrade that has waited longest. */
  async batch(): Promise<'nothing' | 'more' | 'applied'> {
    return this.uow.run(Ctx.system(SYSTEM), async (tx) => {
      const regrade = await this.regrades.takeApplying(tx);
      if (!regrade) return 'nothing';
      const sessionIds = await this.regrades.scopeOf(tx, regrade.id);
      if (regrade.seenUntil === null) await this.begin(tx, regrade, sessionIds);
      const ids = await this.regrades.ended(tx, sessionIds, regrade.seenUntil, BATCH);
      const attempts = await this.regrades.askedOf(tx, ids, regrade.versionId, 'FOR NO KEY UPDATE OF t');
      const sessions = await this.effects.sessions(tx, sessionIds, null);
      const effects = (await this.effects.of(tx, sessions, attempts)).filter((effect) => effect.regraded);
      await this.store(tx, regrade, effects);
      await this.regrades.addProgress(tx, regrade.id, attempts);
      const seenUntil = ids.at(-1) ?? regrade.seenUntil;
      if (ids.length === BATCH) {
        await this.regrades.update(tx, regrade.id, { seenUntil });
        return 'more';
      }
      await this.regrades.update(tx, regrade.id, { seenUntil, status: 'applied', appliedAt: this.clock.now() });
      await this.record(tx, regrade);
      return 'applied';
    });
  }

  private async begin(tx: Tx, regrade: RegradeRow, sessionIds: readonly string[]): Promise<void> {
    // In a transaction of its own: it must not keep anybody from ending an attempt for longer than it waits itself.
    await this.uow.run(Ctx.system(SYSTEM), (own) => this.regrades.awaitEndings(own, sessionIds));
    await this.regrades.beginProgress(tx, regrade.id, regrade.versionId);
  }

  private async store(tx: Tx, regrade: RegradeRow, effects: readonly Regraded[]): Promise<void> {
    if (effects.length === 0) return;
    const now = this.clock.now();
    await this.regrades.store(
      tx,
      regrade,
      effects.map(({ attempt, session, after }) => ({
        attemptId: attempt.id,
        no: attempt.gradeNo + 1,
        scheme: session.scoringScheme,
        score: after.grade.total,
        max: after.grade.max,
        passed: after.passed,
        rightCount: after.rightCount,
        slots: after.grade.slots,
      })),
      now,
    );
    await this.attempts.logMany(
      tx,
      effects.map(({ attempt, session, after }) => ({
        attemptId: attempt.id,
        kind: 'graded' as const,
        data: {
          scheme: session.scoringScheme,
          score: after.grade.total,
          max: after.grade.max,
          passed: after.passed,
          regradeId: regrade.id,
          reason: regrade.reason,
        },
      })),
      now,
    );
    await this.outbox.appendAll(
      tx,
      attemptGraded,
      effects
        .filter((effect) => effect.changed)
        .map(({ attempt, session, after }) => ({
          attemptId: attempt.id,
          examSessionId: session.id,
          personId: attempt.personId,
          purpose: session.purpose,
          passed: after.passed,
          scoreHundredths: after.grade.total,
          maxHundredths: after.grade.max,
          endedAt: attempt.endedAt.toISOString(),
        })),
    );
  }

  private async record(tx: Tx, regrade: RegradeRow): Promise<void> {
    await this.audit.append(tx, {
      action: 'exams.regrade.apply',
      subject: { type: 'exam-regrade', id: regrade.id },
      organisationId: await this.regrades.enterpriseOf(tx, regrade),
      detail: { examSessionId: regrade.sessionId, attempts: await this.regrades.endProgress(tx, regrade.id) },
    });
  }
}
