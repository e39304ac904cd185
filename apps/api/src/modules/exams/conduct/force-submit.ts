import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { EndAttempt } from '../attempts/end-attempt.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { attemptTopic, boardTopic } from './topics.js';

export interface Forced {
  readonly submitted: number;
  readonly skipped: readonly { readonly personId: string; readonly name: string; readonly because: string }[];
}

/** 强制收卷: hands in for people who have left or must stop, what the server has of their answers. */
@Injectable()
export class ForceSubmit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
    private readonly attempts: AttemptRepository,
    private readonly endAttempt: EndAttempt,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, personIds: readonly string[], reason: string): Promise<Forced> {
    return this.uow.run(ctx, async (tx) => {
      const { session, enterpriseId, rooms } = await this.scope.lockLog(tx, sessionId);
      const now = this.clock.now();
      const open = await this.candidates.lockOpen(tx, sessionId, personIds);
      const people = await this.candidates.named(tx, sessionId, personIds, rooms);
      if (people.length < new Set(personIds).size) throw new DomainError('candidate-unknown');
      if (open.length === 0) throw new DomainError('nobody-to-submit');
      for (const { id } of open) {
        const attempt = await this.attempts.lock(tx, id);
        if (!attempt) throw new Error(`attempt ${id} vanished under our lock`);
        await this.attempts.grow(tx, id);
        await this.attempts.log(tx, id, 'forced', now, { reason });
        await this.endAttempt.execute(tx, attempt, session, [], now);
        await this.notices.publish(tx, attemptTopic(id));
      }
      await this.notices.publish(tx, boardTopic(sessionId));
      const submitted = open.map((attempt) => attempt.person_id).sort();
      await this.log.append(tx, sessionId, 'forced', now, { reason, people: submitted });
      await this.audit.append(tx, {
        action: 'exams.session.force-submit',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { reason, people: submitted },
      });
      return {
        submitted: submitted.length,
        skipped: people
          .filter((person) => !submitted.includes(person.person_id))
          .map((person) => ({
            personId: person.person_id,
            name: person.name,
            because: person.status === null ? '没有开考' : person.status === 'open' ? '用纸卷考，录入后交卷' : '已交卷',
          })),
      };
    });
  }
}
