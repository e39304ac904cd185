import type { ReactNode } from 'react';
import type { RefusedRow } from '../../shared/api/types.js';
import type { StatusKind } from '../../shared/ui/index.js';

/** One figure at the top of a preview. */
export interface ImportFigure {
  readonly kind: StatusKind;
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  readonly text: string;
}

/** A further tab beside 「不能入库」. */
export interface ImportTab {
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly content: ReactNode;
}

/** What a preview or a finished import shows, whatever was imported. */
export interface ImportView {
  readonly fileName: string;
  readonly note: string;
  readonly figures: readonly ImportFigure[];
  /** After 「要么全部，要么都不。」 */
  readonly policy: string;
  /** What will be created besides the rows themselves. */
  readonly extra: ReactNode;
  readonly refused: readonly RefusedRow[];
  /** Where the refused rows are to be had as they stand in the file, to be mended and imported. */
  readonly mend?: ReactNode;
  /** How many rows the confirmation has to name as left out (contract.md 17). */
  readonly refusedCount: number;
  readonly tabs: readonly ImportTab[];
  /** Nothing to store when 0. */
  readonly accepted: number;
  readonly confirmText: string;
  readonly done: {
    readonly title: string;
    readonly text: string;
    readonly next: ReactNode;
    readonly again: string;
  } | null;
}
