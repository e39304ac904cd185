import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { EntryStatus } from '../entries/entry.dto.js';

export interface CandidateStanding {
  readonly person_id: string;
  readonly name: string;
  readonly phone_masked: string | null;
  readonly enterprise_name: string;
  readonly unit_path: string;
  readonly status: EntryStatus;
  readonly attempts: number;
  readonly ended: number;
  readonly best_score: number | null;
  readonly max_score: number | null;
  /** Of all, the open one included. */
  readonly last_attempt_id: string | null;
  readonly ended_at: Date | null;
}

/**
 * Where everybody on the list stands, within the scope of the caller: the one definition that the entry list, units, the chase list
 * and the workbook share. The unit is that of the newest employment in scope.
 */
@Injectable()
export class CandidateStandings {
  constructor(private readonly scope: OrganisationScope) {}

  /** `keptBackFrom`: the person who is not to learn his own result yet. `where` is a condition on the columns, as alias q; in the order of names. */
  of(
    tx: ReadTx,
    permission: string,
    sessionId: string,
    given: {
      readonly keptBackFrom?: string | null;
      readonly where?: (bind: (value: unknown) => string) => string;
      readonly limit?: number;
    } = {},
  ): Promise<CandidateStanding[]> {
    const parameters: unknown[] = [sessionId];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const inScope = this.scope.filter(tx.ctx, permission).sql('o', parameters);
    const kept = bind(given.keptBackFrom ?? null);
    const where = given.where?.(bind) ?? 'true';
    const limit = given.limit === undefined ? '' : `LIMIT ${bind(given.limit)}`;
    return tx.query<CandidateStanding>(
      `SELECT * FROM (
         SELECT x.person_id, p.name, p.phone_masked, w.enterprise_name, w.unit_path, coalesce(a.attempts, 0)::int AS attempts,
           coalesce(a.ended, 0)::int AS ended, a.best_score, a.max_score, a.last_attempt_id, a.ended_at,
           CASE WHEN x.person_id = ${kept}::uuid AND a.attempts > 0 THEN 'in_progress' WHEN a.passed THEN 'passed'
             WHEN a.on_paper THEN 'on_paper' WHEN a.open THEN 'in_progress' WHEN a.attempts > 0 THEN 'failed' ELSE 'not_started' END AS status
         FROM exam_entry x
         JOIN person p ON p.id = x.person_id
         JOIN LATERAL (
           SELECT ent.name AS enterprise_name, unit_path(o.path) AS unit_path FROM employment e
           JOIN organisation o ON o.id = e.organisation_id JOIN organisation ent ON ent.id = e.enterprise_id
           WHERE e.person_id = x.person_id AND ${inScope} ORDER BY e.ends_on DESC NULLS FIRST, e.starts_on DESC LIMIT 1) w ON true
         LEFT JOIN LATERAL (
           SELECT count(*) AS attempts, count(*) FILTER (WHERE t.status <> 'open') AS ended, bool_or(t.passed) AS passed, bool_or(t.status = 'open') AS open,
             bool_or(t.status = 'open' AND t.mode = 'paper') AS on_paper,
             max(t.score) FILTER (WHERE t.person_id IS DISTINCT FROM ${kept}::uuid) AS best_score, max(t.max_score) AS max_score, max(t.ended_at) AS ended_at,
             (array_agg(t.id ORDER BY t.no DESC))[1] AS last_attempt_id
           FROM attempt t WHERE t.session_id = x.session_id AND t.person_id = x.person_id AND t.status <> 'cancelled') a ON true
         WHERE x.session_id = $1) q
       WHERE ${where} ORDER BY q.name, q.person_id ${limit}`,
      parameters,
    );
  }
}
