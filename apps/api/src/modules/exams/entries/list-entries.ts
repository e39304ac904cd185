import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { ExamEntryDto, ExamEntryQuery, EntryStatus } from './entry.dto.js';
import { OwnCandidacy } from './own-candidacy.js';
import { ResultsScope } from '../results/results-scope.js';

interface EntryRecord {
  person_id: string;
  name: string;
  enterprise_name: string;
  unit_path: string;
  status: EntryStatus;
  attempts: number;
  best_score: number | null;
  max_score: number | null;
  last_attempt_id: string | null;
  ended_at: Date | null;
}

/** The entry list with each person's standing: who has not come yet is the list to chase. */
@Injectable()
export class ListEntries {
  constructor(
    private readonly results: ResultsScope,
    private readonly scope: OrganisationScope,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async execute(ctx: Ctx, sessionId: string, query: ExamEntryQuery): Promise<Page<ExamEntryDto>> {
    return this.results.read(ctx, 'exams.session.read', sessionId, async (tx, session) => {
      const parameters: unknown[] = [sessionId];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const inScope = this.scope.filter(ctx, 'exams.session.read').sql('o', parameters);
      // His own result comes to a candidate when it is released, whatever else he is.
      const kept = bind(this.candidacy.keptBackFrom(ctx, session));
      const where = ['true'];
      if (query.status) where.push(`q.status = ${bind(query.status)}`);
      const after = decodeCursor(query.cursor, ['text', 'uuid']);
      if (after) where.push(`(q.name, q.person_id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<EntryRecord>(
        `SELECT * FROM (
           SELECT x.person_id, p.name, w.enterprise_name, w.unit_path, coalesce(a.attempts, 0)::int AS attempts, a.best_score, a.max_score, a.last_attempt_id, a.ended_at,
             CASE WHEN x.person_id = ${kept}::uuid AND a.attempts > 0 THEN 'in_progress' WHEN a.passed THEN 'passed' WHEN a.open THEN 'in_progress' WHEN a.attempts > 0 THEN 'failed' ELSE 'not_started' END AS status
           FROM exam_entry x
           JOIN person p ON p.id = x.person_id
           JOIN LATERAL (
             SELECT ent.name AS enterprise_name, unit_path(o.path) AS unit_path FROM employment e
             JOIN organisation o ON o.id = e.organisation_id JOIN organisation ent ON ent.id = e.enterprise_id
             WHERE e.person_id = x.person_id AND ${inScope} ORDER BY e.ends_on DESC NULLS FIRST, e.starts_on DESC LIMIT 1) w ON true
           LEFT JOIN LATERAL (
             SELECT count(*) AS attempts, bool_or(t.passed) AS passed, bool_or(t.status = 'open') AS open, max(t.score) FILTER (WHERE t.person_id IS DISTINCT FROM ${kept}::uuid) AS best_score, max(t.max_score) AS max_score,
               (array_agg(t.id ORDER BY t.no DESC))[1] AS last_attempt_id, max(t.ended_at) AS ended_at
             FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status <> 'cancelled') a ON true
           WHERE x.session_id = $1) q
         WHERE ${where.join(' AND ')} ORDER BY q.name, q.person_id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.name, row.person_id],
        (row) => ({
          personId: row.person_id,
          name: row.name,
          enterpriseName: row.enterprise_name,
          unitPath: row.unit_path,
          status: row.status,
          attempts: row.attempts,
          bestScore: row.best_score,
          max: row.max_score,
          lastAttemptId: row.last_attempt_id,
          submittedAt: row.ended_at?.toISOString() ?? null,
        }),
      );
    });
  }
}
