import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { DuplicateRepository } from '../duplicates/duplicate.repository.js';
import { QuestionRepository } from '../question.repository.js';
import type { ImportPreview } from './import-preview.js';
import { ImportScope } from './import-scope.js';
import { ImportSource } from './import-source.js';
import { ImportPictures } from './import-pictures.js';
import { groupsOf, pairsOf, type NearChoice, type NearRow } from './near-choices.js';
import type { QuestionImportRow } from './question-import.entity.js';
import { QuestionImportRepository } from './question-import.repository.js';
import { StagedRowsRepository } from './staged-rows.repository.js';

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
    private readonly pictures: ImportPictures,
    private readonly duplicates: DuplicateRepository,
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
      // Rows that were left out are given back from the upload, to be mended.
      if (refused > 0) await this.imports.forgetRows(tx, id);
      else await this.imports.forgetContent(tx, [id]);
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
    const chosen = new Map((confirmation.nearRows ?? []).map(({ seq, choice }) => [seq, choice]));
    const choiceOf = (row: NearRow): NearChoice | null => chosen.get(row.seq) ?? confirmation.near ?? null;
    const near = preview.near > 0 ? await this.staged.near(tx, id) : [];
    const seqs = new Set(near.filter((row) => row.kind === 'near').map(({ seq }) => seq));
    if ([...chosen.keys()].some((seq) => !seqs.has(seq))) {
      throw new DomainError('validation-failed', { count: 1 }, [
        { pointer: '/nearRows', code: 'row-unknown', message: '有的行不是相似题，请刷新后再选' },
      ]);
    }
    const skip = near.filter((row) => row.kind === 'near' && choiceOf(row) === 'skip').map(({ seq }) => seq);
    await this.staged.drop(tx, id, skip);
    const skipped = skip.length;
    await this.pictures.settle(tx, head);
    // The bank may have grown since the preview.
    await this.staged.dropKnown(tx, id, [...(await this.source.known(tx, organisationId)).keys()]);
    await this.pictures.store(tx, head);
    const inserted = await this.questions.insertStaged(tx, organisationId, id, {
      category: defaults.category,
      knowledgePoint: defaults.knowledgePoint,
      // Imports of before have no such default.
      sourceClause: defaults.sourceClause ?? null,
      postIds: defaults.postId ? [defaults.postId] : [],
    });
    const stored = await this.staged.stored(
      tx,
      near.map((row) => row.id),
    );
    const imported = near.filter((row) => stored.has(row.id));
    await this.decide(tx, organisationId, imported, choiceOf);
    const met = preview.new - skipped - inserted;
    return { ...preview, new: inserted, duplicates: preview.duplicates + met, skipped };
  }

  private async decide(
    tx: Tx,
    organisationId: string,
    rows: readonly NearRow[],
    choiceOf: (row: NearRow) => NearChoice | null,
  ): Promise<void> {
    const pairs = pairsOf(rows, choiceOf, MOST_PAIRS);
    if (pairs === null) throw new DomainError('import-too-alike', { limit: MOST_PAIRS });
    if (pairs.length > 0) await this.duplicates.rememberDistinct(tx, organisationId, pairs);
    // Where nobody has said «group» there is nothing to join: the first of a group alone is none.
    await this.staged.joinGroups(tx, organisationId, groupsOf(rows, choiceOf));
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
