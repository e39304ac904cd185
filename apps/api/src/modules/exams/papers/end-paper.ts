import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/db/tx.js';
import { Notices } from '../../../platform/live/notices.js';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import { EndAttempt } from '../attempts/end-attempt.js';
import { attemptTopic, boardTopic } from '../conduct/topics.js';
import { answersOf } from './keying.js';
import type { PaperAtDesk } from './paper-desk.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';

/** Hands in what two people have read: from here on it is an attempt like any other. */
@Injectable()
export class EndPaper {
  constructor(
    private readonly papers: PrintedPaperRepository,
    private readonly endAttempt: EndAttempt,
    private readonly notices: Notices,
  ) {}

  async execute(tx: Tx, { paper, attempt, session }: PaperAtDesk, keyed: FoldedAnswers, now: Date): Promise<void> {
    await this.papers.setStatus(tx, paper.id, 'keyed', null);
    await this.endAttempt.execute(tx, attempt, session, answersOf(keyed), now);
    await this.notices.publish(tx, attemptTopic(attempt.id));
    await this.notices.publish(tx, boardTopic(session.id));
  }
}
