import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { admit } from './admission.js';
import { hashOfPaper } from './attempt-record.js';
import { deadlineOf } from './attempt.js';
import { DrawPaper } from './draw-paper.js';
import { AttemptOpenings, type OpeningOutcome, type Standing } from './attempt-openings.js';
import type { AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { AccessCodes } from '../conduct/access-codes.js';
import { ClaimDevice } from '../conduct/claim-device.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { KnownSessions } from '../sessions/known-sessions.js';
import { KnownAttempts } from './known-attempts.js';
import { lockNeighbours } from './neighbour-lock.js';
import { TellPaperRefused } from './tell-paper-refused.js';

/** What the candidate brings to the start: the word said in the room, and which browser he sits at. */
export interface StartClaim {
  readonly accessCode?: string | null;
  readonly device?: string | null;
  readonly takeOver?: boolean;
}

export interface Started {
  readonly attempt: AttemptRow;
  readonly session: ExamSessionRow;
  /** false: it was open already. */
  readonly fresh: boolean;
}

/** A session that is changed this often within a start is being edited by somebody; he comes to an end. */
const MAX_TRIES = 5;

/** Admits, draws and opens an attempt; the same person starting again gets the attempt that is open (contract 8). */
@Injectable()
export class StartAttempt {
  private readonly logger = new Logger(StartAttempt.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sql: SqlPool,
    private readonly sessions: KnownSessions,
    private readonly entries: EntriesRepository,
    private readonly attempts: AttemptRepository,
    private readonly openings: AttemptOpenings,
    private readonly known: KnownAttempts,
    private readonly papers: DrawPaper,
    private readonly tellPaperRefused: TellPaperRefused,
    private readonly claimDevice: ClaimDevice,
    private readonly accessCodes: AccessCodes,
  ) {}

  async execute(ctx: Ctx, sessionId: string, claim: StartClaim = {}): Promise<Started> {
    try {
      return await this.admit(ctx, sessionId, claim);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'paper-not-possible') {
        const because = String(error.params['because']);
        // Not awaited: a key for idempotency keeps this transaction open, and the refusal must not wait for a second one.
        void this.tellPaperRefused
          .execute(sessionId, ctx.personId, because)
          .catch((failed: unknown) => this.logger.error(failed));
      }
      throw error;
    }
  }

  private async admit(ctx: Ctx, sessionId: string, claim: StartClaim): Promise<Started> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const started = await this.tryToStart(ctx, sessionId, claim);
      if (started) return started;
    }
    throw new DomainError('service-busy', { seconds: 2 });
  }

  /** null: the session was changed while the paper was drawn; everything has to be looked at again. */
  private async tryToStart(ctx: Ctx, sessionId: string, claim: StartClaim): Promise<Started | null> {
    const { personId } = ctx;
    const now = this.clock.now();
    const sql = ctx.tx ?? this.sql.single;
    const standing = await this.openings.standing(ctx.tx, sessionId, personId);
    const { sessionRowVersion } = standing;
    const session =
      sessionRowVersion === null
        ? undefined
        : (await this.sessions.find(sql, [{ id: sessionId, rowVersion: sessionRowVersion }])).get(sessionId);
    if (!session || session.status === 'draft' || sessionRowVersion === null) throw new DomainError('not-found');
    if (standing.attempts.some((attempt) => attempt.status === 'open')) return this.resume(ctx, session, claim, now);
    const entered =
      standing.listed ||
      (await this.uow.run(ctx, (tx) => this.entries.enter(tx, sessionId, personId, this.clock.today(), now)));
    // Whoever is not on the list and never was must not learn that the session exists.
    if (!entered && standing.attempts.length === 0) throw new DomainError('not-found');
    const sitsFormalExam =
      session.purpose === 'self_test' &&
      (await this.uow.read(ctx, (tx) => this.attempts.sitsFormalExam(tx, personId, now)));
    const admission = admit({ now, session, entered, sitsFormalExam, attempts: standing.attempts });
    if (!admission.admitted)
      throw new DomainError('may-not-start', { because: admission.because, refusal: admission.refusal });
    await this.accessCodes.require(session, personId, claim.accessCode ?? null, now);
    const begin = async (): Promise<{ attempt: AttemptRow; outcome: OpeningOutcome }> => {
      const opening = await this.prepare(ctx, session, standing, claim, now);
      const outcome = await this.openings.open(ctx.tx, { ...opening, sessionRowVersion });
      return { attempt: opening.attempt, outcome };
    };
    const { attempt, outcome } =
      session.blueprint.overlap?.neighbourMax === undefined
        ? await begin()
        : await this.uow.run(ctx, async (tx) => {
            await lockNeighbours(tx, session.id, personId);
            return begin();
          });
    if (outcome === 'changed') return null;
    // A start of the same person was quicker; its row is committed, because the unique key made us wait for it.
    if (outcome === 'exists') return this.resume(ctx, session, claim, now);
    this.known.remember(attempt);
    return { attempt, session, fresh: true };
  }

  private async resume(
    ctx: Ctx,
    session: ExamSessionRow,
    { device = null, takeOver = false }: StartClaim,
    now: Date,
  ): Promise<Started> {
    return this.uow.run(ctx, async (tx) => {
      const open = await this.attempts.findOpen(tx, session.id, ctx.personId);
      if (!open)
        throw new DomainError('may-not-start', {
          because: '刚才已经开始过，请刷新页面。',
          refusal: 'attempts-used-up',
        });
      if (open.mode === 'paper') throw new DomainError('attempt-on-paper');
      const attempt = await this.claimDevice.execute(tx, open, session.oneDevice, { device, takeOver }, now);
      return { attempt, session, fresh: false };
    });
  }

  /** Draws the paper; nothing is stored yet. */
  private async prepare(
    ctx: Ctx,
    session: ExamSessionRow,
    standing: Standing,
    { device = null }: StartClaim,
    now: Date,
  ): Promise<{ attempt: AttemptRow; event: object }> {
    const seed = randomBytes(32).toString('hex');
    const paper =
      this.papers.fromMemory(session, seed) ??
      (await this.uow.read(ctx, (tx) => this.papers.execute(tx, session, ctx.personId, seed)));
    const extensionSeconds = session.extensionSeconds + standing.extensionSeconds;
    const deviceId = session.oneDevice ? device : null;
    const attempt: AttemptRow = {
      id: uuidv7(now.getTime()),
      sessionId: session.id,
      personId: ctx.personId,
      no: standing.nextNo,
      status: 'open',
      seed,
      paper,
      startedAt: now,
      deadline: deadlineOf(now, session, extensionSeconds),
      endedAt: null,
      answers: null,
      answerSeqs: null,
      score: null,
      maxScore: paper.totalPoints,
      passed: null,
      rightCount: null,
      lateAnswers: 0,
      revision: 1,
      deviceId,
      deviceSince: deviceId === null ? null : now,
      pausedAt: null,
      extensionSeconds,
      mode: 'screen',
    };
    const event = {
      no: attempt.no,
      deadline: attempt.deadline.toISOString(),
      ...(device ? { device } : {}),
      ...(ctx.kiosk ? { kiosk: ctx.kiosk.id, entry: ctx.kiosk.entry } : {}),
      questions: paper.slots.length,
      algorithm: paper.algorithm,
      paper: hashOfPaper(seed, paper),
    };
    return { attempt, event };
  }
}
