import type { FieldName } from '../read-options.js';

/** Fields that one column holds. */
export type SingleField = Exclude<
  FieldName,
  `option${'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H'}` | `correct${string}`
>;

/** Where a layout finds what, by 0-based column. */
export interface ColumnMap {
  fields: Partial<Record<SingleField, number>>;
  /** Columns of option A, B, C … when every option has its own. */
  optionColumns: number[];
  /** Columns that say whether option A, B, C … is right; undefined where one has none. */
  correctColumns: (number | undefined)[];
}

/** What a column is taken for. */
export interface ColumnGuess {
  column: number;
  field: FieldName | null;
  /** 0 to 1, before the cells have been looked at; see `columnConfidence`. */
  trust: number;
}

const LETTERS = 'ABCDEFGH';

export const optionField = (index: number): FieldName => `option${LETTERS[index] ?? 'H'}` as FieldName;
export const correctField = (index: number): FieldName => `correct${LETTERS[index] ?? 'H'}` as FieldName;

/** 0 for optionA or correctA …; null for every other field. */
function placeOf(field: FieldName, kind: 'option' | 'correct'): number | null {
  const match = /^(option|correct)([A-H])$/.exec(field);
  return match?.[1] === kind ? LETTERS.indexOf(match[2] ?? 'A') : null;
}

export function toColumnMap(guesses: readonly ColumnGuess[]): ColumnMap {
  const fields: ColumnMap['fields'] = {};
  const options: number[] = [];
  const correct: (number | undefined)[] = [];
  for (const { column, field } of guesses) {
    if (field === null) continue;
    const option = placeOf(field, 'option');
    const flag = placeOf(field, 'correct');
    if (option !== null) options[option] ??= column;
    else if (flag !== null) correct[flag] ??= column;
    else fields[field as SingleField] ??= column;
  }
  const gap = Array.from(options, (column) => column === undefined).indexOf(true);
  const optionColumns = gap === -1 ? options : options.slice(0, gap);
  const correctColumns = correct.length === 0 ? [] : optionColumns.map((_, index) => correct[index]);
  return { fields, optionColumns, correctColumns };
}
