import { contentFingerprint } from '../model/fingerprint.js';
import type { QuestionDraft, QuestionType } from '../model/question.js';
import type { ReadOptions } from './read-options.js';
import type { DoubtfulRow, FileFormat, ReadQuestion, ReadResult, ReadSheet, RefusedRow } from './read-result.js';

/** Questions handed over at a time. */
const BATCH = 500;

/** Where a question stands: sheet (or part) and 1-based row, paragraph or line. */
export interface Place {
  sheet: string;
  row: number;
}

export const noneAccepted = (): Record<QuestionType, number> => ({ single: 0, multiple: 0, true_false: 0 });

/** A sheet that leaves nothing to guess, before its rows are counted. */
export function newSheet(sheet: string, layout: string | null, more: Partial<ReadSheet> = {}): ReadSheet {
  return {
    sheet,
    layout,
    headerRow: null,
    rows: 0,
    accepted: noneAccepted(),
    refused: 0,
    confidence: layout === null ? 0 : 1,
    columns: [],
    optionSeparator: null,
    type: null,
    ...more,
  };
}

/** Gathers what the readers of all formats find, counts it, and keeps exact copies out. */
export class ResultCollector {
  readonly result: ReadResult;
  readonly #firstPlace = new Map<string, Place>();

  constructor(
    format: FileFormat,
    private readonly options: Pick<ReadOptions, 'onQuestions'> = {},
  ) {
    this.result = {
      format,
      accepted: noneAccepted(),
      questions: [],
      refused: [],
      duplicates: [],
      doubts: [],
      sheets: [],
    };
  }

  addSheet(sheet: ReadSheet): ReadSheet {
    this.result.sheets.push(sheet);
    return sheet;
  }

  /** A draft that passed `checkDraft`. */
  accept(sheet: ReadSheet, draft: QuestionDraft, row: number, doubts: readonly DoubtfulRow[] = []): void {
    const source = { sheet: sheet.sheet, row };
    sheet.accepted[draft.content.type] += 1;
    this.result.accepted[draft.content.type] += 1;
    this.result.doubts.push(...doubts);
    const fingerprint = contentFingerprint(draft);
    const sameAs = this.#firstPlace.get(fingerprint);
    if (sameAs !== undefined) {
      this.result.duplicates.push({ ...source, sameAs });
      return;
    }
    this.#firstPlace.set(fingerprint, source);
    this.result.questions.push(toReadQuestion(draft, source));
  }

  refuse(sheet: ReadSheet, refused: RefusedRow): void {
    sheet.refused += 1;
    this.result.refused.push(refused);
  }

  /** Gives a full batch to whoever takes the questions as they are read; undefined when there is nothing to wait for. */
  handOver(): Promise<void> | undefined {
    const { questions } = this.result;
    if (this.options.onQuestions === undefined || questions.length < BATCH) return undefined;
    return handOverAll(this.result, this.options);
  }

  /** Something odd that belongs to no accepted question. */
  doubt(doubt: DoubtfulRow): void {
    this.result.doubts.push(doubt);
  }
}

/** Gives away all questions that the result still holds. */
export async function handOverAll(result: ReadResult, options: Pick<ReadOptions, 'onQuestions'>): Promise<void> {
  const batch = result.questions.splice(0);
  if (batch.length > 0) await options.onQuestions?.(batch);
}

function toReadQuestion(draft: QuestionDraft, source: Place): ReadQuestion {
  const { content, key, ...rest } = draft;
  return {
    type: content.type,
    stem: content.stem,
    options: content.options.map((option) => ({ ...option })),
    ...(content.images && content.images.length > 0 ? { images: [...content.images] } : {}),
    key: [...key.correct],
    ...rest,
    source,
  };
}
