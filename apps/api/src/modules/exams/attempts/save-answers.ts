import { Injectable } from '@nestjs/common';
import type { Paper } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Metrics } from '../../../platform/health/metrics.js';
import { Ctx } from '../../../platform/http/context.js';
import { AnswerRepository, type StoredAnswer } from './answer.repository.js';
import { checkAnswers, type GivenAnswer } from './answers.js';
import { remainingMs } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';

export interface SavedAnswers {
  readonly acceptedSeq: Readonly<Record<string, number>>;
  readonly saved: number;
  readonly serverTime: Date;
  readonly remainingMs: number;
}

interface KnownAttempt {
  readonly personId: string;
  readonly deadline: Date;
  readonly paper: Pick<Paper, 'slots'>;
}

const MAX_KNOWN = 20_000;
/** Each late save is logged, up to this many: a client gone wrong must not fill the log. */
const MAX_LATE_LOGGED = 20;

/**
 * Contract 9: a 2xx means committed. The paper and its owner are kept in memory because they never change; whether the
 * attempt is open and in time is asked of the database, in the statement that stores.
 */
@Injectable()
export class SaveAnswers {
  private readonly known = new Map<string, KnownAttempt>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: AttemptRepository,
    private readonly answers: AnswerRepository,
    private readonly metrics: Metrics,
  ) {}

  async execute(ctx: Ctx, attemptId: string, given: readonly GivenAnswer[]): Promise<SavedAnswers> {
    const attempt = await this.ownAttempt(ctx, attemptId);
    const { answers, errors } = checkAnswers(attempt.paper, given);
    if (errors.length > 0) throw new DomainError('answers-invalid', { count: errors.length }, errors);
    const now = this.clock.now();
    if (!(await this.answers.save(attemptId, ctx.personId, answers, now))) {
      await this.refuseLate(
        attemptId,
        answers.map((answer) => answer.slot),
        now,
      );
    }
    this.metrics.answers.inc(answers.length);
    const stored = await this.answers.ofAttemptNow(attemptId);
    // An empty list may mean that the attempt ended between the two statements; what was sent is in its snapshot all the same.
    return {
      acceptedSeq: acceptedOf(answers, stored),
      saved: stored.filter((answer) => answer.choice !== '').length,
      serverTime: now,
      remainingMs: remainingMs(attempt.deadline, now),
    };
  }

  private async ownAttempt(ctx: Ctx, id: string): Promise<KnownAttempt> {
    const { personId } = ctx;
    let attempt = this.known.get(id);
    if (!attempt) {
      const row = await this.uow.read(ctx, (tx) => this.attempts.find(tx, id));
      if (!row) throw new DomainError('not-found');
      attempt = { personId: row.personId, deadline: row.deadline, paper: row.paper };
      if (this.known.size >= MAX_KNOWN) this.known.clear();
      this.known.set(id, attempt);
    }
    if (attempt.personId !== personId) throw new DomainError('not-found');
    return attempt;
  }

  private async refuseLate(attemptId: string, slots: number[], now: Date): Promise<never> {
    await this.uow.run(Ctx.system('save-answers'), async (tx) => {
      const row = await this.attempts.lock(tx, attemptId);
      if (row && (await this.attempts.countEvents(tx, attemptId, 'late-save-refused')) < MAX_LATE_LOGGED) {
        await this.attempts.log(tx, attemptId, 'late-save-refused', now, { slots });
      }
    });
    throw new DomainError('attempt-closed');
  }
}

function acceptedOf(
  sent: readonly { slot: number; clientSeq: number }[],
  stored: readonly StoredAnswer[],
): Record<string, number> {
  const bySlot = new Map(stored.map((answer) => [answer.slot, Number(answer.client_seq)]));
  return Object.fromEntries(
    sent.map(({ slot, clientSeq }) => [String(slot), Math.max(clientSeq, bySlot.get(slot) ?? 0)]),
  );
}
