import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { EndPaper } from './end-paper.js';
import { differencesOf, toKeyed, type KeyedAnswer } from './keying.js';
import { PaperDesk, requireKeyable } from './paper-desk.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';

/** 核定: where the two differ a third person looks at the sheet. Just those questions, all of them. */
@Injectable()
export class SettlePaper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly desk: PaperDesk,
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
    private readonly endPaper: EndPaper,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, number: string, given: readonly KeyedAnswer[]): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const at = await this.desk.lock(tx, number);
      const { paper, attempt, enterpriseId } = at;
      requireKeyable(paper, now);
      const [first, second] = await this.papers.keyings(tx, paper.id);
      if (paper.status !== 'differs' || !first || !second) throw new DomainError('paper-not-differing');
      const { accountId } = ctx.account;
      if (first.accountId === accountId || second.accountId === accountId)
        throw new DomainError('settles-own-keying', { names: `${first.accountName}和${second.accountName}` });
      const { slots } = attempt.paper;
      const { keyed, errors } = toKeyed(slots, given);
      if (errors.length > 0) throw new DomainError('answers-invalid', { count: errors.length }, errors);
      const asked = differencesOf(slots.length, first.answers, second.answers).map(({ slot }) => slot);
      const settled = Object.keys(keyed).map(Number);
      if (asked.length !== settled.length || asked.some((slot) => !settled.includes(slot)))
        throw new DomainError('settlement-incomplete');
      await this.attempts.log(tx, attempt.id, 'settled', now, {
        number: paper.number,
        by: accountId,
        name: tx.ctx.actorName,
        answers: keyed,
      });
      await this.audit.append(tx, {
        action: 'exams.paper.settle',
        subject: { type: 'printed-paper', id: paper.id },
        organisationId: enterpriseId,
        detail: { slots: asked },
      });
      await this.endPaper.execute(tx, at, { ...first.answers, ...keyed }, now);
    });
  }
}
