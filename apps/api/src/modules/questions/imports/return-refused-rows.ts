import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { ImportReader } from './import-reader.js';
import { ImportScope } from './import-scope.js';
import { QuestionImportRepository } from './question-import.repository.js';

export interface RefusedRowsFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** Gives the rows that were refused back as a workbook, with the reasons: mended there, they are imported by themselves. */
@Injectable()
export class ReturnRefusedRows {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly imports: QuestionImportRepository,
    private readonly reader: ImportReader,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<RefusedRowsFile> {
    const { head, file } = await this.uow.read(ctx, async (tx) => ({
      head: await this.scope.find(tx, id),
      file: (await this.imports.files(tx, id))[0],
    }));
    if (head.status === 'reading') throw new DomainError('question-import-reading');
    const refused = head.preview?.format === 'spreadsheet' ? head.preview.refused : [];
    // Text has lines, and no cells to be given back; its refusals name them.
    if (refused.length === 0) throw new DomainError('question-import-none-refused');
    if (!file) throw new DomainError('question-import-rows-gone');
    const corrections = { sheets: {}, ...head.corrections };
    const bytes = await this.reader.refusedRows({ file, corrections, refused });
    if (bytes === null) throw new DomainError('question-import-none-refused');
    const name = head.fileName.replace(/\.[^.]{1,5}$/u, '');
    return { bytes, fileName: `${name}-要改的行.xlsx` };
  }
}
