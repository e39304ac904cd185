import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { boardTopic } from './topics.js';

/** 现场记录: what somebody saw, in his words. A note, never a verdict; it changes nothing for the candidate. */
@Injectable()
export class NoteIncident {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, personId: string | null, text: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { session, enterpriseId, rooms } = await this.scope.lockLog(tx, sessionId);
      if (session.status === 'draft') throw new DomainError('session-not-published');
      const [person] = personId ? await this.candidates.named(tx, sessionId, [personId], rooms) : [];
      if (personId && !person) throw new DomainError('candidate-unknown');
      await this.log.append(tx, sessionId, 'incident', this.clock.now(), {
        ...(person ? { personId, attemptId: person.attempt_id } : {}),
        text,
      });
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.audit.append(tx, {
        action: 'exams.session.note-incident',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { personId },
      });
    });
  }
}
