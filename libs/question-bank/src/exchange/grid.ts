import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';

/** A sheet as text: what every layout works on, whatever the file format was. */
export interface Grid {
  sheet: string;
  /** True when the author has hidden the sheet (lists of a template, say). */
  hidden?: boolean;
  rows: GridRow[];
}

export interface GridRow {
  /** 1-based, as the spreadsheet program shows it. */
  row: number;
  /** Text by 0-based column; missing cells are ''. */
  cells: string[];
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

export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
