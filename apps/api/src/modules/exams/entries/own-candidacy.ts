import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { isReleased } from '../attempts/disclosure.js';
import { ownPersonId } from '../conduct/conduct-scope.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { phaseOf } from '../sessions/session-policy.js';
import { EntriesRepository } from './entries.repository.js';

/** Staff who are on the list of an exam themselves: until it is over they are candidates (contract 12). */
@Injectable()
export class OwnCandidacy {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesRepository,
    private readonly attempts: AttemptRepository,
  ) {}

  /** Is the caller to sit the exam, or might he? */
  async holds(tx: ReadTx, session: ExamSessionRow): Promise<boolean> {
    const personId = ownPersonId(tx);
    const phase = phaseOf(session, this.clock.now());
    if (!personId || phase === 'closed' || phase === 'cancelled') return false;
    return this.entries.concerns(tx, session.id, personId, this.clock.today());
  }

  /** The caller himself, while candidates do not learn their results: with several attempts, scores would tell keys. */
  keptBackFrom(ctx: Ctx, session: ExamSessionRow): string | null {
    const personId = ctx.actor.kind === 'account' ? ctx.actor.personId : null;
    return isReleased(session, this.clock.now()) ? null : personId;
  }

  /** Are its questions or keys none of his business yet? A self-test shows them to everybody who takes it. */
  async keepsFrom(tx: ReadTx, session: ExamSessionRow): Promise<boolean> {
    return session.purpose === 'formal' && (await this.holds(tx, session));
  }

  /** What tells its questions or keys is for others. */
  async refuse(tx: ReadTx, session: ExamSessionRow): Promise<void> {
    if (await this.keepsFrom(tx, session)) throw new DomainError('preview-own-exam');
    await this.refuseWhileSitting(tx);
  }

  /** Is the caller in the middle of a formal exam, whichever it is? */
  async sits(tx: ReadTx): Promise<boolean> {
    const personId = ownPersonId(tx);
    return personId !== null && (await this.attempts.sitsFormalExam(tx, personId, this.clock.now()));
  }

  /** Other exams ask what his own does: the bank and all that shows its questions wait until he has handed in. */
  async refuseWhileSitting(tx: ReadTx): Promise<void> {
    if (await this.sits(tx)) throw new DomainError('bank-during-exam');
  }
}
