import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import {
  COUNTS,
  DUE_DEFINITION,
  PlanVisibility,
  binder,
  standingQuery,
  type Counts,
  type Plan,
} from '../training-plans/index.js';
import { FindCoverageNode, REPORT, childExpression, nodeCondition, type CoverageNodeInfo } from './coverage-node.js';
import type { Coverage, CoverageChild, CoverageQuery } from './coverage.dto.js';

interface LevelRow extends Counts {
  readonly is_total: boolean;
  readonly child: string | null;
  readonly name: string | null;
  readonly kind: string | null;
}

/** One level of the drill-down: the node's four integers and those of its children, from one query. */
@Injectable()
export class ShowCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly plans: PlanVisibility,
    private readonly findNode: FindCoverageNode,
    private readonly clock: Clock,
  ) {}

  execute(ctx: Ctx, query: CoverageQuery): Promise<Coverage> {
    return this.uow.read(ctx, async (tx) => {
      const plan = await this.plans.require(tx, REPORT, query.planId);
      const node = await this.findNode.execute(tx, plan, query);
      return this.level(tx, plan, node, query.asOf ?? this.clock.today());
    });
  }

  async level(tx: ReadTx, plan: Plan, node: CoverageNodeInfo, asOf: string): Promise<Coverage> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const among = `${this.scope.filter(tx.ctx, REPORT).sql('u', parameters)} AND ${nodeCondition(node, bind)}`;
    const rows = await tx.query<LevelRow>(
      `WITH counts AS (
         SELECT GROUPING(s.child) = 1 AS is_total, s.child, ${COUNTS}
         FROM (SELECT t.*, ${childExpression(node, 't')} AS child FROM (${standingQuery(plan, asOf, bind, among)}) t) s
         GROUP BY GROUPING SETS ((s.child), ()))
       SELECT c.*, coalesce(g.name, o.name) AS name, coalesce(g.level, o.kind) AS kind
       FROM counts c LEFT JOIN region g ON g.code = c.child LEFT JOIN organisation o ON o.id = CASE WHEN length(c.child) = 36 THEN c.child::uuid END
       ORDER BY g.code NULLS LAST, o.name NULLS FIRST, o.id`,
      parameters,
    );
    const total = rows.find((row) => row.is_total);
    return {
      plan: { id: plan.id, title: plan.title, dueOn: plan.dueOn },
      level: node.level,
      id: node.id,
      name: node.name,
      crumbs: [...node.crumbs],
      ...countsOf(total),
      definitionVersion: DUE_DEFINITION,
      asOf,
      computedAt: this.clock.now().toISOString(),
      children: childrenOf(
        node,
        rows.filter((row) => !row.is_total),
      ),
    };
  }
}

export function countsOf(row: Counts | null | undefined): Counts {
  return { due: row?.due ?? 0, met: row?.met ?? 0, overdue: row?.overdue ?? 0, excused: row?.excused ?? 0 };
}

/** People at the node itself are a row of their own, unless nobody is below it: then the names are next. */
function childrenOf(node: CoverageNodeInfo, rows: readonly LevelRow[]): CoverageChild[] {
  if (rows.every((row) => row.child === '')) return [];
  return rows.map((row) => {
    const id = row.child ?? '';
    if (id === '') return { level: 'organisation', kind: 'direct', id: node.id, name: '直属', ...countsOf(row) };
    return {
      level: id.length === 36 ? 'organisation' : 'region',
      kind: row.kind ?? '',
      id,
      name: row.name ?? id,
      ...countsOf(row),
    };
  });
}
