import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../../platform/http/context.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import type { ExamSummaryDto } from './summary.dto.js';
import { ResultsScope } from './results-scope.js';

const BANDS = 10;

/** Results for the organiser: where everybody stands, how the scores spread, which questions went wrong. */
@Injectable()
export class SummariseSession {
  constructor(
    private readonly results: ResultsScope,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async execute(ctx: Ctx, sessionId: string): Promise<ExamSummaryDto> {
    return this.results.read(ctx, 'exams.session.read', sessionId, async (tx, session) => {
      const kept = this.candidacy.keptBackFrom(ctx, session);
      const counts = await tx.one<{ entries: number; passed: number; in_progress: number; failed: number }>(
        `SELECT count(*)::int AS entries, count(*) FILTER (WHERE a.passed)::int AS passed,
           count(*) FILTER (WHERE a.open AND NOT coalesce(a.passed, false))::int AS in_progress,
           count(*) FILTER (WHERE a.n > 0 AND NOT coalesce(a.passed, false) AND NOT a.open)::int AS failed
         FROM exam_entry x LEFT JOIN LATERAL (
           SELECT count(*) AS n, bool_or(t.passed AND t.person_id IS DISTINCT FROM $2::uuid) AS passed,
             bool_or(t.status = 'open' OR t.person_id IS NOT DISTINCT FROM $2::uuid) AS open FROM attempt t
           WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status <> 'cancelled') a ON true
         WHERE x.session_id = $1`,
        [sessionId, kept],
      );
      const bands = await tx.query<{ band: number; n: number }>(
        `SELECT least(best * ${BANDS} / max_score, ${BANDS - 1}) AS band, count(*)::int AS n FROM (
           SELECT person_id, max(score) AS best, max(max_score) AS max_score FROM attempt
           WHERE session_id = $1 AND person_id IS DISTINCT FROM $2::uuid AND status IN ('submitted', 'expired') AND max_score > 0
           GROUP BY person_id) b
         GROUP BY 1`,
        [sessionId, kept],
      );
      // Their words are for those who do not sit it: a team leader may be on the list himself.
      const keptBack =
        (session.purpose === 'formal' && (await this.candidacy.holds(tx, session))) || (await this.candidacy.sits(tx));
      const questions = keptBack
        ? []
        : await tx.query<{ question_id: string; stem: string; drawn: number; right: number }>(
            `SELECT q.id AS question_id, v.stem, count(*)::int AS drawn, count(*) FILTER (WHERE g.place LIKE 'r%')::int AS right
         FROM attempt t
         JOIN LATERAL (SELECT slots FROM attempt_grade WHERE attempt_id = t.id ORDER BY no DESC LIMIT 1) grade ON true
         -- The grade has a place per question, in the order of the paper: see packed-grade.ts.
         JOIN LATERAL ROWS FROM (paper_slots(t.paper), string_to_table(grade.slots, ',')) AS g (slot, version_id, question_id, type, place) ON true
         JOIN question q ON q.id = g.question_id
         JOIN question_version v ON v.id = q.current_version_id
         WHERE t.session_id = $1 AND t.status <> 'open'
         GROUP BY q.id, v.stem ORDER BY count(*) FILTER (WHERE g.place LIKE 'r%')::numeric / count(*), q.id LIMIT 50`,
            [sessionId],
          );
      const { entries = 0, passed = 0, in_progress: inProgress = 0, failed = 0 } = counts ?? {};
      return {
        entries,
        passed,
        inProgress,
        failed,
        notStarted: entries - passed - inProgress - failed,
        distribution: Array.from({ length: BANDS }, (_, band) => ({
          from: (band * 100) / BANDS,
          to: ((band + 1) * 100) / BANDS,
          count: bands.find((row) => Number(row.band) === band)?.n ?? 0,
        })),
        questions: questions.map((row) => ({
          questionId: row.question_id,
          stem: row.stem,
          drawn: row.drawn,
          right: row.right,
        })),
      };
    });
  }
}
