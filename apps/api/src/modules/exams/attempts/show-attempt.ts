import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AnswerRepository, type StoredAnswer } from './answer.repository.js';
import { toShown } from './answers.js';
import { remainingMs } from './attempt.js';
import type { ExamAttemptDto, StartedAttemptDto } from './attempt.dto.js';
import type { PaperDto } from './shown-paper.dto.js';
import type { AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { KnownPacks } from '../packs/known-packs.js';
import { unlockPaper } from '../packs/unlock-paper.js';
import { KnownSessions } from '../sessions/known-sessions.js';
import { PaperSource } from './paper-source.js';
import { showPaper } from './shown-paper.js';
import type { Started } from './start-attempt.js';

/** The whole paper without keys and what was saved so far: enough to go on, on any device. */
@Injectable()
export class ShowAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sql: SqlPool,
    private readonly sessions: KnownSessions,
    private readonly attempts: AttemptRepository,
    private readonly answers: AnswerRepository,
    private readonly papers: PaperSource,
    private readonly packs: KnownPacks,
  ) {}

  async execute(ctx: Ctx, attemptId: string): Promise<ExamAttemptDto> {
    const { personId } = ctx;
    const [sessions, attempt, stored] = await this.uow.read(ctx, async (tx) => {
      const row = await this.attempts.find(tx, attemptId);
      if (!row || row.personId !== personId) throw new DomainError('not-found');
      if (row.status !== 'open') throw new DomainError('attempt-closed');
      if (row.mode === 'paper') throw new DomainError('attempt-on-paper');
      return [await this.sessions.current(tx, [row.sessionId]), row, await this.answers.ofAttempt(tx, row.id)] as const;
    });
    const session = sessions.get(attempt.sessionId);
    if (!session) throw new DomainError('not-found');
    return { ...this.headOf(attempt, session, stored), paper: await this.paperOf(ctx, attempt) };
  }

  /**
   * For the start: an attempt that was opened just now has no answers to ask for. With the session's pack in the candidate's
   * hands the paper is places and keys; with another one, or none, it is whole.
   */
  async ofStarted(ctx: Ctx, { attempt, session, fresh }: Started, packId: string | null): Promise<StartedAttemptDto> {
    const stored = fresh ? [] : await this.answers.ofAttempt(ctx.tx ?? this.sql.single, attempt.id);
    const head = this.headOf(attempt, session, stored);
    const pack = packId === null ? null : await this.packs.find(ctx.tx ?? this.sql.single, packId);
    const slots = pack?.sessionId === session.id ? unlockPaper(attempt.paper, pack) : null;
    return pack && slots
      ? { ...head, paper: null, unlocked: { packId: pack.id, slots } }
      : { ...head, paper: await this.paperOf(ctx, attempt), unlocked: null };
  }

  private async paperOf(ctx: Ctx, { paper }: AttemptRow): Promise<PaperDto> {
    const contents = await this.papers.contentsOf(
      ctx.tx ?? this.sql.single,
      paper.slots.map((slot) => slot.versionId),
    );
    return { slots: showPaper(paper, contents) };
  }

  /** Everything but the paper. */
  private headOf(
    attempt: AttemptRow,
    session: ExamSessionRow,
    stored: readonly StoredAnswer[],
  ): Omit<ExamAttemptDto, 'paper'> {
    const { slots, totalPoints } = attempt.paper;
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
      totalPoints,
      passHundredths: session.passHundredths,
      answers: stored.flatMap((answer) => {
        const slot = slots[answer.slot - 1];
        return slot
          ? [{ slot: answer.slot, choice: toShown(slot, answer.choice), clientSeq: Number(answer.client_seq) }]
          : [];
      }),
    };
  }
}
