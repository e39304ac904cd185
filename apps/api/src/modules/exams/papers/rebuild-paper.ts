import { Injectable } from '@nestjs/common';
import { InfeasibleBlueprintError, redrawPaper, type BankItem, type Paper } from '@zhian/question-bank';
import { canonicalJson } from '../../../platform/crypto/canonical-json.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { hashOfPaper } from '../attempts/attempt-record.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';

export interface RebuiltPaper {
  readonly attemptId: string;
  /** The paper that was sat is the one that comes of seed, rules and frozen pool, byte for byte. */
  readonly equal: boolean;
  readonly algorithm: string;
  readonly questions: number;
  /** SHA-256 of seed and paper in canonical JSON: as stored, as drawn again, and as the attempt's log says since its start. */
  readonly stored: string;
  readonly rebuilt: string | null;
  readonly logged: string | null;
  /** The first place that differs; null when none does, or the paper could not be drawn at all. */
  readonly firstDifference: number | null;
}

/** Draws the paper of an attempt again, as an auditor would, years later: from what stands in the session and in the paper. */
@Injectable()
export class RebuildPaper {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly sessions: ExamSessionRepository,
  ) {}

  /** Null when there is no such attempt. For the command line: it authorises nobody. */
  async execute(attemptId: string): Promise<RebuiltPaper | null> {
    return this.uow.read(Ctx.system('paper:rebuild'), async (tx) => {
      const attempt = await this.attempts.find(tx, attemptId);
      const session = attempt && (await this.sessions.find(tx, attempt.sessionId));
      if (!attempt || !session) return null;
      const { paper, seed } = attempt;
      const again = redraw({ ...paper, seed }, session, await this.sessions.poolOf(tx, session.id));
      const started = await tx.one<{ paper: string | null }>(
        `SELECT data ->> 'paper' AS paper FROM attempt_event WHERE attempt_id = $1 AND kind = 'started' ORDER BY seq LIMIT 1`,
        [attemptId],
      );
      const stored = hashOfPaper(seed, paper);
      return {
        attemptId,
        equal:
          again !== null &&
          canonicalJson(paper) === canonicalJson(again) &&
          (!started?.paper || started.paper === stored),
        algorithm: paper.algorithm,
        questions: paper.slots.length,
        stored,
        rebuilt: again && hashOfPaper(seed, again),
        logged: started?.paper ?? null,
        firstDifference: again && firstDifference(paper, again),
      };
    });
  }
}

function redraw(paper: Paper, session: ExamSessionRow, pool: readonly BankItem[]): Paper | null {
  try {
    return redrawPaper(paper, { ...session, pool });
  } catch (error) {
    if (error instanceof InfeasibleBlueprintError || error instanceof RangeError) return null;
    throw error;
  }
}

function firstDifference(stored: Paper, again: Paper): number | null {
  const places = Math.max(stored.slots.length, again.slots.length);
  for (let at = 0; at < places; at += 1) {
    if (canonicalJson(stored.slots[at] ?? null) !== canonicalJson(again.slots[at] ?? null)) return at + 1;
  }
  return null;
}
