import type { GridRow } from '../grid.js';
import { SPACED_LETTERS, splitOptions } from '../split-options.js';
import type { OptionSeparator, SplitOptions } from '../split-options.js';
import type { Block, Layout, RawRow } from './layout.js';
import { readFields } from './read-fields.js';

/** 作业种类 | 试题类型 | 题目内容 | 题目选项 | 题目答案: all options in one cell, joined by `**`, `##`, `|`, line breaks … */
export const optionsInOneCell: Layout = {
  name: 'options-in-one-cell',
  fits: ({ map }) => map.fields.options !== undefined,
  *read(block) {
    for (const row of block.rows) yield readOneCell(row, block);
  },
};

function readOneCell(row: GridRow, { map, separator }: Block): RawRow {
  const cell = row.cells[map.fields.options ?? 0] ?? '';
  const blank = cell.trim() === '';
  const split =
    separator === null || blank ? { texts: blank ? [] : [cell.trim()], printed: [] } : splitCell(cell, separator);
  return { ...readFields(row, map), options: split.texts, printed: split.printed, separator: separator?.shown ?? null };
}

/** «A. … B. … C. …» on one line of a sheet that otherwise breaks its lines is no guess. */
function splitCell(cell: string, separator: OptionSeparator): SplitOptions {
  const split = splitOptions(cell, separator);
  if (split.texts.length > 1) return split;
  const lettered = splitOptions(cell, SPACED_LETTERS);
  return lettered.texts.length > 1 ? lettered : split;
}
