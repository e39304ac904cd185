import type { FoundPicture } from './picture-intake.js';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';

/** A sheet as text: what every layout works on, whatever the file format was. */
export interface Grid {
  sheet: string;
  /** True when the author has hidden the sheet (lists of a template, say). */
  hidden?: boolean;
  rows: GridRow[];
  /** Merged ranges; the text stands in the first cell only, until `fillMerged` repeats it. */
  merges?: readonly MergedRange[];
  /** Where pictures lie, by the cell under their upper left corner. */
  pictures?: readonly GridPicture[];
}

/** Row from 1, column from 0. */
export interface GridPicture {
  row: number;
  column: number;
  /** Absent where a file keeps it in a way that is not read. */
  picture?: FoundPicture;
}

export interface GridRow {
  /** 1-based, as the spreadsheet program shows it. */
  row: number;
  /** Text by 0-based column; missing cells are ''. */
  cells: string[];
}

/** Rows from 1, columns from 0, both ends included. */
export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/**
 * Repeats the text of merged cells: down their first column, because one type or chapter may span many questions, or
 * everywhere, as if each cell had been filled. Only rows that the file has.
 */
export function fillMerged(grid: Grid, where: 'down' | 'everywhere'): Grid {
  if (!grid.merges?.length) return grid;
  const rows = grid.rows.map(({ row, cells }) => ({ row, cells: [...cells] }));
  const places = new Map(rows.map(({ row }, at) => [row, at]));
  for (const { top, left, bottom, right } of grid.merges) {
    const text = rows[places.get(top) ?? -1]?.cells[left] ?? '';
    const last = where === 'down' ? left : Math.min(right, READ_LIMITS.columns - 1);
    if (text === '' || left >= READ_LIMITS.columns) continue;
    for (let row = top; row <= bottom; row += 1) {
      const cells = rows[places.get(row) ?? -1]?.cells;
      if (cells === undefined) continue;
      while (cells.length < last) cells.push('');
      for (let column = left; column <= last; column += 1) cells[column] = text;
    }
  }
  return { ...grid, rows };
}

/** @throws UnreadableFileError when a cell is longer than any spreadsheet allows */
export function assertCells(grid: Grid): Grid {
  for (const { row, cells } of grid.rows) {
    if (cells.some((cell) => cell.length > READ_LIMITS.cellChars)) {
      throw new UnreadableFileError('cell-too-long', { sheet: grid.sheet, row, limit: READ_LIMITS.cellChars });
    }
  }
  return grid;
}

/** 0 → 'A', 26 → 'AA'. */
export function columnLetter(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** 'A' → 0, 'AA' → 26; -1 for anything that is no column of a spreadsheet. */
export function columnIndex(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return -1;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
