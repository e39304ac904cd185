import { optionLabel } from '../../model/question.js';
import { isBlank } from '../grid.js';
import type { GridRow } from '../grid.js';
import { parseTruth } from '../type-words.js';
import type { Block, Layout, RawRow } from './layout.js';
import { readWide } from './wide-letters.js';

/** 题干 | 选项1 | 是否正确1 | 选项2 | 是否正确2 …: each option with its own mark; the marks are the answer. */
export const flaggedOptions: Layout = {
  name: 'flagged-options',
  fits: ({ map }) => map.optionColumns.length >= 2 && map.correctColumns.some((column) => column !== undefined),
  *read(block) {
    for (const row of block.rows) yield readFlagged(row, block);
  },
};

function readFlagged(row: GridRow, { map }: Block): RawRow {
  const raw = readWide(row, map);
  const marks = map.correctColumns.map((column) => (column === undefined ? '' : (row.cells[column] ?? '')));
  const columns = { ...raw.columns, answer: map.correctColumns.find((column) => column !== undefined) ?? 0 };
  // A row may still spell its answer out, as exports of mixed sheets do.
  if (marks.every(isBlank)) return { ...raw, columns: raw.columns.answer === undefined ? columns : raw.columns };
  return { ...raw, answer: answerOf(marks), columns };
}

/** Labels of the marked options; a mark that is neither yes nor no is kept as it is, so that it is refused by name. */
export function answerOf(marks: readonly string[]): string {
  const odd = marks.find((mark) => !isBlank(mark) && parseTruth(mark) === undefined);
  if (odd !== undefined) return odd;
  return marks.map((mark, index) => (parseTruth(mark) === true ? optionLabel(index) : '')).join('');
}
