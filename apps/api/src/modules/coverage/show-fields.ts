import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { OrganisationScope } from '../organisations/index.js';
import { COUNTS, PlanVisibility, binder, standingQuery, type Counts } from '../training-plans/index.js';
import { FindCoverageNode, REPORT, childExpression, nodeCondition } from './coverage-node.js';
import type { CoverageFields, CoverageQuery } from './coverage.dto.js';
import { countsOf } from './show-coverage.js';

interface FieldRow extends Counts {
  /** Whole columns; the others are cells. */
  readonly is_column: boolean;
  readonly child: string | null;
  readonly field: string | null;
  readonly name: string | null;
}

/** The children of a node × the supervision fields of their enterprises, by the same definition as the drill-down. */
@Injectable()
export class ShowFields {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly plans: PlanVisibility,
    private readonly findNode: FindCoverageNode,
    private readonly clock: Clock,
  ) {}

  execute(ctx: Ctx, query: CoverageQuery): Promise<CoverageFields> {
    return this.uow.read(ctx, async (tx) => {
      const plan = await this.plans.require(tx, REPORT, query.planId);
      const node = await this.findNode.execute(tx, plan, query);
      const parameters: unknown[] = [];
      const bind = binder(parameters);
      const among = `${this.scope.filter(ctx, REPORT).sql('u', parameters)} AND ${nodeCondition(node, bind)}`;
      const rows = await tx.query<FieldRow>(
        `WITH counts AS (
           SELECT GROUPING(s.child) = 1 AS is_column, s.child, s.field, ${COUNTS}
           FROM (SELECT t.*, ${childExpression(node, 't')} AS child, coalesce(o.field, '') AS field
                 FROM (${standingQuery(plan, query.asOf ?? this.clock.today(), bind, among)}) t JOIN organisation o ON o.id = t.enterprise_id) s
           GROUP BY GROUPING SETS ((s.child, s.field), (s.field)))
         SELECT c.is_column, c.child, nullif(c.field, '') AS field, f.name, c.due, c.met, c.overdue, c.excused
         FROM counts c LEFT JOIN supervision_field f ON f.code = c.field ORDER BY c.field = '', c.field, c.child`,
        parameters,
      );
      return {
        fields: rows
          .filter((row) => row.is_column)
          .map((row) => ({ code: row.field, name: row.name, ...countsOf(row) })),
        // People at the node itself are no row of a heat map of regions and enterprises.
        cells: rows.flatMap((row) =>
          row.is_column || !row.child ? [] : [{ childId: row.child, field: row.field, ...countsOf(row) }],
        ),
      };
    });
  }
}
