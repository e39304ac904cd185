import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OrganisationScope, type ScopedOrganisation } from '../../organisations/index.js';
import type { ExamSessionRow } from './exam-session.entity.js';
import { ExamSessionRepository } from './exam-session.repository.js';

/** Finds a session that a permission reaches; any other one is «not found». */
@Injectable()
export class OwnSession {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly sessions: ExamSessionRepository,
  ) {}

  async find(
    tx: ReadTx,
    permission: string,
    id: string,
  ): Promise<{ session: ExamSessionRow; organisation: ScopedOrganisation }> {
    return this.check(tx, permission, await this.sessions.find(tx, id));
  }

  async lock(
    tx: Tx,
    permission: string,
    id: string,
  ): Promise<{ session: ExamSessionRow; organisation: ScopedOrganisation }> {
    return this.check(tx, permission, await this.sessions.lock(tx, id));
  }

  private async check(
    tx: ReadTx,
    permission: string,
    session: ExamSessionRow | null,
  ): Promise<{ session: ExamSessionRow; organisation: ScopedOrganisation }> {
    if (!session) throw new DomainError('not-found');
    return { session, organisation: await this.scope.require(tx, permission, session.organisationId) };
  }
}
