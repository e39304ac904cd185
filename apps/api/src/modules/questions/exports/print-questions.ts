import { Injectable } from '@nestjs/common';
import { QUESTION_TYPES } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import type { Bank } from '../bank-scope.js';
import { PaperPress } from '../printing/paper-press.js';
import { PrintPictures, type QuestionToPrint } from '../printing/print-pictures.js';
import type { PrintedDocument, PrintedQuestion } from '../printing/printed-document.js';
import type { Question } from '../question.dto.js';
import { QuestionFilters } from '../question-filter.js';
import { toQuestion, type BankRow } from '../question-rows.js';
import { MOST_PRINTED, type QuestionPrintDto } from './print.dto.js';

/** Chosen questions of the bank on A4, to be practised or gone through together. Keys may leave the platform: a deed on record. */
@Injectable()
export class PrintQuestions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly filters: QuestionFilters,
    private readonly pictures: PrintPictures,
    private readonly press: PaperPress,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, given: QuestionPrintDto): Promise<{ fileName: string; bytes: Buffer }> {
    const { title, content, format } = given;
    const questions = await this.uow.run(ctx, async (tx) => {
      const { found, bank } = await this.find(tx, given);
      await this.audit.append(tx, {
        action: 'questions.question.print',
        subject: { type: 'question-bank', id: bank?.organisationId ?? 'scope' },
        // Also where nobody named the bank: those who answer for it see it in their record.
        organisationId: bank?.organisationId ?? null,
        detail: { count: found.length, format, content },
      });
      return found;
    });
    const [printed = []] = await this.pictures.questions(ctx, [questions.map(shown)]);
    const document = documentOf(given, printed, questions);
    const printedAt = this.clock.now().toISOString();
    const bytes = await this.press.print({ format, title, documents: [document], printedAt });
    return { fileName: `${title}.${format}`, bytes };
  }

  /** In the order in which papers ask: by type; those that were ticked as they were ticked, the others as they came. */
  private async find(
    tx: ReadTx,
    { organisationId, filter, ids }: QuestionPrintDto,
  ): Promise<{ found: Question[]; bank: Bank | null }> {
    const { where, select, parameters, bank } = await this.filters.condition(tx, { ...filter, organisationId });
    const chosen = ids ? `$${parameters.push(ids)}::uuid[]` : null;
    const rows = await tx.query<BankRow>(
      `${select()} WHERE ${where} ${chosen ? `AND q.id = ANY(${chosen})` : ''}
       ORDER BY array_position($${parameters.push(QUESTION_TYPES)}::text[], v.type), ${chosen ? `array_position(${chosen}, q.id)` : 'q.id'}
       LIMIT $${parameters.push(MOST_PRINTED + 1)}`,
      parameters,
    );
    if (rows.length > MOST_PRINTED) throw new DomainError('print-too-large', { limit: MOST_PRINTED });
    if (rows.length < (ids?.length ?? 1)) throw new DomainError('print-gone');
    return { found: rows.map(toQuestion), bank };
  }
}

function shown({ type, stem, options, images }: Question, index: number): QuestionToPrint {
  const at = (place: string): Pick<QuestionToPrint, 'picture'> => {
    const picture = images.find((image) => image.place === place);
    return picture ? { picture } : {};
  };
  return {
    slot: index + 1,
    type,
    stem,
    options: options.map(({ label, text }) => ({ id: label, text, ...at(label) })),
    points: null,
    ...at('stem'),
  };
}

function documentOf(
  { title, content }: QuestionPrintDto,
  printed: readonly PrintedQuestion[],
  questions: readonly Question[],
): PrintedDocument {
  const withKey = content === 'questions-and-key';
  const solved = printed.map((question, index) => {
    const source = questions[index];
    if (!withKey || !source) return question;
    const { key, explanation, sourceClause } = source;
    return { ...question, solution: { key: key.join(''), explanation, clause: sourceClause ?? '' } };
  });
  return {
    title,
    subtitle: `共 ${printed.length} 题${withKey ? '，含答案和解析' : ''}`,
    instructions: [],
    candidate: null,
    number: null,
    questions: solved,
    head: !withKey,
    answerSheet: content === 'questions-and-sheet',
  };
}
