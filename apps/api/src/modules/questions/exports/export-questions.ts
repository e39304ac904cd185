import { Injectable } from '@nestjs/common';
import { EXPORT_FORMATS, READ_LIMITS, summariseLeftOut, type ExportFormat } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import type { Bank } from '../bank-scope.js';
import type { Question } from '../question.dto.js';
import type { QuestionExportQuery } from '../question-filter.dto.js';
import { QuestionFilters } from '../question-filter.js';
import { toQuestion, type BankRow } from '../question-rows.js';
import type { QuestionExportLoss } from './export.dto.js';
import { ExportPictures } from './export-pictures.js';

/** What a file may hold so that it can be imported again. */
const LIMIT = READ_LIMITS.rows / 2;

export interface ExportedBank {
  readonly bytes: Uint8Array;
  readonly format: ExportFormat;
}

/** The bank as filtered, in one of the formats. Keys leave the platform here, so it is a deed on record. */
@Injectable()
export class ExportQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: QuestionFilters,
    private readonly pictures: ExportPictures,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, query: QuestionExportQuery): Promise<ExportedBank> {
    const format = formatOf(query);
    const { questions, pictures } = await this.uow.run(ctx, async (tx) => {
      const { found, bank } = await this.find(tx, query);
      const pictures = await this.pictures.of(ctx, found, format);
      await this.audit.append(tx, {
        action: 'questions.question.export',
        subject: { type: 'question-bank', id: bank?.organisationId ?? 'scope' },
        // Whose keys leave also where nobody named the bank: those who answer for it see it in their record.
        organisationId: bank?.organisationId ?? null,
        detail: { count: found.length, format: query.format },
      });
      return { questions: found, pictures };
    });
    const { bytes } = await format.write(questions, pictures);
    return { bytes, format };
  }

  /** What the format has no place for, told before anything leaves the platform. */
  async losses(ctx: Ctx, query: QuestionExportQuery): Promise<{ count: number; leftOut: QuestionExportLoss[] }> {
    const { found: questions } = await this.uow.read(ctx, (tx) => this.find(tx, query));
    const format = formatOf(query);
    const { leftOut } = await format.write(questions, await this.pictures.of(ctx, questions, format));
    return { count: questions.length, leftOut: summariseLeftOut(leftOut) };
  }

  private async find(tx: ReadTx, query: QuestionExportQuery): Promise<{ found: Question[]; bank: Bank | null }> {
    const { where, select, parameters, bank } = await this.filters.condition(tx, query);
    const rows = await tx.query<BankRow>(
      `${select()} WHERE ${where} ORDER BY q.id LIMIT $${parameters.push(LIMIT + 1)}`,
      parameters,
    );
    if (rows.length > LIMIT) throw new DomainError('export-too-large', { limit: LIMIT });
    return { found: rows.map(toQuestion), bank };
  }
}

function formatOf({ format }: QuestionExportQuery): ExportFormat {
  const known = EXPORT_FORMATS.find(({ id }) => id === format);
  if (!known) throw new Error(`no export format ${format}`);
  return known;
}
