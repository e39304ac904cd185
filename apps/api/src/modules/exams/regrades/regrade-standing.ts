import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { OrganisationScope } from '../../organisations/index.js';
import { ownPersonId } from '../conduct/conduct-scope.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import type { Standing } from './regrade.js';
import { RegradeRepository } from './regrade.repository.js';

/** Where the caller stands towards a correction of these sessions. */
@Injectable()
export class RegradeStanding {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly sessions: ExamSessionRepository,
    private readonly candidacy: OwnCandidacy,
    private readonly regrades: RegradeRepository,
  ) {}

  async of(tx: ReadTx, permission: string, sessionIds: readonly string[], versionId: string): Promise<Standing> {
    const personId = ownPersonId(tx);
    return {
      accountId: tx.ctx.accountIdOrNull,
      reach: await this.reach(tx, permission, sessionIds),
      concerned: personId !== null && (await this.regrades.wasAsked(tx, sessionIds, versionId, personId)),
    };
  }

  /** How many of the sessions the permission holds. */
  async reach(tx: ReadTx, permission: string, sessionIds: readonly string[]): Promise<Standing['reach']> {
    const parameters: unknown[] = [sessionIds];
    const inScope = this.scope.filter(tx.ctx, permission).sql('o', parameters);
    const row = await tx.one<{ whole: boolean | null; any: boolean | null }>(
      `SELECT bool_and(${inScope}) AS whole, bool_or(${inScope}) AS any
       FROM exam_session s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = ANY($1::uuid[])`,
      parameters,
    );
    return row?.whole ? 'whole' : row?.any ? 'part' : 'none';
  }

  /** Is the caller still to sit one of the exams, or sitting any? */
  async isCandidate(tx: ReadTx, sessionIds: readonly string[]): Promise<boolean> {
    return (await this.candidacy.sits(tx)) || this.isToSit(tx, sessionIds);
  }

  /** Is the caller still to sit one of the exams? */
  async isToSit(tx: ReadTx, sessionIds: readonly string[]): Promise<boolean> {
    if (ownPersonId(tx) === null) return false;
    for (const id of sessionIds) {
      const session = await this.sessions.find(tx, id);
      if (session && (await this.candidacy.keepsFrom(tx, session))) return true;
    }
    return false;
  }

  /** Corrections tell keys: whoever is still to sit one of the exams does not see them. */
  async refuseCandidates(tx: ReadTx, sessionIds: readonly string[]): Promise<void> {
    for (const id of sessionIds) {
      const session = await this.sessions.find(tx, id);
      if (session) await this.candidacy.refuse(tx, session);
    }
  }
}
