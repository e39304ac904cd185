import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionContents, QuestionKeys } from '../../questions/index.js';
import { OwnSession } from '../sessions/own-session.js';
import { decisionOf, PreviewRegrade } from './preview-regrade.js';
import { regradeRefusal } from './regrade.js';
import type { RegradeChangeDto, RegradeDetailDto, RegradeDto } from './regrade.dto.js';
import type { RegradeRow } from './regrade.entity.js';
import { RegradeRepository } from './regrade.repository.js';
import { RegradeStanding } from './regrade-standing.js';

const READ = 'exams.result.read';
const APPROVE = 'exams.regrade.approve';

type Counts = Pick<RegradeDto, 'sessions' | 'attempts' | 'seen' | 'regraded'>;

/** 更正记录 of a session: what was asked for, by whom, who decided, and what it did to whom. Nothing of it is ever removed. */
@Injectable()
export class ShowRegrades {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnSession,
    private readonly standing: RegradeStanding,
    private readonly scope: OrganisationScope,
    private readonly regrades: RegradeRepository,
    private readonly preview: PreviewRegrade,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
  ) {}

  /**
   * Also those that were asked for in another session and cover this one; the newest first. Without those that cover an exam
   * which the caller is still to sit, so that a page may hold fewer than asked for although another one follows.
   */
  list(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<RegradeDto>> {
    return this.uow.read(ctx, async (tx) => {
      await this.own.find(tx, READ, sessionId);
      await this.standing.refuseCandidates(tx, [sessionId]);
      const after = decodeCursor(query.cursor, ['uuid']);
      const rows = await tx.query<{ id: string }>(
        `SELECT regrade_id AS id FROM exam_regrade_scope WHERE session_id = $1 AND ($2::uuid IS NULL OR regrade_id < $2) ORDER BY regrade_id DESC LIMIT $3`,
        [sessionId, after?.[0] ?? null, query.limit + 1],
      );
      const page = toPage(
        rows,
        query.limit,
        ({ id }) => [id],
        ({ id }) => id,
      );
      const items: RegradeDto[] = [];
      for (const id of page.items) {
        const regrade = await this.regrades.find(tx, id);
        const sessionIds = await this.regrades.scopeOf(tx, id);
        if (regrade && !(await this.standing.isCandidate(tx, sessionIds)))
          items.push(await this.show(tx, regrade, sessionIds));
      }
      return { items, next: page.next };
    });
  }

  one(ctx: Ctx, id: string): Promise<RegradeDetailDto> {
    return this.uow.read(ctx, async (tx) => {
      const { regrade, sessionIds } = await this.visible(tx, id);
      const shown = await this.show(tx, regrade, sessionIds);
      // To be weighed as a whole, by somebody whom the whole of it concerns.
      const preview =
        regrade.status === 'requested' && (await this.standing.reach(tx, READ, sessionIds)) === 'whole'
          ? await this.preview.of(tx, regrade.versionId, {
              sessionIds,
              organisationId: regrade.organisationId,
              enterpriseId: '',
              questionId: regrade.questionId,
              decision: decisionOf({ ...regrade, key: regrade.correct }),
              mendsBank: regrade.mendsBank,
            })
          : null;
      return { ...shown, preview };
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

  /** To everybody who may read one of the exams that it covers. */
  private async visible(tx: ReadTx, id: string): Promise<{ regrade: RegradeRow; sessionIds: string[] }> {
    const regrade = await this.regrades.find(tx, id);
    const sessionIds = await this.regrades.scopeOf(tx, id);
    if (!regrade || (await this.standing.reach(tx, READ, sessionIds)) === 'none') throw new DomainError('not-found');
    await this.standing.refuseCandidates(tx, sessionIds);
    return { regrade, sessionIds };
  }

  /** What of it lies within the scope of the caller; nothing tells how many others there are. */
  private async countsOf(tx: ReadTx, id: string): Promise<Counts> {
    const parameters: unknown[] = [id];
    const inScope = this.scope.filter(tx.ctx, READ).sql('o', parameters);
    const counts = await tx.one<Counts>(
      `SELECT count(*)::int AS sessions, coalesce(sum(x.attempts), 0)::int AS attempts, coalesce(sum(x.seen), 0)::int AS seen,
         coalesce(sum((SELECT count(*) FROM attempt_grade g JOIN attempt t ON t.id = g.attempt_id
           WHERE g.regrade_id = x.regrade_id AND t.session_id = x.session_id)), 0)::int AS regraded
       FROM exam_regrade_scope x JOIN exam_session s ON s.id = x.session_id JOIN organisation o ON o.id = s.organisation_id
       WHERE x.regrade_id = $1 AND ${inScope}`,
      parameters,
    );
    return counts ?? { sessions: 0, attempts: 0, seen: 0, regraded: 0 };
  }

  private async show(tx: ReadTx, regrade: RegradeRow, sessionIds: readonly string[]): Promise<RegradeDto> {
    const content = (await this.contents.byVersion(tx, [regrade.versionId])).get(regrade.versionId);
    const key = (await this.keys.byVersion(tx, [regrade.versionId])).get(regrade.versionId);
    if (!content || !key) throw new Error(`question version ${regrade.versionId} is missing`);
    const standing = await this.standing.of(tx, APPROVE, sessionIds, regrade.versionId);
    const refusal = regradeRefusal(regrade, 'approve', standing);
    const approver = tx.ctx.may(APPROVE);
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
      ...(await this.countsOf(tx, regrade.id)),
      requestedByName: regrade.requestedByName,
      requestedAt: regrade.requestedAt.toISOString(),
      mine: regrade.requestedBy === standing.accountId,
      mayDecide: approver && refusal === null,
      mayNotBecause: approver && regrade.status === 'requested' ? refusal : null,
      decidedByName: regrade.decidedByName,
      decidedAt: regrade.decidedAt?.toISOString() ?? null,
      decisionNote: regrade.decisionNote,
      appliedAt: regrade.appliedAt?.toISOString() ?? null,
      bankOutcome: regrade.bankOutcome,
    };
  }
}
