import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { requireVersion } from '../../../platform/http/etag.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import type { GapTargetDto, QuestionGapTarget } from './gap.dto.js';
import { GapRepository } from './gap.repository.js';

/** Says how many questions a bank wants for each post. */
@Injectable()
export class SetGapTarget {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly gaps: GapRepository,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, version: number, given: GapTargetDto): Promise<QuestionGapTarget> {
    return this.uow.run(ctx, async (tx) => {
      const { organisationId } = await this.banks.toWrite(tx, 'questions.bank.configure', given.organisationId);
      await this.questions.lockBank(tx, organisationId);
      requireVersion(version, (await this.gaps.target(tx, organisationId)).version);
      const { single, multiple, trueFalse, perPoint } = given;
      const target = { single, multiple, trueFalse, perPoint };
      await this.gaps.setTarget(tx, organisationId, target);
      await this.audit.append(tx, {
        action: 'questions.bank.configure',
        subject: { type: 'organisation', id: organisationId },
        organisationId,
        detail: { target },
      });
      return this.gaps.target(tx, organisationId);
    });
  }
}
