import type { QuestionType } from '@zhian/question-bank';

/** What is printed, on whatever it is printed. Plain data, so that it can go to a worker thread. */

export interface PrintedPicture {
  /** The same for the same picture. */
  readonly name: string;
  readonly type: 'png' | 'jpg';
  readonly bytes: Uint8Array;
  /** What it shows, for who cannot see it. */
  readonly alt: string;
  /** Pixels, as the author gave it. */
  readonly width: number;
  readonly height: number;
}

export interface PrintedOption {
  readonly id: string;
  readonly text: string;
  readonly picture?: PrintedPicture;
}

/** Printed below the question; absent on everything that a candidate may get. */
export interface PrintedSolution {
  /** Letters as printed. */
  readonly key: string;
  readonly explanation: string;
  /** What the answer rests on; '' where it is not known. */
  readonly clause: string;
}

export interface PrintedQuestion {
  readonly slot: number;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly PrintedOption[];
  /** Hundredths; null: a question of the bank, which has no points yet. */
  readonly points: number | null;
  readonly picture?: PrintedPicture;
  readonly solution?: PrintedSolution;
}

export interface PrintedDocument {
  readonly title: string;
  /** Under the title. */
  readonly subtitle: string;
  /** What whoever sits it has to know, a sentence each; above the first question. */
  readonly instructions: readonly string[];
  /** Whose paper it is; null: lines to fill in by hand. */
  readonly candidate: { readonly name: string; readonly unit: string; readonly seat: string } | null;
  /** Paper number, on every page with its QR code; null: nobody sits it. */
  readonly number: string | null;
  readonly questions: readonly PrintedQuestion[];
  /** Lines for name and unit, where somebody is to write on it. */
  readonly head: boolean;
  /** On a page of its own, last. */
  readonly answerSheet: boolean;
}

/** A list on pages of its own, before the papers that it lists. */
export interface PrintedList {
  readonly title: string;
  readonly subtitle: string;
  /** Shares of the width; they sum to 1. */
  readonly columns: readonly { readonly title: string; readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
}

/** What is written by hand, on the paper and on its answer sheet. */
export const HEAD_FIELDS = ['单位', '姓名', '证件尾号', '得分'] as const;
export const SHEET_NOTE = '答题卡：在所选字母的方框里打“√”。改选时把原来的方框整个涂黑，再选。';

export const PRINT_FORMATS = ['pdf', 'docx'] as const;
export type PrintFormat = (typeof PRINT_FORMATS)[number];
export const PRINT_MEDIA_TYPES: Readonly<Record<PrintFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
