import type { ColumnMap } from '../columns/column-map.js';
import { isBlank } from '../grid.js';
import type { GridRow } from '../grid.js';
import { fromSpreadsheetCell } from '../spreadsheet-cell.js';
import { takeLetters } from '../split-options.js';
import type { Layout, RawRow } from './layout.js';
import { readFields } from './read-fields.js';

/** 题型 | 题干 | 选项A … 选项H | 答案 | 解析 | …: one column per option. The product's own template is of this family. */
export const wideLetters: Layout = {
  name: 'wide-letters',
  fits: ({ map }) => map.optionColumns.length >= 2,
  *read({ map, rows }) {
    for (const row of rows) yield readWide(row, map);
  },
};

export function readWide(row: GridRow, map: ColumnMap): RawRow {
  const cells = map.optionColumns.map((column) => row.cells[column] ?? '');
  // Empty columns behind the last option are unused; an empty one in between is an empty option.
  const used = cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1);
  return { ...readFields(row, map), ...optionTexts(used) };
}

/** Options of a cell each: printed letters go, unless an apostrophe says that a text is meant exactly as written (law A22). */
export function optionTexts(cells: readonly string[]): { options: string[]; printed: string[] } {
  const verbatim = cells.some((cell) => cell.startsWith("'"));
  const { texts, printed } = verbatim
    ? { texts: cells.map((cell) => (cell.startsWith("'") ? cell : cell.trim())), printed: cells.map(() => '') }
    : takeLetters(cells.map((cell) => cell.trim()));
  return { options: texts.map(fromSpreadsheetCell), printed };
}
