import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import type { RegradeNoteDto } from './attempt-result.dto.js';
import type { AttemptRow } from './attempt.entity.js';
import { unpackPaper } from './packed-paper.js';

type Regraded = Omit<RegradeNoteDto, 'slot' | 'at'> & { readonly versionId: string; readonly at: Date };

/** What was corrected about the questions of one paper, in the candidate's own numbers. Keys are no part of it. */
@Injectable()
export class RegradeNotes {
  async of(tx: ReadTx, attemptId: string, session: Pick<ExamSessionRow, 'corrections'>): Promise<RegradeNoteDto[]> {
    const attempt = await tx.one<Pick<AttemptRow, 'score' | 'maxScore'> & { paper: Buffer }>(
      `SELECT paper, score, max_score AS "maxScore" FROM attempt WHERE id = $1`,
      [attemptId],
    );
    if (!attempt) return [];
    const { slots } = unpackPaper(attempt.paper);
    const slotOf = (versionId: string): number | undefined => slots.find((slot) => slot.versionId === versionId)?.slot;
    const rows = await tx.query<Regraded>(
      `SELECT g.graded_at AS at, r.kind, r.policy, r.reason, r.version_id AS "versionId", b.score AS "scoreBefore", g.score AS "scoreAfter",
         b.max_score AS "maxBefore", g.max_score AS "maxAfter"
       FROM attempt_grade g JOIN attempt_grade b ON b.attempt_id = g.attempt_id AND b.no = g.no - 1
       JOIN exam_regrade r ON r.id = g.regrade_id WHERE g.attempt_id = $1 ORDER BY g.no`,
      [attemptId],
    );
    const told = new Set(rows.map((row) => row.versionId));
    // Decided while he was still sitting: his first grade went by it already.
    const before = session.corrections.flatMap((correction): RegradeNoteDto[] => {
      const slot = slotOf(correction.versionId);
      if (slot === undefined || told.has(correction.versionId)) return [];
      const policy = correction.kind === 'void' ? correction.policy : null;
      const none = { at: null, reason: null, scoreBefore: null, maxBefore: null };
      const { score, maxScore } = attempt;
      return [{ slot, kind: correction.kind, policy, ...none, scoreAfter: score ?? 0, maxAfter: maxScore }];
    });
    const later = rows.map(({ versionId, at, ...row }) => ({
      slot: slotOf(versionId) ?? 0,
      at: at.toISOString(),
      ...row,
    }));
    return [...before, ...later];
  }
}
