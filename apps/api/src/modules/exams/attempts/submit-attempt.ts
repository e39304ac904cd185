import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { GroupCommit, LATER } from '../../../platform/db/group-commit.js';
import type { Queryable } from '../../../platform/db/queryable.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { checkAnswers, type GivenAnswer } from './answers.js';
import type { AttemptRow } from './attempt.entity.js';
import { isElsewhere, takesAnswers } from './attempt.js';
import { EndAttempt } from './end-attempt.js';
import type { ToEnd } from './ending.js';
import { KnownAttempts } from './known-attempts.js';
import { withPaper } from './packed-paper.js';
import { KnownSessions } from '../sessions/known-sessions.js';

interface Submission {
  readonly attemptId: string;
  readonly device: string | null;
  readonly tail: readonly GivenAnswer[];
  readonly now: Date;
}

type AttemptToSubmit = ToEnd['attempt'] & Pick<AttemptRow, 'sessionId' | 'status' | 'deviceId' | 'deviceSince'>;

/** One that is ended or saved into just now is left for the next batch, so that nobody else waits for it. */
const LOCK = `
  SELECT t.id, t.session_id AS "sessionId", t.person_id AS "personId", t.status, t.deadline, t.paused_at AS "pausedAt",
    t.device_id AS "deviceId", t.device_since AS "deviceSince", t.paper
  FROM unnest($1::uuid[]) AS r (id)
  CROSS JOIN LATERAL (SELECT * FROM attempt a WHERE a.id = r.id FOR UPDATE SKIP LOCKED) t`;
const LOCK_WAITING = LOCK.replace(' SKIP LOCKED', '');

/** Papers are large: so many of them go through one transaction. */
const MAX_BATCH = 50;

/** 交卷. Carries the unsent tail; repeated, it changes nothing and the result is the same (contract 11). */
@Injectable()
export class SubmitAttempt {
  /** null: ended, by this submission or before it. */
  private readonly group = new GroupCommit<Submission, DomainError | null>({
    keyOf: (submission) => submission.attemptId,
    write: (submissions) => this.sql.transaction((sql) => this.submitAll(sql, LOCK, submissions)),
    maxBatch: MAX_BATCH,
  });

  constructor(
    private readonly sql: SqlPool,
    private readonly clock: Clock,
    private readonly known: KnownAttempts,
    private readonly sessions: KnownSessions,
    private readonly endAttempt: EndAttempt,
  ) {}

  async execute(
    ctx: Ctx,
    attemptId: string,
    tail: readonly GivenAnswer[],
    device: string | null = null,
  ): Promise<void> {
    await this.known.own(ctx, attemptId);
    const submission = { attemptId, device, tail, now: this.clock.now() };
    const refusal = ctx.tx
      ? (await this.submitAll(ctx.tx, LOCK_WAITING, [submission]))[0]
      : await this.group.add(submission);
    if (refusal instanceof DomainError) throw refusal;
  }

  private async submitAll(
    sql: Queryable,
    lock: string,
    submissions: readonly Submission[],
  ): Promise<(DomainError | null | typeof LATER)[]> {
    const locked = await sql.query<Omit<AttemptToSubmit, 'paper'> & { readonly paper: Buffer }>(lock, [
      submissions.map(({ attemptId }) => attemptId),
    ]);
    const rows: AttemptToSubmit[] = locked.map(withPaper);
    const attempts = new Map(rows.map((row) => [row.id, row]));
    const sessions = await this.sessions.current(sql, [...new Set(rows.map((row) => row.sessionId))]);
    const ends: ToEnd[] = [];
    const outcomes = submissions.map((submission) => {
      const attempt = attempts.get(submission.attemptId);
      if (!attempt) return LATER;
      if (attempt.status !== 'open') return null;
      const session = sessions.get(attempt.sessionId);
      if (!session) return new DomainError('not-found');
      const { answers, errors } = checkAnswers(attempt.paper.slots, submission.tail);
      const refusal = refusalOf(attempt, submission) ?? (errors.length > 0 ? invalid(errors) : null);
      if (!refusal) ends.push({ attempt, session, tail: answers, now: submission.now });
      return refusal;
    });
    await this.endAttempt.executeAll(sql, ends);
    return outcomes;
  }
}

function refusalOf(attempt: AttemptToSubmit, { device, now }: Submission): DomainError | null {
  if (isElsewhere(attempt, device))
    return new DomainError('attempt-on-other-device', { since: attempt.deviceSince?.toISOString() ?? null });
  return takesAnswers(attempt, now) === 'paused' ? new DomainError('session-paused') : null;
}

const invalid = (errors: ReturnType<typeof checkAnswers>['errors']): DomainError =>
  new DomainError('answers-invalid', { count: errors.length }, errors);
