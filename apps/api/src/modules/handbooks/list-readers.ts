import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage } from '../../platform/http/page.js';
import { HandbookScope } from './handbook-scope.js';
import type { HandbookReaderCounts, HandbookReaders, ReceiptsQuery } from './handbook.dto.js';
import { readersSql } from './readers.js';

interface Row {
  personId: string;
  name: string;
  unitPath: string;
  readAt: Date | null;
  versionNo: number | null;
}

/** Who has signed for a handbook and who has not, among the people of the caller's units; the counts are of the same people. */
@Injectable()
export class ListReaders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: HandbookScope,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, handbookId: string, query: ReceiptsQuery): Promise<HandbookReaders> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [handbookId];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const readers = readersSql('h', bind(this.clock.today()), this.scope.reaches(tx, 'u', parameters));
      const mayRead = this.scope.mayRead(tx, 'h.organisation_id', parameters);
      const [counts] = await tx.query<HandbookReaderCounts>(
        `SELECT people.* FROM handbook h, LATERAL (
           SELECT count(*)::int AS due, count(r.read_at)::int AS read, (count(*) - count(r.read_at))::int AS unread FROM (${readers}) r) people
         WHERE h.id = $1 AND ${mayRead}`,
        parameters,
      );
      if (!counts) throw new DomainError('not-found');
      const conditions = ['h.id = $1', mayRead];
      if (query.status) conditions.push(query.status === 'read' ? 'r.read_at IS NOT NULL' : 'r.read_at IS NULL');
      if (after) conditions.push(`(pe.name, pe.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<Row>(
        `SELECT r.person_id AS "personId", pe.name, r.read_at AS "readAt",
                (SELECT coalesce(string_agg(a.name, ' / ' ORDER BY length(a.path)), '') FROM organisation unit
                 JOIN organisation a ON a.enterprise_id = unit.enterprise_id AND a.id <> unit.enterprise_id AND starts_with(unit.path, a.path)
                 WHERE unit.id = r.unit_id) AS "unitPath",
                (SELECT max(v.no) FROM handbook_receipt x JOIN handbook_version v ON v.id IN (x.general_version_id, x.professional_version_id)
                 WHERE x.person_id = r.person_id AND v.handbook_id = h.id) AS "versionNo"
         FROM handbook h, LATERAL (${readers}) r JOIN person pe ON pe.id = r.person_id
         WHERE ${conditions.join(' AND ')} ORDER BY pe.name, pe.id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.name, row.personId],
        (row) => ({ ...row, readAt: row.readAt?.toISOString() ?? null }),
      );
      return { ...page, counts };
    });
  }
}
