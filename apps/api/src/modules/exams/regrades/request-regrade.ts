import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { PreviewRegrade } from './preview-regrade.js';
import type { RegradeRequestDto } from './regrade.dto.js';
import { RegradeRepository } from './regrade.repository.js';

/** 申请更正. Nothing changes until a second person has agreed. */
@Injectable()
export class RequestRegrade {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly preview: PreviewRegrade,
    private readonly regrades: RegradeRepository,
    private readonly audit: Audit,
  ) {}

  execute(ctx: Ctx, sessionId: string, given: RegradeRequestDto): Promise<string> {
    return this.uow.run(ctx, async (tx) => {
      // Two who ask at once for the same question come one after the other.
      await this.sessions.lockLog(tx, sessionId);
      const proposal = await this.preview.propose(tx, sessionId, given);
      if (await this.regrades.waiting(tx, given.versionId, proposal.sessionIds))
        throw new DomainError('regrade-waiting');
      const id = uuidv7();
      const { decision } = proposal;
      await this.regrades.insert(
        tx,
        {
          id,
          sessionId,
          organisationId: proposal.organisationId,
          questionId: proposal.questionId,
          versionId: given.versionId,
          kind: decision.kind,
          policy: decision.kind === 'void' ? decision.policy : null,
          correct: decision.kind === 'key' ? [...decision.correct] : null,
          reason: given.reason.trim(),
          status: 'requested',
          mendsBank: proposal.mendsBank,
          bankOutcome: null,
          requestedBy: ctx.accountIdOrNull,
          requestedByName: ctx.actorName,
          requestedAt: this.clock.now(),
          decidedBy: null,
          decidedByName: null,
          decidedAt: null,
          decisionNote: null,
          seenUntil: null,
          appliedAt: null,
        },
        proposal.sessionIds,
      );
      await this.audit.append(tx, {
        action: 'exams.regrade.request',
        subject: { type: 'exam-regrade', id },
        organisationId: proposal.enterpriseId,
        // Neither the key nor words that may name it: an auditor need not have a right to the exam. They stand in the re-grade.
        detail: {
          examSessionId: sessionId,
          sessions: proposal.sessionIds,
          versionId: given.versionId,
          kind: decision.kind,
        },
      });
      return id;
    });
  }
}
