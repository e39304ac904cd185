import type { QuestionType } from '@zhian/question-bank';

/** What is printed. Plain data, so that it can go to a worker thread. */

export interface PrintedPicture {
  /** PNG or JPEG. */
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface PrintedOption {
  readonly id: string;
  readonly text: string;
  readonly picture?: PrintedPicture;
}

export interface PrintedQuestion {
  readonly slot: number;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly PrintedOption[];
  /** Hundredths; null: a question of the bank, which has no points yet. */
  readonly points: number | null;
  readonly picture?: PrintedPicture;
  /** Printed below the question; absent on everything that a candidate may get. */
  readonly solution?: { readonly key: string; readonly explanation: string };
}

export interface PrintedDocument {
  readonly title: string;
  /** Under the title. */
  readonly subtitle: string;
  /** Whose paper it is; null: lines to fill in by hand. */
  readonly candidate: { readonly name: string; readonly unit: string; readonly seat: string } | null;
  /** Paper number, on every page with its QR code; null: nobody sits it. */
  readonly number: string | null;
  readonly questions: readonly PrintedQuestion[];
  /** Lines for name and unit, where somebody is to write on it. */
  readonly head: boolean;
  readonly answerSheet: boolean;
}
