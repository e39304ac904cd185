import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';

export interface Conduct {
  readonly session: ExamSessionRow;
  /** Whose audit chain the deed is written to. */
  readonly enterpriseId: string;
  /** The rooms that the caller looks after; null: the whole session. */
  readonly rooms: readonly string[] | null;
}

/**
 * Who conducts a session: whoever holds exams.session.invigilate over its organisation, and the accounts that the session names,
 * for all of it or for their rooms. To anybody else it does not exist.
 */
@Injectable()
export class ConductScope {
  constructor(
    private readonly scope: OrganisationScope,
    private readonly sessions: ExamSessionRepository,
  ) {}

  async find(tx: ReadTx, sessionId: string): Promise<Conduct> {
    return this.check(tx, await this.sessions.find(tx, sessionId));
  }

  /** With the session's row locked: its log cannot fork, and no attempt starts meanwhile. */
  async lock(tx: Tx, sessionId: string): Promise<Conduct> {
    return this.checkDeed(tx, await this.sessions.lock(tx, sessionId));
  }

  /** As lock, where starts need not wait. */
  async lockLog(tx: Tx, sessionId: string): Promise<Conduct> {
    return this.checkDeed(tx, await this.sessions.lockLog(tx, sessionId));
  }

  /** Whoever sits an exam does not conduct it meanwhile: he would stop its clock, or free his own device. */
  private async checkDeed(tx: ReadTx, session: ExamSessionRow | null): Promise<Conduct> {
    const conduct = await this.check(tx, session);
    await this.refuseWhileSitting(tx, conduct.session.id);
    return conduct;
  }

  async refuseWhileSitting(tx: ReadTx, sessionId: string): Promise<void> {
    const sits = await tx.one(
      `SELECT 1 AS found FROM attempt WHERE session_id = $1 AND person_id = $2 AND status = 'open' AND mode = 'screen'`,
      [sessionId, ownPersonId(tx)],
    );
    if (sits) throw new DomainError('conducts-own-exam');
  }

  private async check(tx: ReadTx, session: ExamSessionRow | null): Promise<Conduct> {
    if (!session) throw new DomainError('not-found');
    const parameters: unknown[] = [session.organisationId];
    const permitted = this.scope.filter(tx.ctx, 'exams.session.invigilate').sql('o', parameters);
    const organisation = await tx.one<{ enterprise_id: string; permitted: boolean }>(
      `SELECT o.enterprise_id, ${permitted} AS permitted FROM organisation o WHERE o.id = $1`,
      parameters,
    );
    if (!organisation) throw new DomainError('not-found');
    const enterpriseId = organisation.enterprise_id;
    if (organisation.permitted) return { session, enterpriseId, rooms: null };
    const named = await tx.query<{ room_id: string | null }>(
      `SELECT room_id FROM exam_invigilator WHERE session_id = $1 AND account_id = $2`,
      [session.id, tx.ctx.accountIdOrNull],
    );
    // A draft is the organiser's; those whom he names see it once it is published.
    if (named.length === 0 || session.status === 'draft') throw new DomainError('not-found');
    const rooms = named.flatMap((row) => (row.room_id ? [row.room_id] : []));
    return { session, enterpriseId, rooms: rooms.length < named.length ? null : rooms };
  }
}

/** The person whose account acts; null for an account without one. */
export function ownPersonId({ ctx }: ReadTx): string | null {
  return ctx.actor.kind === 'account' ? ctx.actor.personId : null;
}

/** What concerns everybody is for those who look after the whole session. */
export function requireWhole({ rooms }: Conduct): void {
  if (rooms) throw new DomainError('invigilates-rooms-only');
}

/** Pausing, adding time and the like are for a session that is being held. */
export function requireRunning(session: ExamSessionRow, now: Date): void {
  if (session.status !== 'published') throw new DomainError('session-not-published');
  if (session.opensAt && now < session.opensAt) throw new DomainError('session-not-running');
}
