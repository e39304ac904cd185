import { Injectable } from '@nestjs/common';
import { contentFingerprint } from '@zhian/question-bank';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRow } from '../question.entity.js';
import { draftInUse } from '../question-draft.js';
import { QuestionRepository } from '../question.repository.js';

/**
 * 引用到本单位: an own question that says what a shared one says, to be changed as one likes. It remembers where it comes from;
 * as soon as it is in use, papers of this bank draw it instead of the shared one.
 */
@Injectable()
export class AdoptQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly audit: Audit,
  ) {}

  /** @returns the id of the own question */
  async execute(ctx: Ctx, id: string, organisationId: string | undefined): Promise<string> {
    return this.uow.run(ctx, async (tx) => {
      const bank = await this.banks.toWrite(tx, 'questions.question.write', organisationId);
      const shared = await tx.repository(QuestionRow).findOneBy({ id });
      if (shared?.organisationId === bank.organisationId) throw new DomainError('question-not-shared');
      const sharers = await this.banks.sharersWith(tx, bank);
      if (!shared || !sharers.includes(shared.organisationId)) throw new DomainError('not-found');
      const draft = await draftInUse(tx, shared);
      if (!draft || shared.approvedVersionId === null) throw new DomainError('question-not-in-use');
      await this.questions.lockBank(tx, bank.organisationId);
      const fingerprint = contentFingerprint(draft);
      const same = await this.questions.findActive(tx, bank.organisationId, fingerprint);
      if (same) throw new DomainError('question-exists', { stem: same.stem, questionId: same.id });
      const origin = { questionId: shared.id, versionId: shared.approvedVersionId };
      const [made] = await this.questions.insertMany(tx, bank.organisationId, [
        { draft, postIds: [], field: shared.field, origin, fingerprint },
      ]);
      if (!made) throw new DomainError('question-exists', { stem: draft.content.stem });
      await this.audit.append(tx, {
        action: 'questions.question.adopt',
        subject: { type: 'question', id: made.id },
        organisationId: bank.organisationId,
        detail: { origin: shared.id, originVersion: origin.versionId },
      });
      return made.id;
    });
  }
}
