import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { paperNumber } from './paper-number.js';
import type { PrintedPaperRow } from './printed-paper.entity.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';

const DAY_MS = 86_400_000;

/** Gives an attempt on paper a number of its own, in its log too. The caller holds the attempt, and has made void what it had. */
@Injectable()
export class IssuePaper {
  constructor(
    private readonly papers: PrintedPaperRepository,
    private readonly attempts: AttemptRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  dueAfter(now: Date): Date {
    return new Date(now.getTime() + this.config.PAPER_KEY_IN_DAYS * DAY_MS);
  }

  async execute(
    tx: Tx,
    attempt: { readonly id: string; readonly sessionId: string },
    dueAt: Date,
    now: Date,
  ): Promise<PrintedPaperRow> {
    const { accountId } = tx.ctx.account;
    const row: PrintedPaperRow = {
      id: uuidv7(now.getTime()),
      number: paperNumber(randomBytes(8)),
      sessionId: attempt.sessionId,
      attemptId: attempt.id,
      status: 'printed',
      printedAt: now,
      printedBy: accountId,
      dueAt,
      reason: null,
    };
    await this.papers.insert(tx, row);
    await this.attempts.log(tx, attempt.id, 'printed', now, {
      number: row.number,
      due: dueAt.toISOString(),
      by: accountId,
    });
    return row;
  }
}
