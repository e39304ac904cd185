import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import { OrganisationScope } from '../organisations/index.js';
import { HandbookScope, READ } from './handbook-scope.js';
import type { Handbook, HandbooksQuery } from './handbook.dto.js';
import { readersSql } from './readers.js';

interface Row extends Omit<Handbook, 'publishedAt'> {
  publishedAt: Date | null;
}

/** The 通用 part first, then one per post by name. */
@Injectable()
export class ListHandbooks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationScope,
    private readonly scope: HandbookScope,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: HandbooksQuery): Promise<Page<Handbook>> {
    const after = decodeCursor(query.cursor, ['uuid', 'integer', 'text', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const enterprise = query.organisationId
        ? (await this.organisations.require(tx, READ, query.organisationId)).enterprise_id
        : null;
      const readers = readersSql('h', bind(this.clock.today()), this.scope.reaches(tx, 'u', parameters));
      const conditions = [this.scope.mayRead(tx, 'h.organisation_id', parameters)];
      if (enterprise) conditions.push(`h.organisation_id = ${bind(enterprise)}`);
      if (after) {
        conditions.push(
          `(h.organisation_id, (h.post_id IS NOT NULL)::int, coalesce(p.name, ''), h.id) > (${bind(after[0])}::uuid, ${bind(after[1])}::int, ${bind(after[2])}, ${bind(after[3])}::uuid)`,
        );
      }
      const rows = await tx.query<Row>(
        `SELECT h.id, h.organisation_id AS "organisationId", h.post_id AS "postId", p.name AS "postName", h.title, v.no AS "publishedNo",
                v.published_at AS "publishedAt", h.draft_version_id IS NOT NULL AS "hasDraft", h.version,
                (SELECT count(*)::int FROM handbook_section s WHERE s.version_id = coalesce(h.draft_version_id, h.published_version_id)) AS sections,
                people.readers, people.due
         FROM handbook h LEFT JOIN post p ON p.id = h.post_id LEFT JOIN handbook_version v ON v.id = h.published_version_id,
         LATERAL (SELECT count(*)::int AS due, count(r.read_at)::int AS readers FROM (${readers}) r) people
         WHERE ${conditions.join(' AND ')}
         ORDER BY h.organisation_id, (h.post_id IS NOT NULL)::int, coalesce(p.name, ''), h.id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.organisationId, row.postId ? 1 : 0, row.postName ?? '', row.id],
        (row) => ({ ...row, publishedAt: row.publishedAt?.toISOString() ?? null }),
      );
    });
  }
}
