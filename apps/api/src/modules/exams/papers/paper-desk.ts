import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { sayInstant } from '../attempts/admission.js';
import type { AttemptRow } from '../attempts/attempt.entity.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { ConductScope, type Conduct } from '../conduct/conduct-scope.js';
import { readPaperNumber } from './paper-number.js';
import type { PrintedPaperRow } from './printed-paper.entity.js';
import { PrintedPaperRepository, type PaperOfPerson } from './printed-paper.repository.js';

export interface PaperAtDesk extends Conduct {
  readonly paper: PrintedPaperRow;
  readonly attempt: AttemptRow;
  readonly person: PaperOfPerson;
}

/**
 * A printed paper, for those who conduct its session, or the room it was written in. To anybody else it does not exist; and
 * nobody has to do with his own, nor with what others wrote while he sits the exam himself.
 */
@Injectable()
export class PaperDesk {
  constructor(
    private readonly scope: ConductScope,
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
  ) {}

  async find(tx: ReadTx, given: string): Promise<PaperAtDesk> {
    const paper = await this.papers.find(tx, numberOf(given));
    return this.check(tx, paper, (id) => this.attempts.find(tx, id));
  }

  /** With paper and attempt locked: of two who finish or settle at once one does. */
  async lock(tx: Tx, given: string): Promise<PaperAtDesk> {
    const paper = await this.papers.lock(tx, numberOf(given));
    return this.check(tx, paper, (id) => this.attempts.lock(tx, id));
  }

  private async check(
    tx: ReadTx,
    paper: PrintedPaperRow | null,
    attemptOf: (id: string) => Promise<AttemptRow | null>,
  ): Promise<PaperAtDesk> {
    if (!paper) throw new DomainError('not-found');
    const conduct = await this.scope.find(tx, paper.sessionId);
    const [person] = await this.papers.ofPapers(tx, paper.sessionId, conduct.rooms, [paper.id]);
    if (!person) throw new DomainError('not-found');
    const { actor } = tx.ctx;
    if (actor.kind === 'account' && actor.personId === person.person_id) throw new DomainError('paper-own');
    await this.scope.refuseWhileSitting(tx, paper.sessionId);
    const attempt = await attemptOf(paper.attemptId);
    if (!attempt) throw new Error(`attempt ${paper.attemptId} of a printed paper is missing`);
    return { ...conduct, paper, attempt, person };
  }
}

function numberOf(given: string): string {
  const number = readPaperNumber(given);
  if (!number) throw new DomainError('not-found');
  return number;
}

/** May its answers still be entered? */
export function requireKeyable(paper: PrintedPaperRow, now: Date): void {
  requireUndecided(paper);
  const { dueAt } = paper;
  if (now > dueAt) throw new DomainError('paper-overdue', { due: sayInstant(dueAt) });
}

/** Is it still open what becomes of it? */
export function requireUndecided({ status }: PrintedPaperRow): void {
  if (status === 'void') throw new DomainError('paper-void');
  if (status === 'keyed' || status === 'closed') throw new DomainError('paper-done');
}
