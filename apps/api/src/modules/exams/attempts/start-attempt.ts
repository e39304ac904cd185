import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { admit } from './admission.js';
import { hashOfPaper } from './attempt-record.js';
import { deadlineOf } from './attempt.js';
import { DrawPaper } from './draw-paper.js';
import type { AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { AccessCodes } from '../conduct/access-codes.js';
import { ClaimDevice } from '../conduct/claim-device.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { TellPaperRefused } from './tell-paper-refused.js';

/** What the candidate brings to the start: the word said in the room, and which browser he sits at. */
export interface StartClaim {
  readonly accessCode?: string | null;
  readonly device?: string | null;
  readonly takeOver?: boolean;
}

/** Admits, draws and opens an attempt; the same person starting again gets the attempt that is open (contract 8). */
@Injectable()
export class StartAttempt {
  private readonly logger = new Logger(StartAttempt.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly entries: EntriesRepository,
    private readonly attempts: AttemptRepository,
    private readonly papers: DrawPaper,
    private readonly tellPaperRefused: TellPaperRefused,
    private readonly claimDevice: ClaimDevice,
    private readonly accessCodes: AccessCodes,
  ) {}

  async execute(
    ctx: Ctx,
    sessionId: string,
    claim: StartClaim = {},
  ): Promise<{ attempt: AttemptRow; session: ExamSessionRow; fresh: boolean }> {
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

  private admit(
    ctx: Ctx,
    sessionId: string,
    claim: StartClaim,
  ): Promise<{ attempt: AttemptRow; session: ExamSessionRow; fresh: boolean }> {
    const { personId } = ctx;
    return this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const session = await this.sessions.findForStart(tx, sessionId);
      if (!session || session.status === 'draft') throw new DomainError('not-found');
      const open = await this.attempts.findOpen(tx, sessionId, personId);
      if (open) return this.resume(tx, session, open, claim, now);
      const entered = await this.entries.enter(tx, sessionId, personId, this.clock.today(), now);
      const before = await this.attempts.ofPerson(tx, [sessionId], personId);
      // Whoever is not on the list and never was must not learn that the session exists.
      if (!entered && before.length === 0) throw new DomainError('not-found');
      const sitsFormalExam = session.purpose === 'self_test' && (await this.attempts.sitsFormalExam(tx, personId, now));
      const admission = admit({
        now,
        session,
        entered,
        sitsFormalExam,
        attempts: before.map((row) => ({ status: row.status, endedAt: row.ended_at, passed: row.passed })),
      });
      if (!admission.admitted) {
        // A start of the same person may have been committed between the two look-ups above.
        const meanwhile = await this.attempts.findOpen(tx, sessionId, personId);
        if (meanwhile) return this.resume(tx, session, meanwhile, claim, now);
        throw new DomainError('may-not-start', { because: admission.because, refusal: admission.refusal });
      }
      this.accessCodes.require(session, personId, claim.accessCode ?? null, now);
      return this.open(tx, session, personId, before.length + 1, claim, now);
    });
  }

  private async resume(
    tx: Tx,
    session: ExamSessionRow,
    open: AttemptRow,
    { device = null, takeOver = false }: StartClaim,
    now: Date,
  ): Promise<{ attempt: AttemptRow; session: ExamSessionRow; fresh: boolean }> {
    const attempt = await this.claimDevice.execute(tx, open, session.oneDevice, { device, takeOver }, now);
    return { attempt, session, fresh: false };
  }

  private async open(
    tx: Tx,
    session: ExamSessionRow,
    personId: string,
    no: number,
    claim: StartClaim,
    now: Date,
  ): Promise<{ attempt: AttemptRow; session: ExamSessionRow; fresh: boolean }> {
    const seed = randomBytes(32).toString('hex');
    const paper = await this.papers.execute(tx, session, personId, seed);
    const id = uuidv7(now.getTime());
    const extensionSeconds = session.extensionSeconds + (await this.entries.extensionOf(tx, session.id, personId));
    const fresh = await this.attempts.insert(tx, {
      id,
      sessionId: session.id,
      personId,
      no,
      seed,
      paper,
      startedAt: now,
      deadline: deadlineOf(now, session, extensionSeconds),
      extensionSeconds,
      deviceId: session.oneDevice ? (claim.device ?? null) : null,
    });
    // A start of the same person was quicker; its row is committed, because the unique key made us wait for it.
    const attempt = fresh ? await this.attempts.find(tx, id) : await this.attempts.findOpen(tx, session.id, personId);
    if (!attempt)
      throw new DomainError('may-not-start', { because: '刚才已经开始过，请刷新页面。', refusal: 'attempts-used-up' });
    if (!fresh) return this.resume(tx, session, attempt, claim, now);
    await this.attempts.log(tx, id, 'started', now, {
      no,
      deadline: attempt.deadline.toISOString(),
      ...(claim.device ? { device: claim.device } : {}),
      questions: paper.slots.length,
      algorithm: paper.algorithm,
      paper: hashOfPaper(seed, paper),
    });
    return { attempt, session, fresh: true };
  }
}
