import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import type { Region, RegionQuery, SupervisionField } from './region.dto.js';
import { levelOfCode, type RegionLevel } from './region-code.js';
import { RegionRepository } from './region.repository.js';

interface Row {
  code: string;
  name: string;
  parent_code: string | null;
  level: RegionLevel;
  has_children: boolean;
}

const COLUMNS = `r.code, r.name, r.parent_code, r.level, EXISTS (SELECT 1 FROM region c WHERE c.parent_code = r.code AND c.valid_until IS NULL) AS has_children`;

/** Browsing the tree of divisions, level by level; retired codes are found by code, not listed. */
@Injectable()
export class ListRegions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionRepository,
  ) {}

  async execute(ctx: Ctx, query: RegionQuery): Promise<Page<Region>> {
    const after = decodeCursor(query.cursor, ['text'])?.[0] ?? '';
    return this.uow.read(ctx, async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM region r
         WHERE r.parent_code IS NOT DISTINCT FROM $1 AND r.valid_until IS NULL AND r.code > $2 ORDER BY r.code LIMIT $3`,
        [query.parent ?? null, after, query.limit + 1],
      );
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.code],
        (row) => row,
      );
      return { items: await this.shape(tx, page.items), next: page.next };
    });
  }

  async one(ctx: Ctx, code: string): Promise<Region> {
    if (levelOfCode(code) === null) throw new DomainError('not-found');
    return this.uow.read(ctx, async (tx) => {
      const rows = await tx.query<Row>(`SELECT ${COLUMNS} FROM region r WHERE r.code = $1`, [code]);
      const [region] = await this.shape(tx, rows);
      if (!region) throw new DomainError('not-found');
      return region;
    });
  }

  async fields(ctx: Ctx): Promise<Page<SupervisionField>> {
    return this.uow.read(ctx, async (tx) => ({
      items: await tx.query<SupervisionField>(
        `SELECT code, name, mining, high_risk AS "highRisk" FROM supervision_field ORDER BY position, code`,
      ),
      next: null,
    }));
  }

  private async shape(tx: ReadTx, rows: readonly Row[]): Promise<Region[]> {
    const paths = await this.regions.pathsOf(
      tx,
      rows.map((row) => row.code),
    );
    return rows.map((row) => ({
      code: row.code,
      name: row.name,
      parentCode: row.parent_code,
      level: row.level,
      path: paths.get(row.code) ?? row.name,
      hasChildren: row.has_children,
    }));
  }
}
