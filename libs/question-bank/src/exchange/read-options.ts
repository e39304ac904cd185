import type { QuestionType } from '../model/question.js';
import type { ReadQuestion } from './read-result.js';

/** A file as it was uploaded. */
export interface QuestionFile {
  bytes: Uint8Array;
  fileName: string;
}

/** What a row says about its question. */
export type Field =
  | 'type'
  | 'stem'
  | 'answer'
  | 'answerText'
  | 'options'
  | 'explanation'
  | 'difficulty'
  | 'knowledgePoint'
  | 'category'
  | 'sourceClause'
  | 'criteriaClause';

type OptionLetter = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H';

/**
 * What a column may hold. `optionA` … are the texts of options with a column each and `correctA` … their «是否正确»;
 * `optionLabel`, `optionText` and `isCorrect` belong to sheets with one row per option; `number` is the running number.
 */
export type FieldName =
  Field | 'number' | 'optionLabel' | 'optionText' | 'isCorrect' | `option${OptionLetter}` | `correct${OptionLetter}`;

/** What a person says about a sheet after seeing the guess. Each part overrides the guess; what is absent stays guessed. */
export interface SheetCorrection {
  /** The sheet holds no questions. */
  ignore?: boolean;
  /** 1-based row of the header; null: the sheet has none. */
  headerRow?: number | null;
  /** By column letter; null: the column is not read. */
  columns?: Record<string, FieldName | null>;
  /** Type of every question of the sheet whose row says none; null: the answers decide. */
  type?: QuestionType | null;
  /** What stands between options in one cell, e.g. `**`; `\n` for line breaks, `A.` for letters; null: found out. */
  optionSeparator?: string | null;
}

export interface FileCorrections {
  /** By the sheet's name. */
  sheets: Record<string, SheetCorrection>;
}

/** A picture that somebody has checked and keeps. */
export interface TakenPicture {
  readonly fileId: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Checks the bytes of a picture and keeps it, or says in zh-CN why it does not: «只收 PNG、JPEG、WebP 图片。» The same bytes
 * give the same id.
 */
export type TakePicture = (bytes: Uint8Array) => Promise<TakenPicture | { readonly refused: string }>;

export interface ReadOptions {
  corrections?: FileCorrections;
  /** Called now and then with units done of units in all (bytes of the file, as a rule). */
  onProgress?: (done: number, total: number) => void;
  /** Aborting makes the reader stop soon and throw the signal's reason. */
  signal?: AbortSignal;
  /** Other files that belong to it: the sheet of answers of a question text. */
  companions?: readonly QuestionFile[];
  /** Gives a result with no questions, instead of an error, so that a person can say what the columns are. */
  keepUnrecognised?: boolean;
  /**
   * Takes the questions in batches as they are read, in their order; `result.questions` stays empty then. What it
   * returns is awaited before reading goes on, so that a slow taker keeps the memory small.
   */
  onQuestions?: (batch: ReadQuestion[]) => void | Promise<void>;
  /** Takes pictures one at a time, in the order of the questions. Without it they are named as left out, and not unpacked. */
  takePicture?: TakePicture;
}
