import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { requireVersion } from '../../platform/http/etag.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { Audit } from '../audit/index.js';
import { FindPictures } from '../files/index.js';
import { QuestionsInBank } from '../questions/index.js';
import { draftProblems, inspectDraft, withKeys, type GivenSection } from './handbook-draft.js';
import { HandbookScope } from './handbook-scope.js';
import { HandbookRepository } from './handbook.repository.js';

export interface GivenDraft {
  readonly title: string;
  readonly sections: readonly GivenSection[];
}

/** Replaces the draft as a whole; a published version stays what people have signed for. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: HandbookScope,
    private readonly handbooks: HandbookRepository,
    private readonly questions: QuestionsInBank,
    private readonly pictures: FindPictures,
    private readonly audit: Audit,
  ) {}

  /** `version` is the handbook's, as read; null only for the platform's own loaders. */
  async execute(ctx: Ctx, id: string, version: number | null, draft: GivenDraft): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const handbook = await this.handbooks.lock(tx, id);
      if (!handbook) throw new DomainError('not-found');
      await this.scope.requireWrite(tx, handbook.organisationId);
      if (version !== null) requireVersion(version, handbook.version);
      await this.check(tx, handbook.organisationId, draft);
      const title = draft.title.trim();
      const versionId = handbook.draftVersionId ?? (await this.handbooks.startDraft(tx, id, title));
      const sections = withKeys(draft.sections, () => uuidv7().slice(-12));
      await this.handbooks.saveDraft(tx, id, versionId, title, sections);
      await this.audit.append(tx, {
        action: 'handbooks.draft.save',
        subject: { type: 'handbook', id },
        organisationId: handbook.organisationId,
        detail: { versionId, sections: sections.length },
      });
    });
  }

  private async check(tx: ReadTx, organisationId: string, draft: GivenDraft): Promise<void> {
    const inspected = inspectDraft(draft.sections);
    const errors = draftProblems(inspected, {
      questions: await this.questions.stems(tx, organisationId, inspected.questionIds),
      pictures: await this.pictures.execute(tx, inspected.pictureIds, [organisationId]),
    });
    if (draft.title.trim() === '') errors.unshift({ pointer: '/title', code: 'isNotEmpty', message: '手册还没有名称' });
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
  }
}
