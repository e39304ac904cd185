import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import { regradeRefusal } from './regrade.js';
import type { WaitingRegradeDto } from './regrade.dto.js';
import { RegradeRepository } from './regrade.repository.js';
import { RegradeStanding } from './regrade-standing.js';

const APPROVE = 'exams.regrade.approve';

/** 等你批准的更正: those that the caller himself may decide now, the longest wait first. */
@Injectable()
export class ListWaitingRegrades {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly candidacy: OwnCandidacy,
    private readonly standing: RegradeStanding,
    private readonly regrades: RegradeRepository,
  ) {}

  /** The same rule as deciding says which are his, so a page may hold fewer than asked for although another one follows. */
  execute(ctx: Ctx, query: PageQuery): Promise<Page<WaitingRegradeDto>> {
    return this.uow.read(ctx, async (tx) => {
      if (await this.candidacy.sits(tx)) return { items: [], next: null };
      const after = decodeCursor(query.cursor, ['uuid']);
      const parameters: unknown[] = [after?.[0] ?? null, query.limit + 1];
      const inScope = this.scope.filter(tx.ctx, APPROVE).sql('o', parameters);
      const rows = await tx.query<{ id: string; examTitle: string }>(
        `SELECT r.id, s.title AS "examTitle"
         FROM exam_regrade r JOIN exam_session s ON s.id = r.session_id JOIN organisation o ON o.id = s.organisation_id
         WHERE r.status = 'requested' AND ${inScope} AND ($1::uuid IS NULL OR r.id > $1) ORDER BY r.id LIMIT $2`,
        parameters,
      );
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => row,
      );
      const items: WaitingRegradeDto[] = [];
      for (const { id, examTitle } of page.items) {
        const regrade = await this.regrades.find(tx, id);
        if (!regrade) continue;
        const sessionIds = await this.regrades.scopeOf(tx, id);
        const standing = await this.standing.of(tx, APPROVE, sessionIds, regrade.versionId);
        if (regradeRefusal(regrade, 'approve', standing) || (await this.standing.isToSit(tx, sessionIds))) continue;
        items.push({
          id,
          examSessionId: regrade.sessionId,
          examTitle,
          requestedByName: regrade.requestedByName,
          requestedAt: regrade.requestedAt.toISOString(),
        });
      }
      return { items, next: page.next };
    });
  }
}
