import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionContents, QuestionKeys } from '../../questions/index.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import { ExamSessionRepository } from '../sessions/exam-session.repository.js';
import { OwnSession } from '../sessions/own-session.js';
import { decisionOf, PreviewRegrade } from './preview-regrade.js';
import { regradeRefusal } from './regrade.js';
import type { RegradeChangeDto, RegradeDetailDto, RegradeDto } from './regrade.dto.js';
import type { RegradeRow } from './regrade.entity.js';
import { RegradeRepository } from './regrade.repository.js';

const READ = 'exams.result.read';

/** 更正记录 of a session: what was asked for, by whom, who decided, and what it did to whom. Nothing of it is ever removed. */
@Injectable()
export class ShowRegrades {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly candidacy: OwnCandidacy,
    private readonly sessions: ExamSessionRepository,
    private readonly scope: OrganisationScope,
    private readonly regrades: RegradeRepository,
    private readonly preview: PreviewRegrade,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
  ) {}

  /** Also those that were asked for in another session and cover this one; the newest first. */
  list(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<RegradeDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { session } = await this.own.find(tx, READ, sessionId);
      await this.candidacy.refuse(tx, session);
      const after = decodeCursor(query.cursor, ['uuid']);
      const rows = await tx.query<{ id: string }>(
        `SELECT regrade_id AS id FROM exam_regrade_scope WHERE session_id = $1 AND ($2::uuid IS NULL OR regrade_id < $2) ORDER BY regrade_id DESC LIMIT $3`,
        [sessionId, after?.[0] ?? null, query.limit + 1],
      );
      const shown: RegradeDto[] = [];
      for (const { id } of rows) {
        const regrade = await this.regrades.find(tx, id);
        if (regrade) shown.push(await this.show(tx, regrade));
      }
      return toPage(
        shown,
        query.limit,
        (regrade) => [regrade.id],
        (regrade) => regrade,
      );
    });
  }

  one(ctx: Ctx, id: string): Promise<RegradeDetailDto> {
    return this.uow.read(ctx, async (tx) => {
      const regrade = await this.visible(tx, id);
      const sessionIds = await this.regrades.scopeOf(tx, id);
      const preview =
        regrade.status === 'requested'
          ? await this.preview.of(tx, regrade.versionId, {
              sessionIds,
              sessionsBeyond: 0,
              organisationId: regrade.organisationId,
              enterpriseId: '',
              questionId: regrade.questionId,
              decision: decisionOf({ ...regrade, key: regrade.correct }),
              mendsBank: regrade.mendsBank,
            })
          : null;
      return { ...(await this.show(tx, regrade)), preview };
    });
  }

  /** Before and after, per attempt that got a new grade. */
  changes(ctx: Ctx, id: string, query: PageQuery): Promise<Page<RegradeChangeDto>> {
    return this.uow.read(ctx, async (tx) => {
      await this.visible(tx, id);
      const after = decodeCursor(query.cursor, ['uuid']);
      const parameters: unknown[] = [id, after?.[0] ?? null, query.limit + 1];
      const inScope = this.scope.filter(tx.ctx, READ).sql('o', parameters);
      const rows = await tx.query<RegradeChangeDto>(
        `SELECT g.attempt_id AS "attemptId", t.person_id AS "personId", p.name, s.title AS "examTitle", b.score AS "scoreBefore", g.score AS "scoreAfter",
           b.max_score AS "maxBefore", g.max_score AS "maxAfter", b.passed AS "passedBefore", g.passed AS "passedAfter"
         FROM attempt_grade g JOIN attempt_grade b ON b.attempt_id = g.attempt_id AND b.no = g.no - 1
         JOIN attempt t ON t.id = g.attempt_id JOIN exam_session s ON s.id = t.session_id JOIN organisation o ON o.id = s.organisation_id
         LEFT JOIN person p ON p.id = t.person_id
         WHERE g.regrade_id = $1 AND ${inScope} AND ($2::uuid IS NULL OR g.attempt_id > $2) ORDER BY g.attempt_id LIMIT $3`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.attemptId],
        (row) => row,
      );
    });
  }

  private async visible(tx: ReadTx, id: string): Promise<RegradeRow> {
    const regrade = await this.regrades.find(tx, id);
    if (!regrade) throw new DomainError('not-found');
    await this.scope.require(tx, READ, regrade.organisationId);
    const session = await this.sessions.find(tx, regrade.sessionId);
    if (session) await this.candidacy.refuse(tx, session);
    return regrade;
  }

  private async show(tx: ReadTx, regrade: RegradeRow): Promise<RegradeDto> {
    const content = (await this.contents.byVersion(tx, [regrade.versionId])).get(regrade.versionId);
    const key = (await this.keys.byVersion(tx, [regrade.versionId])).get(regrade.versionId);
    if (!content || !key) throw new Error(`question version ${regrade.versionId} is missing`);
    const counts = await tx.one<{ sessions: number; regraded: number }>(
      `SELECT (SELECT count(*)::int FROM exam_regrade_scope WHERE regrade_id = $1) AS sessions,
         (SELECT count(*)::int FROM attempt_grade WHERE regrade_id = $1) AS regraded`,
      [regrade.id],
    );
    const { accountIdOrNull } = tx.ctx;
    return {
      id: regrade.id,
      examSessionId: regrade.sessionId,
      questionId: regrade.questionId,
      versionId: regrade.versionId,
      stem: content.stem,
      options: content.options.map(({ label, text }) => ({ label, text })),
      keyBefore: [...key.correct],
      kind: regrade.kind,
      policy: regrade.policy,
      key: regrade.correct,
      reason: regrade.reason,
      status: regrade.status,
      sessions: counts?.sessions ?? 0,
      requestedByName: regrade.requestedByName,
      requestedAt: regrade.requestedAt.toISOString(),
      mine: regrade.requestedBy === accountIdOrNull,
      mayDecide: tx.ctx.may('exams.regrade.approve') && regradeRefusal(regrade, 'approve', accountIdOrNull) === null,
      decidedByName: regrade.decidedByName,
      decidedAt: regrade.decidedAt?.toISOString() ?? null,
      decisionNote: regrade.decisionNote,
      attempts: regrade.attempts,
      seen: regrade.seen,
      regraded: counts?.regraded ?? 0,
      appliedAt: regrade.appliedAt?.toISOString() ?? null,
      bankOutcome: regrade.bankOutcome,
    };
  }
}
