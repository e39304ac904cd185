import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import { PlanVisibility } from '../training-plans/index.js';
import { FindCoverageNode, REPORT } from './coverage-node.js';
import { coverageWorkbook } from './coverage-workbook.js';
import type { CoverageQuery } from './coverage.dto.js';
import { ListCoveragePeople, personOf } from './list-coverage-people.js';
import { ShowCoverage } from './show-coverage.js';

const LIMIT = 20_000;

/** Numbers and names from one snapshot of the database, so that they agree. Names leave the platform: the export is on record. */
@Injectable()
export class ExportCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PlanVisibility,
    private readonly findNode: FindCoverageNode,
    private readonly coverage: ShowCoverage,
    private readonly people: ListCoveragePeople,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: CoverageQuery): Promise<{ fileName: string; bytes: Buffer }> {
    const asOf = query.asOf ?? this.clock.today();
    const { plan, report, rows } = await this.uow.read(ctx, async (tx) => {
      const plan = await this.plans.require(tx, REPORT, query.planId);
      const node = await this.findNode.execute(tx, plan, query);
      const report = await this.coverage.level(tx, plan, node, asOf);
      const count = report.due + report.excused;
      if (count > LIMIT) throw new DomainError('coverage-export-too-large', { count, limit: LIMIT });
      return { plan, report, rows: await this.people.rows(tx, plan, node, asOf, { after: null, limit: LIMIT }) };
    });
    await this.uow.run(ctx, (tx) =>
      this.audit.append(tx, {
        action: 'coverage.report.export',
        subject: { type: 'training-plan', id: plan.id },
        organisationId: report.level === 'organisation' ? report.id : null,
        detail: { node: report.id, asOf, people: rows.length },
      }),
    );
    return {
      fileName: `${plan.title}-${report.name}-${asOf}.xlsx`,
      bytes: await coverageWorkbook(report, rows.map(personOf)),
    };
  }
}
