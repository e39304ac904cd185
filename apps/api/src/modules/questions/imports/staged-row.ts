import type { NearReason, QuestionCategory, QuestionImage, QuestionType } from '@zhian/question-bank';

export const ROW_KINDS = ['new', 'near', 'duplicate', 'refused', 'doubt'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** A question of a file that is not in the bank, with the ids that it gets there. */
export interface StagedQuestion {
  readonly id: string;
  readonly versionId: string;
  readonly fingerprint: string;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly { readonly label: string; readonly text: string }[];
  readonly images: readonly QuestionImage[];
  readonly correct: readonly string[];
  readonly explanation: string;
  readonly difficulty: number | null;
  readonly knowledgePoint: string | null;
  readonly category: QuestionCategory | null;
  readonly sourceClause: string | null;
  readonly criteriaClause: string | null;
}

/** What one row of a file has become, before questions are compared for what they say. */
export interface StagedRow {
  readonly seq: number;
  readonly kind: Exclude<RowKind, 'near'>;
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
  readonly code: string | null;
  /** zh-CN */
  readonly message: string | null;
  readonly question: StagedQuestion | null;
}

/** A staged question that hangs together with others of the same group, and with questions of the bank. */
export interface NearMark {
  readonly seq: number;
  /** `near`: says nearly what an earlier one says. The first of a group that the bank has nothing of does not. */
  readonly kind: 'new' | 'near';
  /** zh-CN */
  readonly message: string | null;
  readonly group: number;
  readonly reason: NearReason;
  readonly similarity: number;
  readonly ids: readonly string[];
}

/**
 * Rows as StagedRowsRepository stores them: JSON of an array of its columns. Made in the thread that read them, so that the one
 * that answers requests need neither take thousands of objects over nor write them out.
 */
export function toRecords(rows: readonly StagedRow[]): string {
  return JSON.stringify(rows.map(toRecord));
}

function toRecord({ question, row, column, ...rest }: StagedRow): object {
  return {
    ...rest,
    images: question?.images ?? [],
    row_no: row,
    column_letter: column,
    ...(question && {
      id: question.id,
      version_id: question.versionId,
      fingerprint: question.fingerprint,
      type: question.type,
      stem: question.stem,
      options: question.options,
      correct: question.correct,
      explanation: question.explanation,
      difficulty: question.difficulty,
      knowledge_point: question.knowledgePoint,
      category: question.category,
      source_clause: question.sourceClause,
      criteria_clause: question.criteriaClause,
    }),
  };
}
