import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError, type FieldError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { isUuid, uuidv7 } from '../../../platform/ids/uuid.js';
import { Audit } from '../../audit/index.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import { knownContent, previewImport } from './import-preview.js';
import { QuestionFileReader } from './question-file-reader.js';
import type { ImportDefaults } from './question-import.entity.js';
import type { ImportHead } from './import-head.js';
import { QuestionImportRepository } from './question-import.repository.js';

/** The form fields beside the file, as they came. */
export interface ImportFields {
  readonly organisationId?: string | undefined;
  readonly postId?: string | undefined;
  readonly category?: string | undefined;
  readonly knowledgePoint?: string | undefined;
}

/** Reads a file and keeps a preview of it. Nothing reaches the bank before the confirmation (contract 17). */
@Injectable()
export class StartImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly imports: QuestionImportRepository,
    private readonly reader: QuestionFileReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(
    ctx: Ctx,
    file: { readonly fileName: string; readonly bytes: Uint8Array },
    fields: ImportFields,
  ): Promise<ImportHead> {
    const { bank, defaults } = await this.uow.read(ctx, (tx) => this.prepare(tx, fields));
    const content = await this.reader.read(file);
    return this.uow.run(ctx, async (tx) => {
      const known = knownContent(
        await this.questions.fingerprints(tx, bank.organisationId),
        await this.questions.pastFingerprints(tx, bank.organisationId),
      );
      const { preview, drafts } = previewImport(content, known, defaults);
      const head: ImportHead = {
        id: uuidv7(),
        organisationId: bank.organisationId,
        fileName: file.fileName,
        fileSha256: createHash('sha256').update(file.bytes).digest('hex'),
        status: 'previewed',
        defaults,
        preview,
        createdBy: ctx.account.accountId,
        createdAt: this.clock.now(),
        confirmedAt: null,
      };
      await this.imports.insert(tx, { ...head, drafts });
      await this.audit.append(tx, {
        action: 'questions.import.preview',
        subject: { type: 'question-import', id: head.id },
        organisationId: bank.organisationId,
        detail: {
          sha256: head.fileSha256,
          new: preview.new,
          duplicates: preview.duplicates,
          refused: preview.refused.length,
        },
      });
      return head;
    });
  }

  private async prepare(tx: ReadTx, fields: ImportFields) {
    const { organisationId, postId, category } = fields;
    const knowledgePoint = fields.knowledgePoint?.trim() || null;
    const errors: FieldError[] = [];
    const refuse = (pointer: string, code: string, message: string): void =>
      void errors.push({ pointer, code, message });
    if (organisationId && !isUuid(organisationId)) throw new DomainError('not-found');
    const bank = await this.banks.toWrite(tx, 'questions.import.write', organisationId || undefined);
    if (
      postId &&
      !(isUuid(postId) && (await this.questions.postsAmong(tx, bank.organisationId, [postId])).has(postId))
    ) {
      refuse('/postId', 'post-unknown', '本单位没有这个岗位');
    }
    if (category && !isCategory(category)) refuse('/category', 'isIn', '只有通用和专业两类');
    if (knowledgePoint && (knowledgePoint.length > DRAFT_LIMITS.knowledgePoint || /\p{Cc}/u.test(knowledgePoint))) {
      refuse('/knowledgePoint', 'maxLength', `知识点最多 ${DRAFT_LIMITS.knowledgePoint} 个字`);
    }
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
    const defaults: ImportDefaults = {
      postId: postId || null,
      category: isCategory(category) ? category : null,
      knowledgePoint,
    };
    return { bank, defaults };
  }
}

function isCategory(text: string | undefined): text is 'general' | 'professional' {
  return text === 'general' || text === 'professional';
}
