import { isBlank } from '../grid.js';
import type { GridRow } from '../grid.js';
import { findHeader, isBlankRow, mapHeader } from '../header.js';
import type { ColumnMap } from '../header.js';
import { fromSpreadsheetCell } from '../spreadsheet-cell.js';
import { takeLetters } from '../split-options.js';
import type { Layout, RawRow } from './layout.js';
import { readFields } from './read-fields.js';

/** 题型 | 题干 | 选项A … 选项H | 答案 | 解析 | …: one column per option. The product's own template is of this family. */
export const wideLetters: Layout = (grid) => {
  const header = findHeader(grid);
  if (header === null || header.columns.optionColumns.length < 2) return null;
  return {
    layout: 'wide-letters',
    headerRow: grid.rows[header.at]?.row ?? null,
    rows: grid.rows.slice(header.at + 1).filter((row) => !isBlankRow(row) && mapHeader(row.cells) === null),
    read: (row) => readWide(row, header.columns),
  };
};

export function readWide(row: GridRow, map: ColumnMap): RawRow {
  const cells = map.optionColumns.map((column) => row.cells[column] ?? '');
  // Empty columns behind the last option are unused; an empty one in between is an empty option.
  const used = cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1);
  // A leading apostrophe marks a text that is meant exactly as written, letters included (law A22).
  const verbatim = used.some((cell) => cell.startsWith("'"));
  const { texts, printed } = verbatim
    ? { texts: used.map((cell) => (cell.startsWith("'") ? cell : cell.trim())), printed: used.map(() => '') }
    : takeLetters(used.map((cell) => cell.trim()));
  return { ...readFields(row, map), options: texts.map(fromSpreadsheetCell), printed };
}
