import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Metrics } from '../../../platform/health/metrics.js';
import { Ctx } from '../../../platform/http/context.js';
import { AnswerRepository } from './answer.repository.js';
import { checkAnswers, type GivenAnswer } from './answers.js';
import { remainingMs } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import { KnownAttempts } from './known-attempts.js';

export interface SavedAnswers {
  readonly acceptedSeq: Readonly<Record<string, number>>;
  readonly saved: number;
  readonly serverTime: Date;
  readonly remainingMs: number;
  readonly deadline: Date;
  readonly revision: number;
}

const REFUSALS = { closed: 'attempt-closed', paused: 'session-paused', elsewhere: 'attempt-on-other-device' } as const;
/** Each late save is logged, up to this many: a client gone wrong must not fill the log. */
const MAX_LATE_LOGGED = 20;
/** Another process may have saved for the same person; so the count is asked for again, but not with every save of a hasty client. */
const RECOUNT_AFTER_MS = 5_000;

/**
 * Contract 9: a 2xx means committed. The paper and its owner are kept in memory because they never change; whether the
 * attempt is open, in time and this device's is asked of the database, in the statement that stores.
 */
@Injectable()
export class SaveAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: AttemptRepository,
    private readonly answers: AnswerRepository,
    private readonly known: KnownAttempts,
    private readonly metrics: Metrics,
  ) {}

  async execute(
    ctx: Ctx,
    attemptId: string,
    given: readonly GivenAnswer[],
    device: string | null = null,
  ): Promise<SavedAnswers> {
    const attempt = await this.known.own(ctx, attemptId);
    const { answers, errors } = checkAnswers(attempt.slots, given);
    if (errors.length > 0) throw new DomainError('answers-invalid', { count: errors.length }, errors);
    const at = this.clock.now();
    const askedAt = performance.now();
    const count = askedAt - attempt.countedAt > RECOUNT_AFTER_MS;
    const saved = await this.answers.save({ attemptId, device, at, answers, count });
    if (saved.outcome !== 'stored') {
      if (saved.outcome === 'closed') await this.logLate(attemptId, answers, at);
      throw new DomainError(REFUSALS[saved.outcome]);
    }
    this.metrics.answers.inc(answers.length);
    if (saved.answered !== null) attempt.countedAt = askedAt;
    attempt.answered = saved.answered ?? attempt.answered + saved.gained;
    return {
      acceptedSeq: saved.acceptedSeq,
      saved: attempt.answered,
      serverTime: at,
      remainingMs: remainingMs(saved.deadline, at, saved.pausedAt),
      deadline: saved.deadline,
      revision: saved.revision,
    };
  }

  private async logLate(attemptId: string, answers: readonly { slot: number }[], at: Date): Promise<void> {
    const slots = answers.map((answer) => answer.slot);
    await this.uow.run(Ctx.system('save-answers'), async (tx) => {
      const row = await this.attempts.lock(tx, attemptId);
      if (row && (await this.attempts.countEvents(tx, attemptId, 'late-save-refused')) < MAX_LATE_LOGGED)
        await this.attempts.log(tx, attemptId, 'late-save-refused', at, { slots });
    });
  }
}
