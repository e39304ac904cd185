import { Injectable } from '@nestjs/common';
import { gradePaper, type PaperGrade } from '@zhian/question-bank';
import type { Tx } from '../../../platform/db/tx.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { QuestionKeys } from '../../questions/index.js';
import { AnswerRepository } from './answer.repository.js';
import type { StorableAnswer } from './answers.js';
import { endOf } from './attempt.js';
import { GradeRow, type AttemptRow, type FoldedAnswers } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { attemptGraded } from '../exams.events.js';

/**
 * The one way an attempt ends, for submission and for the sweeper: fold the answers, grade, store, log, tell the others.
 * The caller holds the row's lock and has seen it open.
 */
@Injectable()
export class EndAttempt {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly answers: AnswerRepository,
    private readonly keys: QuestionKeys,
    private readonly outbox: Outbox,
  ) {}

  async execute(
    tx: Tx,
    attempt: AttemptRow,
    session: ExamSessionRow,
    tail: readonly StorableAnswer[],
    now: Date,
  ): Promise<void> {
    const { status, endedAt } = endOf(attempt.deadline, now, attempt.pausedAt);
    const late = status === 'expired' ? tail : [];
    if (status === 'submitted') await this.answers.saveTail(tx, attempt.id, tail, now);
    const stored = await this.answers.ofAttempt(tx, attempt.id);
    const folded: FoldedAnswers = Object.fromEntries(
      stored.filter((answer) => answer.choice !== '').map((answer) => [String(answer.slot), answer.choice]),
    );
    const grade = await this.grade(tx, attempt, session, folded);
    const passed = grade.total >= session.passHundredths;
    const ended = {
      id: attempt.id,
      status,
      endedAt,
      answers: folded,
      score: grade.total,
      passed,
      rightCount: grade.slots.filter((slot) => slot.correct).length,
      lateAnswers: late.length,
    };
    if (!(await this.attempts.end(tx, ended))) throw new Error(`attempt ${attempt.id} ended under our lock`);
    await this.answers.remove(tx, attempt.id);
    await tx.repository(GradeRow).insert({
      attemptId: attempt.id,
      no: 1,
      scheme: session.scoringScheme,
      score: grade.total,
      maxScore: grade.max,
      passed,
      slots: grade.slots,
      reason: status,
      gradedAt: now,
    });
    if (late.length > 0)
      await this.attempts.log(tx, attempt.id, 'late-save-refused', now, { slots: late.map((answer) => answer.slot) });
    await this.attempts.log(tx, attempt.id, status, now, {
      answers: folded,
      seqs: Object.fromEntries(stored.map((answer) => [answer.slot, Number(answer.client_seq)])),
    });
    await this.attempts.log(tx, attempt.id, 'graded', now, {
      scheme: session.scoringScheme,
      score: grade.total,
      max: grade.max,
      passed,
    });
    await this.outbox.append(tx, attemptGraded, {
      attemptId: attempt.id,
      examSessionId: session.id,
      personId: attempt.personId,
      purpose: session.purpose,
      passed,
      scoreHundredths: grade.total,
      maxHundredths: grade.max,
      endedAt: endedAt.toISOString(),
    });
  }

  private async grade(
    tx: Tx,
    attempt: AttemptRow,
    session: ExamSessionRow,
    folded: FoldedAnswers,
  ): Promise<PaperGrade> {
    const keys = await this.keys.byVersion(
      tx,
      attempt.paper.slots.map((slot) => slot.versionId),
    );
    return gradePaper({
      scheme: session.scoringScheme,
      answers: new Map(Object.entries(folded).map(([slot, choice]) => [Number(slot), [...choice]])),
      slots: attempt.paper.slots.map((slot) => {
        const known = keys.get(slot.versionId);
        if (!known) throw new Error(`question version ${slot.versionId} has no key`);
        return {
          slot: slot.slot,
          type: slot.type,
          points: slot.points,
          key: [...known.correct],
          optionLabels: slot.optionOrder.map((_, index) => String.fromCharCode(65 + index)),
        };
      }),
    });
  }
}
