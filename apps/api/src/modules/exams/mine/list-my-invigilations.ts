import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { Page } from '../../../platform/http/page.js';
import { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { phaseOf } from '../sessions/session-policy.js';
import type { MyInvigilationDto } from './my-exams.dto.js';

/** How long an exam that is over stays on the list: what was seen is noted afterwards, too. */
const KEEP_MS = 86_400_000;

/** The exams that name the caller's account as invigilator: those to come, those being held, those just over. */
@Injectable()
export class ListMyInvigilations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx): Promise<Page<MyInvigilationDto>> {
    const now = this.clock.now();
    return this.uow.read(ctx, async (tx) => {
      const named = await tx.query<{ session_id: string; organisation: string; rooms: string[] | null }>(
        `SELECT s.id AS session_id, o.name AS organisation,
           -- Named for the whole session: every room is his.
           CASE WHEN bool_or(i.room_id IS NULL) THEN NULL ELSE array_agg(r.name ORDER BY r.position) END AS rooms
         FROM exam_invigilator i JOIN exam_session s ON s.id = i.session_id JOIN organisation o ON o.id = s.organisation_id
         LEFT JOIN exam_room r ON r.id = i.room_id
         WHERE i.account_id = $1 AND s.status = 'published'
           AND (s.paused_at IS NOT NULL OR coalesce(s.ends_at, s.closes_at) IS NULL OR coalesce(s.ends_at, s.closes_at) > $2)
         GROUP BY s.id, o.name`,
        [ctx.accountIdOrNull, new Date(now.getTime() - KEEP_MS)],
      );
      if (named.length === 0) return { items: [], next: null };
      const sessions = await tx.manager
        .getRepository(ExamSessionRow)
        .createQueryBuilder('s')
        .whereInIds(named.map((row) => row.session_id))
        .orderBy('s.opensAt', 'ASC', 'NULLS LAST')
        .addOrderBy('s.id')
        .getMany();
      const items = sessions.map((session) => {
        const row = named.find(({ session_id: id }) => id === session.id);
        return {
          id: session.id,
          title: session.title,
          organisationName: row?.organisation ?? '',
          phase: phaseOf(session, now),
          pausedAt: session.pausedAt?.toISOString() ?? null,
          opensAt: session.opensAt?.toISOString() ?? null,
          closesAt: session.closesAt?.toISOString() ?? null,
          rooms: row?.rooms ?? [],
        };
      });
      return { items, next: null };
    });
  }
}
