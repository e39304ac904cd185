import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { sayInstant } from '../attempts/admission.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { EndAttempt } from '../attempts/end-attempt.js';
import { ConductScope } from '../conduct/conduct-scope.js';
import { SessionLog } from '../conduct/session-log.repository.js';
import { boardTopic } from '../conduct/topics.js';
import { IssuePaper } from './issue-paper.js';
import { PaperDesk, requireKeyable, requireUndecided } from './paper-desk.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';

/** What becomes of a paper that is not keyed in: spoiled ones are printed again, those whose time is over are closed. */
@Injectable()
export class WithdrawPaper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly desk: PaperDesk,
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
    private readonly issuePaper: IssuePaper,
    private readonly endAttempt: EndAttempt,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** 作废重印: the same questions under a new number; what was keyed in of the old one stays in the log. */
  async reprint(ctx: Ctx, number: string, reason: string): Promise<{ id: string; number: string }> {
    return this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const sessionId = (await this.desk.find(tx, number)).session.id;
      await this.scope.lockLog(tx, sessionId);
      const { paper, attempt, person, enterpriseId } = await this.desk.lock(tx, number);
      requireKeyable(paper, now);
      await this.papers.setStatus(tx, paper.id, 'void', reason);
      await this.attempts.log(tx, attempt.id, 'voided', now, {
        number: paper.number,
        reason,
        by: ctx.account.accountId,
      });
      const next = await this.issuePaper.execute(tx, attempt, paper.dueAt, now);
      await this.log.append(tx, sessionId, 'paper-voided', now, {
        personId: person.person_id,
        number: paper.number,
        next: next.number,
        reason,
      });
      await this.audit.append(tx, {
        action: 'exams.paper.void',
        subject: { type: 'printed-paper', id: paper.id },
        organisationId: enterpriseId,
        detail: { reason, next: next.id },
      });
      return { id: next.id, number: next.number };
    });
  }

  /** 取消: nobody has written on it. Its candidate is where he was before it was printed, and may sit the exam some other way. */
  async cancel(ctx: Ctx, number: string, reason: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const sessionId = (await this.desk.find(tx, number)).session.id;
      await this.scope.lockLog(tx, sessionId);
      const { paper, attempt, person, enterpriseId } = await this.desk.lock(tx, number);
      requireUndecided(paper);
      // What somebody has begun to key in or has photographed was written by a candidate, whatever it is worth.
      if (await this.papers.wasWrittenOn(tx, attempt.id)) throw new DomainError('paper-being-keyed');
      await this.papers.setStatus(tx, paper.id, 'void', reason);
      await this.attempts.cancel(tx, attempt.id, now);
      await this.attempts.log(tx, attempt.id, 'cancelled', now, {
        number: paper.number,
        reason,
        by: ctx.account.accountId,
        answers: null,
      });
      await this.log.append(tx, sessionId, 'paper-cancelled', now, {
        personId: person.person_id,
        number: paper.number,
        reason,
      });
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.paper.cancel',
        subject: { type: 'printed-paper', id: paper.id },
        organisationId: enterpriseId,
        detail: { reason },
      });
    });
  }

  /** 关闭: nobody keyed it in in time. The attempt ends without answers. */
  async close(ctx: Ctx, number: string, reason: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const now = this.clock.now();
      const sessionId = (await this.desk.find(tx, number)).session.id;
      await this.scope.lockLog(tx, sessionId);
      const { paper, attempt, session, person, enterpriseId } = await this.desk.lock(tx, number);
      requireUndecided(paper);
      if (now <= paper.dueAt) throw new DomainError('paper-not-overdue', { due: sayInstant(paper.dueAt) });
      await this.papers.setStatus(tx, paper.id, 'closed', reason);
      await this.attempts.log(tx, attempt.id, 'closed', now, {
        number: paper.number,
        reason,
        by: ctx.account.accountId,
      });
      await this.endAttempt.execute(tx, attempt, session, [], now);
      await this.log.append(tx, sessionId, 'paper-closed', now, {
        personId: person.person_id,
        number: paper.number,
        reason,
      });
      await this.audit.append(tx, {
        action: 'exams.paper.close',
        subject: { type: 'printed-paper', id: paper.id },
        organisationId: enterpriseId,
        detail: { reason },
      });
    });
  }
}
