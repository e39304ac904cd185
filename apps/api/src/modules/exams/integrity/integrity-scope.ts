import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ScopedOrganisation } from '../../organisations/index.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { OwnSession } from '../sessions/own-session.js';

/** Who sees what should be looked at: staff of the exam, and nobody who sat it or is still to sit it, not even afterwards. */
@Injectable()
export class IntegrityScope {
  constructor(
    private readonly own: OwnSession,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async find(
    tx: ReadTx,
    permission: string,
    sessionId: string,
  ): Promise<{ session: ExamSessionRow; organisation: ScopedOrganisation }> {
    const found = await this.own.find(tx, permission, sessionId);
    if ((await this.candidacy.holds(tx, found.session)) || (await this.sat(tx, sessionId)))
      throw new DomainError('integrity-own-exam');
    await this.candidacy.refuseWhileSitting(tx);
    return found;
  }

  private async sat(tx: ReadTx, sessionId: string): Promise<boolean> {
    const personId = tx.ctx.actor.kind === 'account' ? tx.ctx.actor.personId : null;
    if (!personId) return false;
    const attempt = await tx.one(
      `SELECT 1 AS found FROM attempt WHERE session_id = $1 AND person_id = $2 AND status <> 'cancelled' LIMIT 1`,
      [sessionId, personId],
    );
    return attempt !== null;
  }
}
