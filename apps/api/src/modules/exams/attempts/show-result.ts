import { Injectable } from '@nestjs/common';
import type { PaperSlot } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { SectionsOfQuestion } from '../../handbooks/index.js';
import { QuestionKeys } from '../../questions/index.js';
import { admit, coolDownEnd } from './admission.js';
import { toShown } from './answers.js';
import type { AttemptResultDto, ResultSlotDto } from './attempt.dto.js';
import { GradeRow, type AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { isReleased, showsQuestion } from './disclosure.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { PaperSource } from './paper-source.js';
import { showSlot } from './shown-paper.js';

/** 成绩, as far as the session's disclosure policy allows. An attempt under way has none (peers' hole no. 1 in laws.md). */
@Injectable()
export class ShowResult {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly attempts: AttemptRepository,
    private readonly papers: PaperSource,
    private readonly keys: QuestionKeys,
    private readonly sections: SectionsOfQuestion,
  ) {}

  async execute(ctx: Ctx, attemptId: string): Promise<AttemptResultDto> {
    const { personId } = ctx;
    return this.uow.read(ctx, async (tx) => {
      const attempt = await this.attempts.find(tx, attemptId);
      if (!attempt || attempt.personId !== personId) throw new DomainError('not-found');
      if (attempt.status === 'open' || !attempt.endedAt) throw new DomainError('attempt-open');
      const session = await this.sessions.find(tx, attempt.sessionId);
      if (!session) throw new DomainError('not-found');
      const now = this.clock.now();
      const released = isReleased(session, now);
      const before = await this.attempts.ofPerson(tx, [session.id], personId);
      const facts = {
        now,
        session,
        entered: true,
        attempts: before.map((row) => ({ status: row.status, endedAt: row.ended_at, passed: row.passed })),
      };
      const admission = admit(facts);
      return {
        attemptId,
        examSessionId: session.id,
        title: session.title,
        purpose: session.purpose,
        status: attempt.status,
        submittedAt: attempt.endedAt.toISOString(),
        durationSeconds: Math.round((attempt.endedAt.getTime() - attempt.startedAt.getTime()) / 1000),
        score: released ? attempt.score : null,
        max: attempt.maxScore,
        passHundredths: session.passHundredths,
        passed: released ? attempt.passed : null,
        rightCount: released ? attempt.rightCount : null,
        questionCount: attempt.paper.slots.length,
        answeredCount: Object.keys(attempt.answers ?? {}).length,
        lateAnswers: attempt.lateAnswers,
        scoringScheme: session.scoringScheme,
        released,
        releaseAt: released ? null : ((session.endsAt ?? session.closesAt)?.toISOString() ?? null),
        // Keys of an earlier attempt or of a self-test are no help in an exam that is under way.
        slots:
          released && !(await this.attempts.sitsFormalExam(tx, personId, now))
            ? await this.slots(tx, attempt, session)
            : [],
        // A failed attempt may be repeated; whoever has passed or has no attempt left is told nothing to wait for.
        retryAt: released && !attempt.passed ? (coolDownEnd(facts)?.toISOString() ?? null) : null,
        mayRetry: released && (admission.admitted || admission.refusal === 'cooling-down'),
        attemptsLeft: admission.attemptsLeft,
      };
    });
  }

  private async slots(tx: ReadTx, attempt: AttemptRow, session: ExamSessionRow): Promise<ResultSlotDto[]> {
    const grade = await tx.manager
      .getRepository(GradeRow)
      .findOne({ where: { attemptId: attempt.id }, order: { no: 'DESC' } });
    if (!grade) throw new Error(`attempt ${attempt.id} has no grade`);
    const bySlot = new Map(grade.slots.map((slot) => [slot.slot, slot]));
    const shown = attempt.paper.slots.filter((slot) => showsQuestion(session, bySlot.get(slot.slot)?.correct ?? false));
    const versionIds = shown.map((slot) => slot.versionId);
    const [contents, keys, sections] = [
      await this.papers.contentsOf(tx, versionIds),
      await this.keys.byVersion(tx, versionIds),
      await this.sections.execute(
        tx,
        shown.map((slot) => slot.questionId),
      ),
    ];
    return shown.map((slot: PaperSlot): ResultSlotDto => {
      const content = contents.get(slot.versionId);
      const key = keys.get(slot.versionId);
      const graded = bySlot.get(slot.slot);
      if (!content || !key || !graded) throw new Error(`slot ${slot.slot} of attempt ${attempt.id} is incomplete`);
      return {
        ...showSlot(slot, content),
        choice: toShown(slot, attempt.answers?.[String(slot.slot)] ?? ''),
        correct: graded.correct,
        awarded: graded.awarded,
        key: toShown(slot, key.correct.join('')),
        explanation: key.explanation,
        sourceClause: key.sourceClause,
        sections: (sections.get(slot.questionId) ?? []).map((section) => ({
          postId: section.postId,
          sectionKey: section.sectionKey,
          title: section.title,
        })),
      };
    });
  }
}
