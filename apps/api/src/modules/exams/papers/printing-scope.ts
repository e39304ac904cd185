import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ConductScope, requireWhole, type Conduct } from '../conduct/conduct-scope.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { phaseOf } from '../sessions/session-policy.js';

/** Who may print papers sees their questions: those who look after the whole session, and do not sit it themselves. */
@Injectable()
export class PrintingScope {
  constructor(
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly entries: EntriesRepository,
  ) {}

  async find(tx: ReadTx, sessionId: string): Promise<Conduct> {
    const conduct = await this.scope.find(tx, sessionId);
    requireWhole(conduct);
    return conduct;
  }

  /** With the session locked for its log. */
  async lock(tx: Tx, sessionId: string): Promise<Conduct> {
    const conduct = await this.scope.lockLog(tx, sessionId);
    requireWhole(conduct);
    await this.requireNoCandidate(tx, conduct.session);
    return conduct;
  }

  /** Whoever is to sit the exam, or might, must not see its questions before. */
  async requireNoCandidate(tx: Tx, session: ExamSessionRow): Promise<void> {
    const personId = tx.ctx.actor.kind === 'account' ? tx.ctx.actor.personId : null;
    const phase = phaseOf(session, this.clock.now());
    if (!personId || phase === 'closed' || phase === 'cancelled') return;
    if (await this.entries.concerns(tx, session.id, personId, this.clock.today()))
      throw new DomainError('preview-own-exam');
  }
}
