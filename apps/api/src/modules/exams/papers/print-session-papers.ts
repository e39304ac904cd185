import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { CandidatesRepository } from '../conduct/candidates.repository.js';
import { SessionLog } from '../conduct/session-log.repository.js';
import { boardTopic } from '../conduct/topics.js';
import { IssuePaper } from './issue-paper.js';
import { OpenOnPaper } from './open-on-paper.js';
import { PrintingScope } from './printing-scope.js';

export interface PrintedForPeople {
  readonly papers: readonly { readonly id: string; readonly number: string; readonly personId: string }[];
  readonly skipped: readonly { readonly personId: string; readonly name: string; readonly because: string }[];
}

/** 印纸卷: one attempt on paper for each of these people, with a number of its own. */
@Injectable()
export class PrintSessionPapers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: PrintingScope,
    private readonly candidates: CandidatesRepository,
    private readonly openOnPaper: OpenOnPaper,
    private readonly issuePaper: IssuePaper,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, personIds: readonly string[]): Promise<PrintedForPeople> {
    return this.uow.run(ctx, async (tx) => {
      const { session, enterpriseId } = await this.scope.lock(tx, sessionId);
      if (session.status !== 'published') throw new DomainError('session-not-published');
      if (session.purpose !== 'formal') throw new DomainError('nobody-to-print', { because: '自测不用纸卷。' });
      const people = await this.candidates.named(tx, sessionId, personIds, null);
      if (people.length < new Set(personIds).size) throw new DomainError('candidate-unknown');
      const now = this.clock.now();
      const dueAt = this.issuePaper.dueAfter(session.opensAt && session.opensAt > now ? session.opensAt : now);
      const papers: { id: string; number: string; personId: string }[] = [];
      const skipped: { personId: string; name: string; because: string }[] = [];
      for (const { person_id: personId, name } of people) {
        try {
          const attempt = await this.openOnPaper.execute(tx, session, personId, dueAt, now);
          const { id, number } = await this.issuePaper.execute(tx, attempt, dueAt, now);
          papers.push({ id, number, personId });
        } catch (error) {
          skipped.push({ personId, name, because: becauseOf(error) });
        }
      }
      const first = skipped[0];
      if (papers.length === 0)
        throw new DomainError('nobody-to-print', { because: first ? `${first.name}：${first.because}` : '' });
      await this.log.append(tx, sessionId, 'papers-printed', now, {
        people: papers.map(({ personId }) => personId),
        numbers: papers.map(({ number }) => number),
      });
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.paper.print',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { papers: papers.map(({ id, personId }) => ({ id, personId })) },
      });
      return { papers, skipped };
    });
  }
}

/** What speaks of one person leaves the others their papers; anything else ends the whole. */
function becauseOf(error: unknown): string {
  if (error instanceof DomainError && (error.code === 'may-not-start' || error.code === 'paper-not-possible'))
    return String(error.params['because']);
  throw error;
}
