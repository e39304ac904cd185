import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { previewImages } from './import-http.js';
import { ImportScope } from './import-scope.js';
import type { ImportRowsQuery, QuestionImportLike, QuestionImportRowView } from './import-row.dto.js';
import { StagedRowsRepository, type LikeRow, type ShownRow } from './staged-rows.repository.js';

/** The rows of a preview, a page at a time; what says nearly the same stands beside. */
@Injectable()
export class ListImportRows {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly staged: StagedRowsRepository,
  ) {}

  execute(ctx: Ctx, id: string, query: ImportRowsQuery): Promise<Page<QuestionImportRowView>> {
    const [after = -1] = decodeCursor(query.cursor, ['integer']) ?? [];
    return this.uow.read(ctx, async (tx) => {
      const head = await this.scope.find(tx, id);
      const wanted = { kind: query.kind, pictured: query.pictured === 'true' };
      const rows = await this.staged.page(tx, id, wanted, Number(after), query.limit + 1);
      const near = rows.filter((row) => row.group !== null && row.kind === 'near');
      const { bank, first } = await this.staged.like(
        tx,
        id,
        near.map((row) => row.group ?? -1),
        near.flatMap((row) => row.ids ?? []),
      );
      const likeOf = (ids: ShownRow['ids'], group: number | null): LikeRow[] => {
        const known = (ids ?? []).flatMap((questionId) => bank.get(questionId) ?? []);
        const own = first.get(group ?? -1);
        return known.length > 0 || !own ? known : [own];
      };
      return toPage(
        rows,
        query.limit,
        (row) => [row.seq],
        ({ seq, kind, sheet, row, column, code, message, type, stem, options, images, correct, group, ids }) => ({
          seq,
          kind,
          sheet,
          row,
          column,
          code,
          message,
          type,
          stem,
          options,
          images: previewImages(head, images),
          key: correct,
          group,
          like: kind === 'near' ? likeOf(ids, group).map(shownLike) : [],
        }),
      );
    });
  }
}

function shownLike({ questionId, sheet, row, stem, options, correct }: LikeRow): QuestionImportLike {
  return { questionId, sheet, row, stem, options, key: correct };
}
