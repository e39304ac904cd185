import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { Audit } from '../../audit/index.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConductScope } from './conduct-scope.js';
import { SessionLog } from './session-log.repository.js';
import { attemptTopic, boardTopic } from './topics.js';

/** 重置设备: the attempt belongs to no device; the next one that asks gets it without a question. */
@Injectable()
export class ResetDevice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly candidates: CandidatesRepository,
    private readonly attempts: AttemptRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string, personId: string, reason: string): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const { enterpriseId, rooms } = await this.scope.lockLog(tx, sessionId);
      const now = this.clock.now();
      const [open] = await this.candidates.lockOpen(tx, sessionId, [personId]);
      const [person] = await this.candidates.named(tx, sessionId, [personId], rooms);
      if (!person) throw new DomainError('candidate-unknown');
      if (!open) throw new DomainError('no-open-attempt');
      await this.attempts.setDevice(tx, open.id, null, now);
      await this.attempts.log(tx, open.id, 'device-reset', now, { from: person.device_id });
      await this.notices.publish(tx, attemptTopic(open.id));
      await this.notices.publish(tx, boardTopic(sessionId));
      await this.log.append(tx, sessionId, 'device-reset', now, { personId, reason });
      await this.audit.append(tx, {
        action: 'exams.session.reset-device',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: enterpriseId,
        detail: { personId, reason },
      });
    });
  }
}
