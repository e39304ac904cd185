import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { QuestionKeys } from '../../questions/index.js';
import { toShown } from '../attempts/answers.js';
import { GradeRow } from '../attempts/attempt.entity.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { inForce } from '../attempts/corrections.js';
import { unpackChoices } from '../attempts/packed-answers.js';
import { PaperSource } from '../attempts/paper-source.js';
import { showSlot } from '../attempts/shown-paper.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import { OwnSession } from '../sessions/own-session.js';
import type { AttemptReviewDto } from './result.dto.js';

/** 看答卷: what one candidate was asked and answered, for staff. Somebody's answers are looked at, so it is on record. */
@Injectable()
export class ReviewAttempt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly candidacy: OwnCandidacy,
    private readonly attempts: AttemptRepository,
    private readonly papers: PaperSource,
    private readonly keys: QuestionKeys,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, attemptId: string): Promise<AttemptReviewDto> {
    return this.uow.run(ctx, async (tx) => {
      const attempt = await this.attempts.find(tx, attemptId);
      if (!attempt) throw new DomainError('not-found');
      const { session, organisation } = await this.own.find(tx, 'exams.result.read', attempt.sessionId);
      await this.candidacy.refuse(tx, session);
      const person = await tx.one<{ name: string }>(`SELECT name FROM person WHERE id = $1`, [attempt.personId]);
      if (!person) throw new DomainError('not-found');
      if (attempt.status === 'cancelled') throw new DomainError('not-found');
      if (attempt.status === 'open' || !attempt.endedAt) throw new DomainError('attempt-open');
      const grades = await tx.manager.getRepository(GradeRow).find({ where: { attemptId }, order: { no: 'ASC' } });
      const graded = new Map(grades.at(-1)?.slots.map((slot) => [slot.slot, slot]));
      const versionIds = attempt.paper.slots.map((slot) => slot.versionId);
      const contents = await this.papers.contentsOf(tx, versionIds);
      const keys = await this.keys.byVersion(tx, versionIds);
      const corrections = inForce(session.corrections);
      const answers = unpackChoices(attempt.answers ?? '');
      await this.audit.append(tx, {
        action: 'exams.result.review',
        subject: { type: 'exam-attempt', id: attemptId },
        organisationId: organisation.enterprise_id,
        detail: { examSessionId: session.id, personId: attempt.personId },
      });
      return {
        attemptId,
        examSessionId: session.id,
        personId: attempt.personId,
        name: person.name,
        startedAt: attempt.startedAt.toISOString(),
        submittedAt: attempt.endedAt.toISOString(),
        status: attempt.status,
        grades: grades.map((grade) => ({
          gradedAt: grade.gradedAt.toISOString(),
          score: grade.score,
          max: grade.maxScore,
          passed: grade.passed,
          reason: grade.regradeId === null ? null : grade.reason,
        })),
        slots: attempt.paper.slots.map((slot) => {
          const content = contents.get(slot.versionId);
          const grade = graded.get(slot.slot);
          if (!content || !grade) throw new Error(`slot ${slot.slot} of attempt ${attemptId} is incomplete`);
          const correction = corrections.get(slot.versionId);
          const key = correction?.kind === 'key' ? correction.correct : (keys.get(slot.versionId)?.correct ?? []);
          return {
            ...showSlot(slot, content),
            choice: toShown(slot, answers[String(slot.slot)] ?? ''),
            key: toShown(slot, key.join('')),
            correct: grade.correct,
            awarded: grade.awarded,
            voided: grade.voided ?? null,
          };
        }),
      };
    });
  }
}
