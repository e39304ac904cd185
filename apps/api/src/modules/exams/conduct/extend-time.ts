import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { clockOf, extended, isOver } from '../attempts/attempt.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { isEnded } from '../sessions/session-policy.js';
import { CandidatesRepository, type CandidateRow, type OpenAttempt } from './candidates.repository.js';
import { ConductScope, ownPersonId, requireWhole } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { attemptTopic, boardTopic, sessionTopic } from './topics.js';

export interface ExtensionRequest {
  /** Less than zero takes back what was given too much. */
  readonly minutes: number;
  /** Absent: everybody, also those who start later. */
  readonly personIds?: readonly string[] | undefined;
  readonly reason: string;
}

export interface Extended {
  /** Attempts under way whose deadline has moved. */
  readonly running: number;
  /** People who will have the time when they start. */
  readonly waiting: number;
  readonly skipped: readonly { readonly personId: string; readonly name: string; readonly because: string }[];
}

/** 加时, for all or for some, while the session runs (law A09). */
@Injectable()
export class ExtendTime {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
    private readonly attempts: AttemptRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, request: ExtensionRequest): Promise<Extended> {
    return this.uow.run(ctx, async (tx) => {
      const conduct = await this.scope.lock(tx, sessionId);
      const { session, enterpriseId } = conduct;
      const now = this.clock.now();
      if (session.status !== 'published') throw new DomainError('session-not-published');
      const result = request.personIds
        ? await this.extendPeople(tx, session, conduct.rooms, request.personIds, request.minutes * 60, now)
        : (requireWhole(conduct), await this.extendAll(tx, session, request.minutes * 60, now));
      await this.candidates.settleEnd(tx, sessionId);
      const detail = { minutes: request.minutes, reason: request.reason, running: result.running };
      await this.log.append(tx, sessionId, 'extended', now, { ...detail, people: result.people });
      await this.audit.append(tx, {
        action: 'exams.session.extend',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { ...detail, people: result.people },
      });
      const { people: _people, ...shown } = result;
      return shown;
    });
  }

  private async extendAll(
    tx: Tx,
    session: ExamSessionRow,
    seconds: number,
    now: Date,
  ): Promise<Extended & { people: null }> {
    if (isEnded(session, now)) throw new DomainError('session-is-over');
    if (session.extensionSeconds + seconds < 0) throw new DomainError('extension-not-given');
    await this.candidates.extendSession(tx, session.id, seconds);
    const open = await this.candidates.lockOpen(tx, session.id, null);
    const running = await this.moveAll(tx, open, seconds, now);
    await this.notices.publish(tx, sessionTopic(session.id));
    return { running, waiting: 0, skipped: [], people: null };
  }

  private async extendPeople(
    tx: Tx,
    session: ExamSessionRow,
    rooms: readonly string[] | null,
    personIds: readonly string[],
    seconds: number,
    now: Date,
  ): Promise<Extended & { people: string[] }> {
    const own = ownPersonId(tx);
    if (own !== null && personIds.includes(own)) throw new DomainError('conducts-own-exam');
    // The lock first: whoever hands in at this moment is seen as he is afterwards.
    const open = await this.candidates.lockOpen(tx, session.id, personIds);
    const people = await this.candidates.named(tx, session.id, personIds, rooms);
    if (people.length < new Set(personIds).size) throw new DomainError('candidate-unknown');
    const waiting = people.filter((person) => person.status === null && mayWait(session, person, seconds, now));
    const running = open.filter(
      (attempt) =>
        extended(camel(attempt), seconds, now).seconds !== 0 &&
        !isOver(attempt.deadline, clockOf(attempt.paused_at, now)),
    );
    const reached = new Set([...waiting.map((person) => person.person_id), ...running.map((row) => row.person_id)]);
    const skipped = people.filter((person) => !reached.has(person.person_id));
    if (reached.size === 0)
      throw seconds < 0 ? new DomainError('extension-not-given') : new DomainError('nobody-to-extend');
    if (waiting.length > 0)
      await this.candidates.extendEntries(
        tx,
        session.id,
        waiting.map((person) => person.person_id),
        seconds,
      );
    await this.moveAll(tx, running, seconds, now);
    for (const attempt of running) await this.notices.publish(tx, attemptTopic(attempt.id));
    await this.notices.publish(tx, boardTopic(session.id));
    return {
      running: running.length,
      waiting: waiting.length,
      skipped: skipped.map((person) => ({
        personId: person.person_id,
        name: person.name,
        because: because(person, seconds),
      })),
      people: [...reached].sort(),
    };
  }

  private async moveAll(tx: Tx, open: readonly OpenAttempt[], seconds: number, now: Date): Promise<number> {
    const moved = open
      .filter((attempt) => !isOver(attempt.deadline, clockOf(attempt.paused_at, now)))
      .map((attempt) => ({ id: attempt.id, ...extended(camel(attempt), seconds, now) }))
      .filter((attempt) => attempt.seconds !== 0);
    await this.candidates.move(tx, moved);
    await this.attempts.logMany(
      tx,
      moved.map(({ id, deadline, seconds: given }) => ({
        attemptId: id,
        kind: 'extended',
        data: { seconds: given, deadline: deadline.toISOString() },
      })),
      now,
    );
    return moved.length;
  }
}

function camel(attempt: OpenAttempt) {
  return { deadline: attempt.deadline, extensionSeconds: attempt.extension_seconds, pausedAt: attempt.paused_at };
}

/** Time for somebody who has not started: only while he may still start, and no more is taken back than was given. */
function mayWait(session: ExamSessionRow, person: CandidateRow, seconds: number, now: Date): boolean {
  const closed = session.closesAt !== null && clockOf(session.pausedAt, now) >= session.closesAt;
  return !closed && (seconds > 0 || person.entry_extension > 0);
}

function because(person: CandidateRow, seconds: number): string {
  if (person.status === 'submitted') return '已交卷';
  if (person.status === 'expired') return '时间已到';
  return seconds < 0 ? '没有加过时间' : '没有开考，考试已截止';
}
