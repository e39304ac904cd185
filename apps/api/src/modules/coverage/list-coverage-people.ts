import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import { OrganisationScope } from '../organisations/index.js';
import { PlanVisibility, binder, inForce, standingQuery, type Plan } from '../training-plans/index.js';
import { FindCoverageNode, REPORT, nodeCondition, type CoverageNodeInfo } from './coverage-node.js';
import type { CoveragePeopleQuery, CoveragePerson, Standing } from './coverage.dto.js';

export interface PersonRow {
  readonly person_id: string;
  readonly name: string;
  readonly status: Standing;
  readonly enterprise_name: string;
  readonly unit_path: string | null;
  readonly posts: string[] | null;
  readonly met_at: Date | null;
  readonly attempt_id: string | null;
  readonly score: number | null;
  readonly max_score: number;
  readonly ended_at: Date;
  readonly certificate_id: string | null;
  readonly excused_reason: string | null;
}

export interface PeopleFilter {
  readonly status?: Standing | undefined;
  /** Name and id of the last person seen. */
  readonly after: readonly (string | number | null)[] | null;
  readonly limit: number;
}

/** The names behind the integers: one row per person, with the evidence. As many rows as the node's numbers say. */
@Injectable()
export class ListCoveragePeople {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly plans: PlanVisibility,
    private readonly findNode: FindCoverageNode,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: CoveragePeopleQuery): Promise<Page<CoveragePerson>> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const plan = await this.plans.require(tx, REPORT, query.planId);
      const node = await this.findNode.execute(tx, plan, query);
      const rows = await this.rows(tx, plan, node, query.asOf ?? this.clock.today(), {
        status: query.status,
        after,
        limit: query.limit + 1,
      });
      return toPage(rows, query.limit, (row) => [row.name, row.person_id], personOf);
    });
  }

  rows(tx: ReadTx, plan: Plan, node: CoverageNodeInfo, asOf: string, filter: PeopleFilter): Promise<PersonRow[]> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const among = `${this.scope.filter(tx.ctx, REPORT).sql('u', parameters)} AND ${nodeCondition(node, bind)}`;
    const mayOpen = this.scope.filter(tx.ctx, 'certificates.certificate.read').sql('co', parameters);
    const conditions = [
      ...(filter.status ? [`s.status = ${bind(filter.status)}`] : []),
      ...(filter.after ? [`(n.name, s.person_id) > (${bind(filter.after[0])}, ${bind(filter.after[1])}::uuid)`] : []),
    ];
    // Standing, pass and excusal belong to the person: they are the same in every row of his, so min() picks that one.
    return tx.query<PersonRow>(
      `WITH listed AS (
         SELECT s.person_id, n.name, min(s.status) AS status, min(s.met_at) AS met_at, min(s.attempt_id::text)::uuid AS attempt_id,
           min(s.excused_reason) AS excused_reason, string_agg(r.name, '、' ORDER BY r.name, r.id) AS enterprise_name,
           array_agg(s.unit_path ORDER BY r.name, r.id) AS paths, array_agg(s.employment_id) AS employments
         FROM (${standingQuery(plan, asOf, bind, among)}) s JOIN person n ON n.id = s.person_id JOIN organisation r ON r.id = s.enterprise_id
         ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
         GROUP BY s.person_id, n.name ORDER BY n.name, s.person_id LIMIT ${bind(filter.limit)})
       SELECT l.person_id, l.name, l.status, l.met_at, l.attempt_id, l.excused_reason, l.enterprise_name,
         (SELECT string_agg(nullif(unit_path(path), ''), '；' ORDER BY no) FROM unnest(l.paths) WITH ORDINALITY AS each(path, no)) AS unit_path,
         (SELECT array_agg(DISTINCT post.name) FROM post_assignment pa JOIN post ON post.id = pa.post_id
          WHERE pa.employment_id = ANY(l.employments) AND ${inForce('pa', `${bind(asOf)}::date`)}) AS posts,
         a.score, a.max_score, a.ended_at, c.id AS certificate_id
       FROM listed l LEFT JOIN attempt a ON a.id = l.attempt_id
       LEFT JOIN LATERAL (
         SELECT c.id FROM certificate c JOIN organisation co ON co.id = c.organisation_id
         WHERE c.attempt_id = l.attempt_id AND c.plan_id = ${bind(plan.id)} AND c.person_id = l.person_id AND c.status = 'effective' AND ${mayOpen} LIMIT 1) c ON true
       ORDER BY l.name, l.person_id`,
      parameters,
    );
  }
}

export function personOf(row: PersonRow): CoveragePerson {
  const met = row.status === 'met' && row.attempt_id !== null && row.met_at !== null;
  return {
    personId: row.person_id,
    name: row.name,
    enterpriseName: row.enterprise_name,
    unitPath: row.unit_path ?? '',
    posts: row.posts ?? [],
    status: row.status,
    metAt: met ? (row.met_at?.toISOString() ?? null) : null,
    evidence:
      met && row.attempt_id
        ? {
            attemptId: row.attempt_id,
            score: row.score ?? 0,
            max: row.max_score,
            submittedAt: row.ended_at.toISOString(),
            certificateId: row.certificate_id,
          }
        : null,
    excusedReason: row.status === 'excused' ? row.excused_reason : null,
  };
}
