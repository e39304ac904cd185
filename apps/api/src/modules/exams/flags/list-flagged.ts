import { Injectable } from '@nestjs/common';
import { ITEM_FLAGS } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionFilters, type QuestionCondition } from '../../questions/index.js';
import { byVersionAndPurpose, COUNTED_ROWS } from '../statistics/counted-rows.js';
import { itemView, type CountedRow } from '../statistics/item-view.js';
import type { ItemStatisticsDto } from '../statistics/statistics.dto.js';
import type { FlagCountsDto, FlaggedQuery, FlaggedQuestionDto } from './flag.dto.js';
import { FLAG_COLUMNS, type FlagRow } from './flag.repository.js';

const READ = 'questions.question.read';

type ListedRow = FlagRow & {
  readonly place: number;
  readonly stem: string;
  readonly knowledgePoint: string | null;
  readonly posts: string[];
};

/** Questions of a bank, in use and in their newest version, that answers in exams say should be looked at. A new version starts anew. */
const FROM = `
  FROM exam_item_flag f JOIN question q ON q.id = f.question_id AND q.current_version_id = f.version_id
  JOIN organisation o ON o.id = q.organisation_id JOIN question_version v ON v.id = f.version_id`;

@Injectable()
export class ListFlagged {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly filters: QuestionFilters,
  ) {}

  list(ctx: Ctx, query: FlaggedQuery): Promise<Page<FlaggedQuestionDto>> {
    return this.uow.read(ctx, async (tx) => {
      const { where, parameters } = await this.bank(tx, query);
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const after = decodeCursor(query.cursor, ['integer', 'uuid']);
      const parts = [
        where,
        query.state === 'handled' ? 'NOT f.open' : query.state === 'open' ? 'f.open' : 'true',
        query.flag ? `${bind(query.flag)} = ANY(f.flags)` : 'true',
        after ? `(f.place, f.version_id) > (${bind(after[0])}::integer, ${bind(after[1])}::uuid)` : 'true',
      ];
      const rows = await tx.query<ListedRow>(
        `SELECT ${FLAG_COLUMNS}, f.place, v.stem, q.knowledge_point AS "knowledgePoint",
           ARRAY(SELECT p.name FROM question_post qp JOIN post p ON p.id = qp.post_id WHERE qp.question_id = q.id ORDER BY p.name) AS posts
         ${FROM} WHERE ${parts.join(' AND ')} ORDER BY f.place, f.version_id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const statistics = await this.statistics(
        tx,
        rows.map(({ versionId }) => versionId),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.place, row.versionId],
        (row) => flaggedOf(row, statistics.get(row.versionId) ?? null),
      );
    });
  }

  counts(ctx: Ctx, organisationId: string | undefined): Promise<FlagCountsDto> {
    return this.uow.read(ctx, async (tx) => {
      const { where, parameters } = await this.bank(tx, { organisationId });
      const rows = await tx.query<{ flag: string | null; open: number; handled: number }>(
        `SELECT flag, count(DISTINCT f.version_id) FILTER (WHERE f.open)::int AS open, count(DISTINCT f.version_id) FILTER (WHERE NOT f.open)::int AS handled
         ${FROM} LEFT JOIN LATERAL unnest(f.flags) AS flag ON true WHERE ${where} GROUP BY GROUPING SETS ((), (flag))
         ORDER BY grouping(flag) DESC`,
        parameters,
      );
      const [all, ...byFlag] = rows;
      return {
        open: all?.open ?? 0,
        handled: all?.handled ?? 0,
        flags: ITEM_FLAGS.map((flag) => ({ flag, open: byFlag.find((row) => row.flag === flag)?.open ?? 0 })),
      };
    });
  }

  private async bank(
    tx: ReadTx,
    query: Pick<FlaggedQuery, 'organisationId' | 'postId' | 'knowledgePoint'>,
  ): Promise<QuestionCondition> {
    const { id } = await this.scope.defaultOrganisation(tx, READ, query.organisationId);
    return this.filters.condition(tx, {
      organisationId: id,
      source: 'own',
      status: 'active',
      ...(query.postId ? { postId: query.postId } : {}),
      ...(query.knowledgePoint ? { knowledgePoint: query.knowledgePoint } : {}),
    });
  }

  /** Figures of the exams that the caller may read: none where these are not his. */
  private async statistics(tx: ReadTx, versionIds: readonly string[]): Promise<ReadonlyMap<string, ItemStatisticsDto>> {
    const bound: unknown[] = [versionIds];
    const inScope = this.scope.filter(tx.ctx, 'exams.session.read').sql('o', bound);
    const rows = await tx.query<CountedRow>(
      `${COUNTED_ROWS} JOIN organisation o ON o.id = s.organisation_id
       WHERE i.version_id = ANY($1::uuid[]) AND s.purpose = 'formal' AND ${inScope} ORDER BY c.counted_at, s.id`,
      bound,
    );
    return new Map(byVersionAndPurpose(rows).map((group) => [group[0]?.versionId ?? '', itemView(group)]));
  }
}

function flaggedOf(row: ListedRow, statistics: ItemStatisticsDto | null): FlaggedQuestionDto {
  return {
    questionId: row.questionId,
    versionId: row.versionId,
    stem: row.stem,
    knowledgePoint: row.knowledgePoint,
    posts: row.posts,
    flags: [...row.flags],
    asked: row.asked,
    open: row.open,
    handling: row.handledAt
      ? {
          flags: row.handledFlags ?? [],
          asked: row.handledAsked ?? 0,
          note: row.note ?? '',
          byName: row.handledByName ?? '',
          at: row.handledAt.toISOString(),
        }
      : null,
    statistics,
    version: row.version,
  };
}
