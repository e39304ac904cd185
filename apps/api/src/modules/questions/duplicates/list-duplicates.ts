import { Injectable } from '@nestjs/common';
import { nearMessage } from '@zhian/question-bank';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionFilters } from '../question-filter.js';
import { toQuestion } from '../question-rows.js';
import type { DuplicateGroup, DuplicateQuery } from './duplicate.dto.js';
import { DuplicateRepository } from './duplicate.repository.js';

/** Groups of near-duplicates to be looked at, each with its questions side by side. */
@Injectable()
export class ListDuplicates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly banks: BankScope,
    private readonly filters: QuestionFilters,
    private readonly duplicates: DuplicateRepository,
  ) {}

  async execute(ctx: Ctx, query: DuplicateQuery): Promise<Page<DuplicateGroup>> {
    const after = decodeCursor(query.cursor, ['uuid']);
    return this.uow.read(ctx, async (tx) => {
      const reached = await this.scope.defaultOrganisation(tx, 'questions.question.read', query.organisationId);
      const { organisationId } = await this.banks.of(tx, reached.id);
      const groups = await this.duplicates.groups(tx, organisationId, after ? String(after[0]) : null, query.limit + 1);
      const rows = await this.filters.rows(
        tx,
        { organisationId },
        groups.flatMap((group) => group.questionIds.map((id) => ({ id }))),
      );
      const questions = new Map(rows.map((row) => [row.id, toQuestion(row)]));
      return toPage(
        groups,
        query.limit,
        (group) => [group.id],
        (group): DuplicateGroup => ({
          id: group.id,
          reason: group.reason,
          message: nearMessage(group),
          // One that was retired or hidden since the comparison is no duplicate any more.
          questions: group.questionIds.flatMap((id) => {
            const question = questions.get(id);
            return question?.status === 'active' && !question.hidden && !question.adoptedAs ? [question] : [];
          }),
        }),
      );
    });
  }
}
