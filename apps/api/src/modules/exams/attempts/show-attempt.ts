import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AnswerRepository } from './answer.repository.js';
import { toShown } from './answers.js';
import { remainingMs } from './attempt.js';
import type { ExamAttemptDto } from './attempt.dto.js';
import type { AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { PaperSource } from './paper-source.js';
import { showPaper } from './shown-paper.js';

/** The whole paper without keys and what was saved so far: enough to go on, on any device. */
@Injectable()
export class ShowAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly answers: AnswerRepository,
    private readonly papers: PaperSource,
  ) {}

  async execute(ctx: Ctx, attemptId: string): Promise<ExamAttemptDto> {
    const { personId } = ctx;
    return this.uow.read(ctx, async (tx) => {
      const attempt = await this.attempts.find(tx, attemptId);
      if (!attempt || attempt.personId !== personId) throw new DomainError('not-found');
      if (attempt.status !== 'open') throw new DomainError('attempt-closed');
      const session = await this.sessions.find(tx, attempt.sessionId);
      if (!session) throw new DomainError('not-found');
      return this.render(tx, attempt, session);
    });
  }

  /** Also used by the start, in its own transaction. */
  async render(tx: ReadTx, attempt: AttemptRow, session: ExamSessionRow): Promise<ExamAttemptDto> {
    const contents = await this.papers.contentsOf(
      tx,
      attempt.paper.slots.map((slot) => slot.versionId),
    );
    const bySlot = new Map(attempt.paper.slots.map((slot) => [slot.slot, slot]));
    const stored = await this.answers.ofAttempt(tx, attempt.id);
    const now = this.clock.now();
    return {
      id: attempt.id,
      examSessionId: session.id,
      title: session.title,
      purpose: session.purpose,
      status: attempt.pausedAt ? 'paused' : 'open',
      startedAt: attempt.startedAt.toISOString(),
      deadline: attempt.deadline.toISOString(),
      serverTime: now.toISOString(),
      remainingMs: remainingMs(attempt.deadline, now, attempt.pausedAt),
      revision: attempt.revision,
      pausedAt: attempt.pausedAt?.toISOString() ?? null,
      extensionSeconds: attempt.extensionSeconds,
      totalPoints: attempt.paper.totalPoints,
      passHundredths: session.passHundredths,
      paper: { slots: showPaper(attempt.paper, contents) },
      answers: stored.flatMap((answer) => {
        const slot = bySlot.get(answer.slot);
        return slot
          ? [{ slot: answer.slot, choice: toShown(slot, answer.choice), clientSeq: Number(answer.client_seq) }]
          : [];
      }),
    };
  }
}
