import { findHeader, isBlankRow, mapHeader } from '../header.js';
import type { ColumnMap } from '../header.js';
import type { GridRow } from '../grid.js';
import { findSeparator, splitOptions } from '../split-options.js';
import type { OptionSeparator } from '../split-options.js';
import type { Layout, RawRow } from './layout.js';
import { readFields } from './read-fields.js';

/** 作业种类 | 试题类型 | 题目内容 | 题目选项 | 题目答案: all options in one cell, joined by `**`, `##`, `|`, line breaks … */
export const optionsInOneCell: Layout = (grid) => {
  const header = findHeader(grid);
  if (header === null || header.columns.fields.options === undefined) return null;
  const rows = grid.rows.slice(header.at + 1).filter((row) => !isBlankRow(row) && mapHeader(row.cells) === null);
  return {
    layout: 'options-in-one-cell',
    headerRow: grid.rows[header.at]?.row ?? null,
    rows,
    read: oneCellReader(rows, header.columns),
  };
};

/** A reader of such rows, with the one separator that this sheet uses. */
export function oneCellReader(rows: readonly GridRow[], map: ColumnMap): (row: GridRow) => RawRow {
  const column = map.fields.options ?? 0;
  const separator = findSeparator(rows.map((row) => row.cells[column] ?? ''));
  return (row) => readOneCell(row, map, column, separator);
}

function readOneCell(row: GridRow, map: ColumnMap, column: number, separator: OptionSeparator | null): RawRow {
  const cell = row.cells[column] ?? '';
  const blank = cell.trim() === '';
  const split =
    separator === null || blank ? { texts: blank ? [] : [cell.trim()], printed: [] } : splitOptions(cell, separator);
  return { ...readFields(row, map), options: split.texts, printed: split.printed, separator: separator?.shown ?? null };
}
