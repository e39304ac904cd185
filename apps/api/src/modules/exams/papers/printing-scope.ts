import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ConductScope, requireWhole, type Conduct } from '../conduct/conduct-scope.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';

/** Who may print papers sees their questions: those who look after the whole session, and do not sit it themselves. */
@Injectable()
export class PrintingScope {
  constructor(
    private readonly scope: ConductScope,
    private readonly candidacy: OwnCandidacy,
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
    if (await this.candidacy.holds(tx, session)) throw new DomainError('preview-own-exam');
    await this.candidacy.refuseWhileSitting(tx);
  }
}
