import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../../organisations/index.js';
import { QuestionRepository } from '../question.repository.js';
import { knownContent } from './import-preview.js';
import type { ImportHead } from './import-head.js';
import { QuestionImportRepository } from './question-import.repository.js';

/** Stores every accepted question of a preview, all or none. Repeated or concurrent, it has one effect (contract 17). */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly questions: QuestionRepository,
    private readonly imports: QuestionImportRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** `leaveOut` names the refused rows that the caller has seen; unset counts as none. */
  async execute(ctx: Ctx, id: string, leaveOut: number | undefined): Promise<ImportHead> {
    return this.uow.run(ctx, async (tx) => {
      const found = await this.imports.lock(tx, id);
      if (!found) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.import.write', found.organisationId);
      const { drafts, ...head } = found;
      if (head.status === 'confirmed') return head;
      const refused = head.preview.refused.length;
      if ((leaveOut ?? 0) !== refused)
        throw new DomainError('import-leave-out-mismatch', { refused, leaveOut: leaveOut ?? null });
      await this.questions.lockBank(tx, head.organisationId);
      // The bank may have grown since the preview.
      const known = knownContent(
        await this.questions.fingerprints(tx, head.organisationId),
        await this.questions.pastFingerprints(tx, head.organisationId),
      );
      const postIds = head.defaults.postId ? [head.defaults.postId] : [];
      const fresh = drafts.filter((draft) => !known.has(draft.fingerprint)).map((draft) => ({ ...draft, postIds }));
      const inserted = await this.questions.insertMany(tx, head.organisationId, fresh);
      const met = head.preview.new - inserted.length;
      const preview = { ...head.preview, new: inserted.length, duplicates: head.preview.duplicates + met };
      const confirmedAt = this.clock.now();
      await this.imports.confirm(tx, id, { preview, confirmedAt });
      await this.audit.append(tx, {
        action: 'questions.import.confirm',
        subject: { type: 'question-import', id },
        organisationId: head.organisationId,
        detail: { new: inserted.length, duplicates: preview.duplicates, leftOut: refused },
      });
      return { ...head, status: 'confirmed', preview, confirmedAt };
    });
  }
}
