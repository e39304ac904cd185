import { Injectable } from '@nestjs/common';
import { contentFingerprint } from '@zhian/question-bank';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { requireVersion } from '../../platform/http/etag.js';
import { Audit } from '../audit/index.js';
import { OrganisationScope } from '../organisations/index.js';
import { postErrors, type QuestionToCreate } from './create-questions.js';
import type { QuestionRow } from './question.entity.js';
import { draftErrors, sameContent, toDraft } from './question-input.js';
import { QuestionRepository } from './question.repository.js';

/** Replaces what a question says. Papers that were drawn keep their version; the bank goes on with the new one. */
@Injectable()
export class EditQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly questions: QuestionRepository,
    private readonly audit: Audit,
  ) {}

  async execute(
    ctx: Ctx,
    id: string,
    version: number,
    given: QuestionToCreate & { readonly organisationId?: string | null | undefined },
  ): Promise<void> {
    await this.uow.run(ctx, async (tx) => {
      const question = await this.questions.lock(tx, id);
      if (!question) throw new DomainError('not-found');
      await this.scope.require(tx, 'questions.question.write', question.organisationId);
      requireVersion(version, question.version);
      const draft = toDraft(given);
      const postIds = [...new Set(given.postIds ?? [])].sort();
      await this.check(tx, question, draft, postIds, given.organisationId);
      const before = await this.questions.currentDraft(tx, question);
      const newVersion = !sameContent(before, draft);
      const postsChanged = (await this.questions.postIds(tx, id)).sort().join() !== postIds.join();
      const tags = (['category', 'knowledgePoint', 'difficulty', 'sourceClause'] as const).filter(
        (tag) => before[tag] !== draft[tag],
      );
      if (!newVersion && !postsChanged && tags.length === 0) return;
      const { category, knowledgePoint, difficulty, sourceClause } = draft;
      const content = newVersion ? await this.newVersion(tx, question, draft) : {};
      await this.questions.update(tx, id, { ...content, category, knowledgePoint, difficulty, sourceClause });
      if (postsChanged) await this.questions.replacePosts(tx, id, postIds);
      await this.audit.append(tx, {
        action: 'questions.question.edit',
        subject: { type: 'question', id },
        organisationId: question.organisationId,
        detail: { newVersion, changed: [...tags, ...(postsChanged ? ['posts'] : [])] },
      });
    });
  }

  /** The fingerprint moves with the content; two active questions of a bank never say the same. */
  private async newVersion(
    tx: Tx,
    question: QuestionRow,
    draft: ReturnType<typeof toDraft>,
  ): Promise<Partial<QuestionRow>> {
    const fingerprint = contentFingerprint(draft);
    if (question.status === 'active') {
      await this.questions.lockBank(tx, question.organisationId);
      const same = await this.questions.findActive(tx, question.organisationId, fingerprint);
      if (same && same.id !== question.id)
        throw new DomainError('question-exists', { stem: same.stem, questionId: same.id });
    }
    return { fingerprint, currentVersionId: await this.questions.addVersion(tx, question.id, draft) };
  }

  private async check(
    tx: ReadTx,
    question: QuestionRow,
    draft: ReturnType<typeof toDraft>,
    postIds: readonly string[],
    organisationId: string | null | undefined,
  ): Promise<void> {
    const posts = await this.questions.postsAmong(tx, question.organisationId, postIds);
    const errors = [...draftErrors(draft), ...postErrors(postIds, posts)];
    if (organisationId && organisationId !== question.organisationId) {
      errors.push({ pointer: '/organisationId', code: 'organisation-fixed', message: '试题不能换到别的单位' });
    }
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
  }
}
