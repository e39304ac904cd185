import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { QuestionRepository } from '../question.repository.js';
import type { ImportPreview } from './import-preview.js';
import { ImportScope } from './import-scope.js';
import { ImportSource } from './import-source.js';
import type { NearChoice } from './near-choices.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';
import { StagedRowsRepository, type ChosenSql } from './staged-rows.repository.js';

/** Pairs of questions told apart in one import; more come of long lists that differ in a number, and mean something else. */
const MOST_PAIRS = 20_000;

export interface Confirmation {
  /** How many refused rows the caller has seen; unset counts as none. */
  readonly leaveOut?: number | undefined;
  /** What becomes of near-duplicates. */
  readonly near?: NearChoice | undefined;
  readonly nearRows?: readonly { readonly seq: number; readonly choice: NearChoice }[] | undefined;
}

/** Stores every accepted question of a preview, all or none. Repeated or concurrent, it has one effect (contract 17). */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: ImportScope,
    private readonly source: ImportSource,
    private readonly questions: QuestionRepository,
    private readonly imports: QuestionImportRepository,
    private readonly staged: StagedRowsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, id: string, confirmation: Confirmation): Promise<QuestionImportRow> {
    return this.uow.run(ctx, async (tx) => {
      const head = await this.scope.lock(tx, id);
      if (head.status === 'confirmed') return head;
      const preview = previewOf(head);
      const refused = preview.refused.length;
      const { leaveOut = 0 } = confirmation;
      if (leaveOut !== refused) throw new DomainError('import-leave-out-mismatch', { refused, leaveOut });
      await this.questions.lockBank(tx, head.organisationId);
      const stored = await this.store(tx, head, preview, confirmation);
      const confirmedAt = this.clock.now();
      await this.imports.confirm(tx, id, { preview: stored, confirmedAt });
      await this.remember(tx, head, preview);
      await this.imports.forgetContent(tx, [id]);
      await this.audit.append(tx, {
        action: 'questions.import.confirm',
        subject: { type: 'question-import', id },
        organisationId: head.organisationId,
        detail: { new: stored.new, duplicates: stored.duplicates, leftOut: refused },
      });
      return { ...head, status: 'confirmed', preview: stored, confirmedAt };
    });
  }

  private async store(
    tx: Tx,
    head: QuestionImportRow,
    preview: ImportPreview,
    confirmation: Confirmation,
  ): Promise<ImportPreview> {
    const { id, organisationId, defaults } = head;
    const choices: ChosenSql = { all: confirmation.near ?? null, rows: confirmation.nearRows ?? [] };
    const seqs = new Set(choices.rows.map(({ seq }) => seq));
    if ((await this.staged.countNear(tx, id, [...seqs])) !== seqs.size) {
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/nearRows', code: 'row-unknown', message: '有的行不是相似题，请刷新后再选' },
      ]);
    }
    const skipped = await this.staged.skip(tx, id, choices);
    // The bank may have grown since the preview.
    await this.staged.dropKnown(tx, id, [...(await this.source.known(tx, organisationId)).keys()]);
    const inserted = await this.questions.insertStaged(tx, organisationId, id, {
      category: defaults.category,
      knowledgePoint: defaults.knowledgePoint,
      // Imports of before have no such default.
      sourceClause: defaults.sourceClause ?? null,
      postIds: defaults.postId ? [defaults.postId] : [],
    });
    if (preview.near > 0) {
      const pairs = { ...choices, most: MOST_PAIRS, at: this.clock.now() };
      if ((await this.staged.tellApart(tx, id, organisationId, pairs)) === null)
        throw new DomainError('import-too-alike', { limit: MOST_PAIRS });
      await this.staged.joinGroups(tx, id, organisationId, choices);
    }
    const met = preview.new - skipped - inserted;
    return { ...preview, new: inserted, duplicates: preview.duplicates + met, skipped };
  }

  /** What was corrected, and led to what the person wanted, holds for sheets of the same shape from now on. */
  private async remember(tx: Tx, head: QuestionImportRow, preview: ImportPreview): Promise<void> {
    const corrected = preview.sheets.flatMap(({ sheet, shape }) => {
      const correction = head.corrections.sheets?.[sheet];
      return shape === null || correction === undefined ? [] : [{ shape, sheet, correction }];
    });
    await this.imports.remember(tx, head.organisationId, corrected, this.clock.now());
  }
}

function previewOf(head: QuestionImportRow): ImportPreview {
  if (head.status === 'reading') throw new DomainError('question-import-reading');
  if (head.status !== 'previewed' || !head.preview) throw new DomainError('question-import-gone');
  return head.preview;
}
