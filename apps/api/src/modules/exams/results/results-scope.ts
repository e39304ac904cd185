import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { OwnSession } from '../sessions/own-session.js';
import { phaseOf } from '../sessions/session-policy.js';

/** A roster that is looked at again and again is gone through once in this time. */
const AGAIN_MS = 60_000;

/**
 * Reads of an exam's results. Whoever has joined since the publication and is meant by its rules is put on the list first, so
 * that he is counted, and chased, before he has ever opened the exam.
 */
@Injectable()
export class ResultsScope {
  private readonly settled = new Map<string, number>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly own: OwnSession,
    private readonly entries: EntriesRepository,
  ) {}

  async read<T>(
    ctx: Ctx,
    permission: string,
    sessionId: string,
    work: (tx: ReadTx, session: ExamSessionRow, enterpriseId: string) => Promise<T>,
  ): Promise<T> {
    const { session } = await this.uow.read(ctx, (tx) => this.own.find(tx, permission, sessionId));
    await this.settle(session);
    return this.uow.read(ctx, async (tx) => {
      const found = await this.own.find(tx, permission, sessionId);
      return work(tx, found.session, found.organisation.enterprise_id);
    });
  }

  private async settle(session: ExamSessionRow): Promise<void> {
    const now = this.clock.now();
    const phase = phaseOf(session, now);
    if (session.purpose !== 'formal' || (phase !== 'upcoming' && phase !== 'open')) return;
    if (now.getTime() - (this.settled.get(session.id) ?? -Infinity) < AGAIN_MS) return;
    this.settled.set(session.id, now.getTime());
    await this.uow.run(Ctx.system('late-joiners'), (tx) =>
      this.entries.materialise(tx, session.id, this.clock.today(), now),
    );
  }
}
