import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { Notices } from '../../../platform/live/notices.js';
import { SessionLog } from '../conduct/session-log.repository.js';
import { boardTopic } from '../conduct/topics.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';

/**
 * Writes into the session's log that somebody could not be given a paper, for whoever conducts it. In a transaction of its
 * own: the start that was refused leaves nothing behind. Once per person.
 */
@Injectable()
export class TellPaperRefused {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sessions: ExamSessionRepository,
    private readonly log: SessionLog,
    private readonly notices: Notices,
  ) {}

  async execute(sessionId: string, personId: string, because: string): Promise<void> {
    await this.uow.run(Ctx.system('paper-refused'), async (tx) => {
      await this.sessions.lockLog(tx, sessionId);
      const told = await tx.one(
        `SELECT 1 AS found FROM exam_session_event WHERE session_id = $1 AND kind = 'paper-refused' AND data ->> 'personId' = $2`,
        [sessionId, personId],
      );
      if (told) return;
      await this.log.append(tx, sessionId, 'paper-refused', this.clock.now(), { personId, text: because });
      await this.notices.publish(tx, boardTopic(sessionId));
    });
  }
}
