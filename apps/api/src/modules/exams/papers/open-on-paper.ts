import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { admit } from '../attempts/admission.js';
import type { AttemptRow } from '../attempts/attempt.entity.js';
import { AttemptOpenings } from '../attempts/attempt-openings.js';
import { hashOfPaper } from '../attempts/attempt-record.js';
import { DrawPaper } from '../attempts/draw-paper.js';
import { lockNeighbours } from '../attempts/neighbour-lock.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';

/**
 * Opens an attempt that is sat on paper: admitted and drawn as one on a screen. Papers are printed ahead, so the hour of opening
 * is not waited for, and the staff who print decide about who is late and what to do while the session is paused.
 */
@Injectable()
export class OpenOnPaper {
  constructor(
    private readonly openings: AttemptOpenings,
    private readonly draw: DrawPaper,
  ) {}

  /** @throws DomainError may-not-start, paper-not-possible: for this person alone */
  async execute(
    tx: Tx,
    session: ExamSessionRow,
    personId: string,
    dueAt: Date,
    now: Date,
  ): Promise<{ id: string; sessionId: string }> {
    const standing = await this.openings.standing(tx, session.id, personId);
    if (standing.attempts.some((attempt) => attempt.status === 'open'))
      throw new DomainError('may-not-start', { because: '已在答题，或者已有纸卷。' });
    const asOf = session.opensAt && session.opensAt > now ? session.opensAt : now;
    const admission = admit({
      now: asOf,
      session: { ...session, lateEntryMinutes: null, pausedAt: null },
      entered: standing.listed,
      attempts: standing.attempts,
    });
    if (!admission.admitted) throw new DomainError('may-not-start', { because: admission.because });
    if (session.blueprint.overlap?.neighbourMax !== undefined) await lockNeighbours(tx, session.id, personId);
    const seed = randomBytes(32).toString('hex');
    const paper = await this.draw.execute(tx, session, personId, seed);
    const attempt: AttemptRow = {
      id: uuidv7(now.getTime()),
      sessionId: session.id,
      personId,
      no: standing.nextNo,
      status: 'open',
      seed,
      paper,
      startedAt: now,
      deadline: dueAt,
      endedAt: null,
      answers: null,
      answerSeqs: null,
      score: null,
      maxScore: paper.totalPoints,
      passed: null,
      rightCount: null,
      lateAnswers: 0,
      revision: 1,
      deviceId: null,
      deviceSince: null,
      pausedAt: null,
      extensionSeconds: 0,
      mode: 'paper',
    };
    const outcome = await this.openings.open(tx, {
      attempt,
      sessionRowVersion: standing.sessionRowVersion ?? '',
      event: {
        no: attempt.no,
        mode: attempt.mode,
        deadline: dueAt.toISOString(),
        questions: paper.slots.length,
        algorithm: paper.algorithm,
        paper: hashOfPaper(seed, paper),
      },
    });
    if (outcome !== 'opened') throw new DomainError('may-not-start', { because: '刚刚已经开考，请刷新名单。' });
    await tx.query(`UPDATE attempt SET mode = 'paper' WHERE id = $1`, [attempt.id]);
    return attempt;
  }
}
