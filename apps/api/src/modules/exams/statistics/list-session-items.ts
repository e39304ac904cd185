import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import { OwnSession } from '../sessions/own-session.js';
import { COUNTED_ROWS } from './counted-rows.js';
import { itemView, type CountedRow } from './item-view.js';
import type { ItemStatisticsDto } from './statistics.dto.js';

/** The questions of one exam, the most often wrong first. */
@Injectable()
export class ListSessionItems {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async execute(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<ItemStatisticsDto>> {
    const after = decodeCursor(query.cursor, ['integer', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const { session } = await this.own.find(tx, 'exams.result.read', sessionId);
      await this.candidacy.refuse(tx, session);
      const rows = await tx.query<CountedRow & { readonly rank: number }>(
        `SELECT * FROM (
           SELECT item.*, (tally ->> 'right')::int * 10000 / (tally ->> 'asked')::int AS rank
           FROM (${COUNTED_ROWS} WHERE i.session_id = $1) item) ranked
         WHERE $2::int IS NULL OR (rank, "versionId") > ($2, $3::uuid)
         ORDER BY rank, "versionId" LIMIT $4`,
        [sessionId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.rank, row.versionId],
        (row) => itemView([row]),
      );
    });
  }
}
