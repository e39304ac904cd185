import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionUses, type QuestionUse } from '../../questions/index.js';

const MOST = 200;

/** Tells a question's page which exams used it, or still may: of those that the caller may read. */
@Injectable()
export class UsesOfQuestion implements OnModuleInit {
  constructor(
    private readonly uses: QuestionUses,
    private readonly scope: OrganisationScope,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.uses.register((tx, questionIds) => this.of(tx, questionIds));
  }

  /** A session that is not over yet counts also when it has drawn none of them so far: its pool is frozen. */
  private of(tx: ReadTx, questionIds: readonly string[]): Promise<QuestionUse[]> {
    const parameters: unknown[] = [questionIds, this.clock.now()];
    const inScope = this.scope.filter(tx.ctx, 'exams.session.read').sql('o', parameters);
    return tx.query<QuestionUse>(
      `WITH used AS (
         SELECT session_id, sum(drawn)::int AS drawn, max(last_drawn_at) AS last FROM exam_question_use
         WHERE question_id = ANY($1::uuid[]) GROUP BY session_id)
       SELECT s.id AS "sessionId", s.title, o.name AS "organisationName", coalesce(u.drawn, 0) AS drawn, u.last AS "lastDrawnAt",
              (s.status = 'published' AND (s.closes_at IS NULL OR coalesce(s.ends_at, s.closes_at) > $2)) AS running
       FROM exam_session s JOIN organisation o ON o.id = s.organisation_id LEFT JOIN used u ON u.session_id = s.id
       WHERE ${inScope} AND s.status <> 'draft'
         AND (u.session_id IS NOT NULL
              OR (s.status = 'published' AND (s.closes_at IS NULL OR coalesce(s.ends_at, s.closes_at) > $2)
                  AND EXISTS (SELECT 1 FROM unnest($1::uuid[]) AS q(id)
                              WHERE s.pool @> jsonb_build_array(jsonb_build_object('questionId', q.id)))))
       ORDER BY coalesce(u.last, s.published_at) DESC LIMIT ${MOST}`,
      parameters,
    );
  }
}
