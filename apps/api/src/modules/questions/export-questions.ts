import { Injectable } from '@nestjs/common';
import { writeQuestions } from '@zhian/question-bank';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { Audit } from '../audit/index.js';
import type { QuestionExportQuery } from './question-filter.dto.js';
import { QuestionFilters } from './question-filter.js';
import { toQuestion, type BankRow } from './question-rows.js';

/** The writer of workbooks holds all of one in memory: 10,000 questions take 150 MB. */
const LIMIT = 10_000;

/** The bank as filtered, in the columns of the template. Keys leave the platform here, so it is a deed on record. */
@Injectable()
export class ExportQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly filters: QuestionFilters,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, query: QuestionExportQuery): Promise<Uint8Array> {
    const questions = await this.uow.run(ctx, async (tx) => {
      const { where, select, parameters } = await this.filters.condition(tx, query);
      const rows = await tx.query<BankRow>(
        `${select()} WHERE ${where} ORDER BY q.id LIMIT $${parameters.push(LIMIT + 1)}`,
        parameters,
      );
      if (rows.length > LIMIT) throw new DomainError('export-too-large', { limit: LIMIT });
      await this.audit.append(tx, {
        action: 'questions.question.export',
        subject: { type: 'question-bank', id: query.organisationId ?? 'scope' },
        organisationId: query.organisationId ?? null,
        detail: { count: rows.length, format: query.format },
      });
      return rows.map(toQuestion);
    });
    return writeQuestions(questions, query.format);
  }
}
