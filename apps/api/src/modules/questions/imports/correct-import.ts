import { Injectable } from '@nestjs/common';
import type { FileCorrections } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ImportScope } from './import-scope.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';
import { ReadImport } from './read-import.js';
import { isReadAtOnce } from './start-import.js';

/** Reads an upload again, the way a person says; the preview is replaced. What cannot be read so leaves it as it was. */
@Injectable()
export class CorrectImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly imports: QuestionImportRepository,
    private readonly reading: ReadImport,
    private readonly clock: Clock,
  ) {}

  /** `forget`: what was remembered of sheets of these shapes is forgotten, too. */
  async execute(
    ctx: Ctx,
    id: string,
    corrections: FileCorrections,
    how: { readonly forget: boolean; readonly later: boolean },
  ): Promise<QuestionImportRow> {
    const { head, files } = await this.uow.read(ctx, async (tx) => ({
      head: await this.scope.find(tx, id),
      files: await this.imports.files(tx, id),
    }));
    assertReadable(head, files.length);
    const next = { ...head, readingNo: head.readingNo + 1 };
    const reading = { head: next, files, corrections };
    if (isReadAtOnce(files, how.later)) {
      await this.reading.now(ctx, reading, (tx) => this.begin(tx, next, how.forget, 'previewed'));
      return this.uow.read(ctx, (tx) => this.scope.find(tx, id));
    }
    await this.uow.run(ctx, async (tx) => {
      await this.begin(tx, next, how.forget, 'reading');
      tx.afterCommit(() => this.reading.later(ctx, reading));
    });
    return { ...next, status: 'reading', failure: null, progressDone: 0, progressTotal: 0 };
  }

  private async begin(
    tx: Parameters<ImportScope['lock']>[0],
    next: QuestionImportRow,
    forget: boolean,
    status: QuestionImportRow['status'],
  ): Promise<void> {
    const now = await this.scope.lock(tx, next.id);
    // Somebody else confirmed, cancelled or corrected it meanwhile.
    if (now.readingNo !== next.readingNo - 1) throw new DomainError('question-import-moved');
    assertReadable(now, 1);
    if (forget) {
      const shapes = (now.preview?.sheets ?? []).flatMap(({ shape }) => (shape === null ? [] : [shape]));
      await this.imports.forget(tx, now.organisationId, shapes);
    }
    await this.imports.clearRows(tx, now.id);
    await this.imports.update(tx, now.id, {
      status,
      readingNo: next.readingNo,
      beatAt: this.clock.now(),
      progressDone: 0,
      progressTotal: 0,
    });
  }
}

function assertReadable(head: QuestionImportRow, files: number): void {
  if (head.status === 'confirmed') throw new DomainError('question-import-done');
  if (head.status === 'reading') throw new DomainError('question-import-reading');
  if (head.status === 'cancelled' || files === 0) throw new DomainError('question-import-gone');
}
