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

interface NamedFor {
  readonly session_id: string;
  readonly organisation: string;
  readonly rooms: string[] | null;
  readonly papers: number;
}

/**
 * The exams that name the caller's account as invigilator: those to come, those being held, those just over, and those of whose
 * printed papers some still have to be keyed in, however long that takes.
 */
@Injectable()
export class ListMyInvigilations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx): Promise<Page<MyInvigilationDto>> {
    const now = this.clock.now();
    return this.uow.read(ctx, async (tx) => {
      const named = await tx.query<NamedFor>(
        `SELECT s.id AS session_id, o.name AS organisation, mine.rooms, papers.open AS papers
         FROM (SELECT i.session_id,
             -- Named for the whole session: every room is his.
             CASE WHEN bool_or(i.room_id IS NULL) THEN NULL ELSE array_agg(r.id) END AS room_ids,
             CASE WHEN bool_or(i.room_id IS NULL) THEN NULL ELSE array_agg(r.name ORDER BY r.position) END AS rooms
           FROM exam_invigilator i LEFT JOIN exam_room r ON r.id = i.room_id WHERE i.account_id = $1 GROUP BY i.session_id) mine
         JOIN exam_session s ON s.id = mine.session_id JOIN organisation o ON o.id = s.organisation_id
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS open FROM printed_paper d JOIN attempt a ON a.id = d.attempt_id
           LEFT JOIN exam_entry x ON x.session_id = d.session_id AND x.person_id = a.person_id
           WHERE d.session_id = s.id AND d.status IN ('printed', 'differs')
             AND (mine.room_ids IS NULL OR x.room_id = ANY(mine.room_ids))) papers
         WHERE s.status = 'published'
           AND (s.paused_at IS NOT NULL OR coalesce(s.ends_at, s.closes_at) IS NULL OR coalesce(s.ends_at, s.closes_at) > $2
             OR papers.open > 0)`,
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
          papersToKey: row?.papers ?? 0,
        };
      });
      return { items, next: null };
    });
  }
}
