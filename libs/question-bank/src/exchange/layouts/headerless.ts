import { isBlank } from '../grid.js';
import type { GridRow } from '../grid.js';
import { isBlankRow } from '../header.js';
import type { ColumnMap } from '../header.js';
import { findSeparator } from '../split-options.js';
import { parseTruth, parseType } from '../type-words.js';
import type { Layout, LayoutMatch } from './layout.js';
import { oneCellReader } from './options-in-one-cell.js';
import { readWide } from './wide-letters.js';

/** Share of rows that must agree before a column without a name is believed to be what it looks like. */
const SURE = 0.8;
const MIN_ROWS = 3;

const LETTERS = /^\s*[A-Ha-hＡ-Ｈ][\sA-Ha-hＡ-Ｈ,，、;；|]*$/;

/**
 * A sheet without header whose columns say by themselves what they are: one of answers, one of long texts, options
 * either in one cell or in the columns between stem and answer, and (but not always) one of types.
 */
export const headerless: Layout = (grid) => {
  const rows = grid.rows.filter((row) => !isBlankRow(row));
  if (rows.length < MIN_ROWS) return null;
  const type = findColumn(rows, (text) => parseType(text) !== undefined);
  // Without a column of types, a column of 1 and 0 could be anything.
  const isAnswer = (text: string): boolean =>
    LETTERS.test(text) || (parseTruth(text) !== undefined && (type !== null || !/^\s*[01]\s*$/.test(text)));
  const answer = findColumn(rows, isAnswer, type);
  if (answer === null) return null;
  return (type === null ? null : oneCell(rows, type, answer)) ?? wide(rows, type, answer);
};

function oneCell(rows: GridRow[], type: number, answer: number): LayoutMatch | null {
  const others = columnsOf(rows).filter((column) => column !== type && column !== answer);
  const options = others.find((column) => {
    const cells = rows.map((row) => row.cells[column] ?? '');
    const filled = cells.filter((cell) => !isBlank(cell)).length;
    return filled >= rows.length * SURE && (findSeparator(cells)?.name ?? 'semicolon') !== 'semicolon';
  });
  if (options === undefined) return null;
  const stem = longest(
    rows,
    others.filter((column) => column !== options),
  );
  if (stem === null) return null;
  const knowledgePoint = others.find((column) => column < stem && isRepeating(rows, column));
  const map: ColumnMap = { fields: { type, answer, options, stem, knowledgePoint }, optionColumns: [] };
  return { layout: 'headerless-one-cell', headerRow: null, rows, read: oneCellReader(rows, map) };
}

function wide(rows: GridRow[], type: number | null, answer: number): LayoutMatch | null {
  const before = columnsOf(rows).filter((column) => column < answer && column !== type);
  const stem = longest(rows, before);
  if (stem === null) return null;
  const optionColumns = before.filter((column) => column > stem);
  const isJudgement =
    rows.filter((row) => parseTruth(row.cells[answer] ?? '') !== undefined).length >= rows.length * SURE;
  if (optionColumns.length < 2 && !(optionColumns.length === 0 && isJudgement)) return null;
  const fields = type === null ? { answer, stem } : { type, answer, stem };
  const map: ColumnMap = { fields, optionColumns };
  return { layout: 'headerless-wide', headerRow: null, rows, read: (row) => readWide(row, map) };
}

function columnsOf(rows: readonly GridRow[]): number[] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, column) => column);
}

function findColumn(
  rows: readonly GridRow[],
  matches: (text: string) => boolean,
  except?: number | null,
): number | null {
  const found = columnsOf(rows).find(
    (column) =>
      column !== except && rows.filter((row) => matches(row.cells[column] ?? '')).length >= rows.length * SURE,
  );
  return found ?? null;
}

function longest(rows: readonly GridRow[], columns: readonly number[]): number | null {
  const length = (column: number): number => rows.reduce((sum, row) => sum + (row.cells[column]?.length ?? 0), 0);
  const best = columns.reduce<number | null>(
    (top, column) => (top === null || length(column) > length(top) ? column : top),
    null,
  );
  return best !== null && length(best) >= rows.length * 4 ? best : null;
}

/** A column of few distinct values names a chapter or trade. */
function isRepeating(rows: readonly GridRow[], column: number): boolean {
  const values = rows
    .map((row) => row.cells[column] ?? '')
    .filter((text) => !isBlank(text) && !/^\d+$/.test(text.trim()));
  return values.length >= rows.length * SURE && new Set(values).size * 2 <= values.length;
}
