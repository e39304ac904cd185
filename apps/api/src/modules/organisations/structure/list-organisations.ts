import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { OrganisationScope } from '../organisation-scope.js';
import { RegionRepository } from '../regions/region.repository.js';
import type { Organisation, OrganisationNode, OrganisationQuery } from './organisation.dto.js';
import type { OrganisationRow } from './organisation.entity.js';
import type { OrganisationKind } from './placement-rule.js';

const READ = 'organisations.organisation.read';

type Row = Omit<OrganisationRow, 'created_at' | 'path'> & { field_name: string | null; headcount: number };

/** `today` is the first parameter, always. */
const COLUMNS = `o.id, o.name, o.kind, o.parent_id, o.enterprise_id, o.region_code, o.credit_code, o.industry, o.field, o.above_scale,
  o.high_risk, o.status, o.version, f.name AS field_name,
  (SELECT count(DISTINCT e.person_id)::int FROM employment e JOIN organisation u ON u.id = e.organisation_id
   WHERE e.enterprise_id = o.enterprise_id AND starts_with(u.path, o.path) AND e.starts_on <= $1 AND (e.ends_on IS NULL OR e.ends_on > $1)) AS headcount`;

@Injectable()
export class ListOrganisations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly regions: RegionRepository,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: OrganisationQuery): Promise<Page<Organisation>> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    const parameters: unknown[] = [this.clock.today()];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const where = [this.scope.filter(ctx, READ).sql('o', parameters)];
    if (query.parentId) where.push(`o.parent_id = ${bind(query.parentId)}`);
    // Without a parent or kind in the question, units stay in their tree.
    else if (!query.kind) where.push(`o.parent_id IS NULL`);
    where.push(`o.status = 'active'`);
    if (query.regionCode) where.push(`starts_with(o.region_code, ${bind(query.regionCode)})`);
    if (query.kind) where.push(`o.kind = ${bind(query.kind)}`);
    if (query.field) where.push(`o.field = ${bind(query.field)}`);
    if (query.q) where.push(`strpos(o.name, ${bind(query.q)}) > 0`);
    if (after) where.push(`(o.name, o.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
    return this.uow.read(ctx, async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM organisation o LEFT JOIN supervision_field f ON f.code = o.field
         WHERE ${where.join(' AND ')} ORDER BY o.name, o.id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.name, row.id],
        (row) => row,
      );
      return { items: await this.shape(tx, page.items), next: page.next };
    });
  }

  async one(ctx: Ctx, id: string): Promise<Organisation> {
    return this.uow.read(ctx, async (tx) => {
      await this.scope.require(tx, READ, id);
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM organisation o LEFT JOIN supervision_field f ON f.code = o.field WHERE o.id = $2`,
        [this.clock.today(), id],
      );
      const [organisation] = await this.shape(tx, rows);
      if (!organisation) throw new DomainError('not-found');
      return organisation;
    });
  }

  /** The organisation and its open units, with people counted through to the top. */
  async tree(ctx: Ctx, id: string): Promise<OrganisationNode> {
    return this.uow.read(ctx, async (tx) => {
      const top = await this.scope.require(tx, READ, id);
      const rows = await tx.query<{
        id: string;
        name: string;
        kind: OrganisationKind;
        parent_id: string | null;
        people: number;
      }>(
        `SELECT o.id, o.name, o.kind, o.parent_id,
           (SELECT count(DISTINCT e.person_id)::int FROM employment e
            WHERE e.organisation_id = o.id AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on > $3)) AS people
         FROM organisation o WHERE o.enterprise_id = $1 AND starts_with(o.path, $2) AND (o.status = 'active' OR o.path = $2)
         ORDER BY length(o.path) DESC, o.name`,
        [top.enterprise_id, top.path, this.clock.today()],
      );
      const nodes = new Map<string, OrganisationNode>();
      const children = new Map<string, OrganisationNode[]>();
      // The longest path comes first, so a node's children are complete when it is met.
      for (const row of rows) {
        const own = (children.get(row.id) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
        // A person has one unit per enterprise, so the sum counts nobody twice.
        const headcount = row.people + own.reduce((sum, child) => sum + child.headcount, 0);
        const node = { id: row.id, name: row.name, kind: row.kind, headcount, children: own };
        nodes.set(row.id, node);
        if (row.parent_id) children.set(row.parent_id, [...(children.get(row.parent_id) ?? []), node]);
      }
      const root = nodes.get(id);
      if (!root) throw new DomainError('not-found');
      return root;
    });
  }

  private async shape(tx: ReadTx, rows: readonly Row[]): Promise<Organisation[]> {
    const paths = await this.regions.pathsOf(
      tx,
      rows.map((row) => row.region_code),
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      parentId: row.parent_id,
      enterpriseId: row.enterprise_id,
      regionCode: row.region_code,
      regionPath: paths.get(row.region_code) ?? row.region_code,
      creditCode: row.credit_code,
      industry: row.industry,
      field: row.field,
      fieldName: row.field_name,
      aboveScale: row.above_scale,
      highRisk: row.high_risk,
      status: row.status,
      headcount: row.headcount,
      version: row.version,
    }));
  }
}
