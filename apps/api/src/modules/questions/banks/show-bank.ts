import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../../organisations/index.js';
import { BankScope } from '../bank-scope.js';
import type { QuestionBank } from './bank.dto.js';
import { BankRepository } from './bank.repository.js';

/** How a bank is kept, and what in it waits for somebody. */
@Injectable()
export class ShowBank {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly banks: BankScope,
    private readonly settings: BankRepository,
  ) {}

  async execute(ctx: Ctx, organisationId: string | undefined): Promise<QuestionBank> {
    return this.uow.read(ctx, async (tx) => {
      const reached = await this.scope.defaultOrganisation(tx, 'questions.question.read', organisationId);
      const bank = await this.banks.of(tx, reached.id);
      const { reviewRequired, duplicatesCheckedAt, version } = await this.settings.settings(tx, bank.organisationId);
      return {
        organisationId: bank.organisationId,
        organisationName: bank.name,
        reviewRequired,
        duplicatesCheckedAt: duplicatesCheckedAt?.toISOString() ?? null,
        version,
        ...(await this.settings.counts(tx, bank.organisationId)),
      };
    });
  }
}
