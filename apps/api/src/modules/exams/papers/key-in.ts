import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { differencesOf, missingSlots, toKeyed, type KeyedAnswer } from './keying.js';
import { PaperDesk, requireKeyable, type PaperAtDesk } from './paper-desk.js';
import { EndPaper } from './end-paper.js';
import type { KeyingRow } from './printed-paper.entity.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';

/** 录入: one of two people types what stands on the sheet, as often as he likes until he is done. */
@Injectable()
export class KeyIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly desk: PaperDesk,
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
    private readonly endPaper: EndPaper,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, number: string, given: readonly KeyedAnswer[], finished: boolean): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const at = await this.desk.lock(tx, number);
      requireKeyable(at.paper, now);
      const { slots } = at.attempt.paper;
      const { keyed, errors } = toKeyed(slots, given);
      if (errors.length > 0) throw new DomainError('answers-invalid', { count: errors.length }, errors);
      const missing = missingSlots(slots.length, keyed);
      if (finished && missing.length > 0)
        throw new DomainError('keying-incomplete', { slots: missing.slice(0, 10).join('、') });
      const mine = await this.claim(tx, at, now);
      if (mine.finishedAt) throw new DomainError('keying-finished');
      await this.papers.saveKeying(tx, mine, keyed, finished ? now : null);
      if (finished) await this.finish(tx, at, { ...mine, answers: keyed, finishedAt: now }, now);
    });
  }

  /** The caller's entry: his own, or the one that is free. Never both: the second has to be somebody else. */
  private async claim(tx: Tx, { paper }: PaperAtDesk, now: Date): Promise<KeyingRow> {
    const keyings = await this.papers.keyings(tx, paper.id);
    const { accountId } = tx.ctx.account;
    const mine = keyings.find((keying) => keying.accountId === accountId);
    if (mine) return mine;
    if (keyings.length === 2)
      throw new DomainError('paper-keyed-by-two', { names: keyings.map((keying) => keying.accountName).join('和') });
    const row: KeyingRow = {
      paperId: paper.id,
      no: keyings[0]?.no === 1 ? 2 : 1,
      accountId,
      accountName: tx.ctx.actorName,
      answers: {},
      startedAt: now,
      finishedAt: null,
    };
    await this.papers.startKeying(tx, row);
    return row;
  }

  /** What each has keyed in stays as evidence in the attempt's log; the second who is done decides how it goes on. */
  private async finish(tx: Tx, at: PaperAtDesk, mine: KeyingRow, now: Date): Promise<void> {
    const { paper, attempt, enterpriseId } = at;
    await this.attempts.log(tx, attempt.id, 'keyed-in', now, {
      number: paper.number,
      entry: mine.no,
      by: mine.accountId,
      name: mine.accountName,
      answers: mine.answers,
    });
    await this.audit.append(tx, {
      action: 'exams.paper.key-in',
      subject: { type: 'printed-paper', id: paper.id },
      organisationId: enterpriseId,
      detail: { entry: mine.no },
    });
    const other = (await this.papers.keyings(tx, paper.id)).find((keying) => keying.no !== mine.no);
    if (!other?.finishedAt) return;
    if (isSame(attempt.paper.slots.length, mine.answers, other.answers))
      await this.endPaper.execute(tx, at, mine.answers, now);
    else await this.papers.setStatus(tx, paper.id, 'differs', null);
  }
}

const isSame = (slots: number, one: FoldedAnswers, other: FoldedAnswers): boolean =>
  differencesOf(slots, one, other).length === 0;
