import type { QuestionCategory, QuestionImage, QuestionType } from '../model/question.js';
import type { FieldName } from './read-options.js';

/** What wrote the file, as far as reading is concerned. */
export type FileFormat = 'spreadsheet' | 'text' | 'docx' | 'gift' | 'aiken' | 'moodle-xml' | 'qti';

/** A row that is no question, with the reason; nothing of it is imported. */
export interface RefusedRow {
  sheet: string;
  /** 1-based row of the sheet. */
  row: number;
  /** Column letter where the trouble is, e.g. 'G'; null when it is the whole row. */
  column: string | null;
  code: string;
  /** zh-CN, e.g. 「综采表 27 行 G 列：答案「ABE」里有 E，但只有 A–D 四个选项。」 */
  message: string;
}

/** A question as it stood in the file: a draft that passed `checkDraft`, with its place. */
export interface ReadQuestion {
  type: QuestionType;
  stem: string;
  options: { label: string; text: string }[];
  /** Absent where there is none. */
  images?: QuestionImage[];
  /** Labels of the right options, sorted. */
  key: string[];
  explanation: string;
  difficulty: number | null;
  knowledgePoint: string | null;
  category: QuestionCategory | null;
  sourceClause: string | null;
  /** The clause of a hazard criterion; absent where a format has no place for it. */
  criteriaClause?: string | null;
  source: { sheet: string; row: number };
}

/** A question that was taken although something about it looks odd: worth a look in the preview. */
export interface DoubtfulRow {
  sheet: string;
  row: number;
  column: string | null;
  code: string;
  /** zh-CN */
  message: string;
}

/** What the reader takes a column for, and how sure it is. */
export interface ReadColumn {
  /** Letter of the column. */
  column: string;
  /** What the header says; '' where there is none. */
  header: string;
  /** null: the column is not read. */
  field: FieldName | null;
  /** 0 to 1. */
  confidence: number;
  /** Up to three cells below the header, shortened. */
  samples: string[];
}

export interface ReadSheet {
  sheet: string;
  /** Which layout was recognised; null when the sheet holds no questions and was left alone. */
  layout: string | null;
  /** Row of the header, or null for a sheet without one. */
  headerRow: number | null;
  /** Rows with any text, header and titles not counted. */
  rows: number;
  accepted: Record<QuestionType, number>;
  refused: number;
  /** How sure the guess is, 0 to 1; 1 for formats that leave nothing to guess, 0 for a sheet left alone. */
  confidence: number;
  /** Columns with any text, for formats that have columns; else empty. */
  columns: ReadColumn[];
  /** What stands between options of one cell; null when each has its own. */
  optionSeparator: string | null;
  /** Type of the questions whose row says none, from the sheet's name, its title or a correction. */
  type: QuestionType | null;
}

export interface ReadResult {
  format: FileFormat;
  /** Rows understood, by type. Later copies of a question in the file count here too; see `duplicates`. */
  accepted: Record<QuestionType, number>;
  /** Every distinct question once, at its first place: the sum of `accepted` less `duplicates.length`. */
  questions: ReadQuestion[];
  refused: RefusedRow[];
  /** Rows that repeat an earlier question of the file exactly (same `contentFingerprint`). */
  duplicates: { sheet: string; row: number; sameAs: { sheet: string; row: number } }[];
  doubts: DoubtfulRow[];
  sheets: ReadSheet[];
}
