import { bareAnswer } from '../answers.js';
import type { GridRow } from '../grid.js';
import { isBlank } from '../grid.js';
import type { FieldName } from '../read-options.js';
import { findSeparator } from '../split-options.js';
import { isOpenType, parseTruth, parseType } from '../type-words.js';

/** Rows that are looked at to judge a column, spread evenly over the sheet: the guess costs the same for any length. */
const SAMPLE_ROWS = 400;
const LETTERS = /^[A-H][\sA-H,、;|]*$/i;
const LONGEST_ANSWER = 60;

/** Evenly spread rows of a sheet. */
export function sampleRows(rows: readonly GridRow[], count = SAMPLE_ROWS): GridRow[] {
  if (rows.length <= count) return [...rows];
  return Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)] as GridRow);
}

/** What the sampled cells of one column look like. */
export class ColumnProfile {
  readonly cells: readonly string[];
  readonly filled: readonly string[];

  constructor(rows: readonly GridRow[], column: number) {
    this.cells = rows.map((row) => row.cells[column] ?? '');
    this.filled = this.cells.filter((cell) => !isBlank(cell));
  }

  /** Share of rows that have anything here. */
  get fill(): number {
    return this.cells.length === 0 ? 0 : this.filled.length / this.cells.length;
  }

  /** Share of the filled cells that pass. */
  share(matches: (text: string) => boolean): number {
    return this.filled.length === 0 ? 0 : this.filled.filter(matches).length / this.filled.length;
  }

  /** Average length of the filled cells. */
  get length(): number {
    return this.filled.length === 0 ? 0 : this.filled.reduce((sum, cell) => sum + cell.length, 0) / this.filled.length;
  }

  /** A running number: whole numbers, each larger than the one before. */
  get counts(): boolean {
    const numbers = this.filled.map((text) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN));
    const grows = numbers.every((number, at) => !(number <= (numbers[at - 1] ?? -1)));
    return this.fill >= 0.8 && grows && !numbers.some(Number.isNaN);
  }

  /** Few distinct values: a chapter or trade. */
  get repeats(): boolean {
    const values = this.filled.filter((text) => !/^\d+$/.test(text.trim()));
    return values.length >= this.cells.length * 0.8 && new Set(values).size * 2 <= values.length;
  }
}

export const isType = (text: string): boolean => parseType(text) !== undefined;
export const isLetters = (text: string): boolean => text.length <= LONGEST_ANSWER && LETTERS.test(bareAnswer(text));
export const isTruth = (text: string): boolean => parseTruth(text) !== undefined;
export const isBit = (text: string): boolean => /^\s*[01]\s*$/.test(text);

/**
 * How well the cells of a column fit what it is taken for, 0 to 1; null for fields whose cells may be anything.
 * Empty columns fit nothing.
 */
export function fitOf(field: FieldName, profile: ColumnProfile): number | null {
  switch (field) {
    case 'type':
      return profile.share((text) => isType(text) || isOpenType(text));
    case 'stem':
      return profile.share((text) => text.trim().length >= 4);
    case 'answer': {
      const clear = profile.share((text) => isLetters(text) || isTruth(text));
      // The text of an option is an answer too, but only the row can tell.
      return clear + 0.6 * (1 - clear) * Math.sign(profile.filled.length);
    }
    case 'options':
      return findSeparator(profile.filled) === null ? 0.3 : 1;
    case 'isCorrect':
      return profile.share(isTruth);
    case 'difficulty':
      return profile.share((text) => /^\s*[1-5]|[易难中简]/.test(text));
    case 'category':
      return profile.share((text) => /^\s*(?:通用|专业)/.test(text));
    case 'number':
      return profile.share((text) => text.trim().length <= 12);
    case 'optionLabel':
      return profile.share(isLetters);
    default:
      return /^correct[A-H]$/.test(field) ? profile.share(isTruth) : null;
  }
}
