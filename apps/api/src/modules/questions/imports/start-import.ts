import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS, type QuestionFile } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError, type FieldError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { isUuid, uuidv7 } from '../../../platform/ids/uuid.js';
import { BankScope } from '../bank-scope.js';
import { QuestionRepository } from '../question.repository.js';
import type { ImportDefaults, QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';
import { ReadImport } from './read-import.js';

/** The form fields beside the file, as they came. */
export interface ImportFields {
  readonly organisationId?: string | undefined;
  readonly postId?: string | undefined;
  readonly category?: string | undefined;
  readonly knowledgePoint?: string | undefined;
  readonly sourceClause?: string | undefined;
  readonly keepUnrecognised?: string | undefined;
}

/** Above this, some twenty thousand questions, the answer does not wait for the reading. */
const AT_ONCE_BYTES = 2 * 1024 * 1024;

/** Whether a reading of so much is answered at once, unless the caller would rather not wait. */
export function isReadAtOnce(files: readonly QuestionFile[], rather: boolean): boolean {
  return !rather && files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= AT_ONCE_BYTES;
}

/** Takes an upload and makes a preview of it. Nothing reaches the bank before the confirmation (contract 17). */
@Injectable()
export class StartImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly banks: BankScope,
    private readonly questions: QuestionRepository,
    private readonly imports: QuestionImportRepository,
    private readonly reading: ReadImport,
    private readonly clock: Clock,
  ) {}

  /** `files`: the questions, then what belongs to them. `later`: the caller would rather not wait for the preview. */
  async execute(
    ctx: Ctx,
    files: readonly QuestionFile[],
    fields: ImportFields,
    later: boolean,
  ): Promise<QuestionImportRow> {
    const { organisationId, defaults } = await this.uow.read(ctx, (tx) => this.prepare(tx, fields));
    const digest = createHash('sha256');
    for (const { bytes } of files) digest.update(bytes);
    const head: QuestionImportRow = {
      id: uuidv7(),
      organisationId,
      fileName: files[0]?.fileName ?? '',
      fileSha256: digest.digest('hex'),
      status: 'reading',
      defaults,
      preview: null,
      readingNo: 1,
      progressDone: 0,
      progressTotal: 0,
      beatAt: this.clock.now(),
      failure: null,
      corrections: {},
      keepUnrecognised: fields.keepUnrecognised === 'true',
      createdBy: ctx.account.accountId,
      createdAt: this.clock.now(),
      confirmedAt: null,
    };
    const save = this.imports.insert.bind(this.imports);
    const reading = { head, files, corrections: null };
    if (isReadAtOnce(files, later)) {
      await this.reading.now(ctx, reading, (tx) => save(tx, head, files));
    } else {
      await this.uow.run(ctx, async (tx) => {
        await save(tx, head, files);
        tx.afterCommit(() => this.reading.later(ctx, reading));
      });
      return head;
    }
    return this.uow.read(ctx, async (tx) => (await this.imports.find(tx, head.id)) ?? head);
  }

  private async prepare(tx: ReadTx, fields: ImportFields) {
    const { organisationId, postId, category } = fields;
    const knowledgePoint = fields.knowledgePoint?.trim() || null;
    const sourceClause = fields.sourceClause?.trim() || null;
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
    if (isTooLong(knowledgePoint, DRAFT_LIMITS.knowledgePoint)) {
      refuse('/knowledgePoint', 'maxLength', `知识点最多 ${DRAFT_LIMITS.knowledgePoint} 个字`);
    }
    if (isTooLong(sourceClause, DRAFT_LIMITS.sourceClause)) {
      refuse('/sourceClause', 'maxLength', `出处条款最多 ${DRAFT_LIMITS.sourceClause} 个字`);
    }
    if (errors.length > 0) throw new DomainError('validation-failed', { count: errors.length }, errors);
    const defaults: ImportDefaults = {
      postId: postId || null,
      category: isCategory(category) ? category : null,
      knowledgePoint,
      sourceClause,
    };
    return { organisationId: bank.organisationId, defaults };
  }
}

function isTooLong(text: string | null, limit: number): boolean {
  return text !== null && (text.length > limit || /\p{Cc}/u.test(text));
}

function isCategory(text: string | undefined): text is 'general' | 'professional' {
  return text === 'general' || text === 'professional';
}
