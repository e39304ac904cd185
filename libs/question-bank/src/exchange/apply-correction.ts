import { QUESTION_TYPES } from '../model/question.js';
import { isFieldName } from './columns/field-names.js';
import { toColumnMap } from './columns/column-map.js';
import type { ColumnGuess } from './columns/column-map.js';
import { columnIndex } from './grid.js';
import type { Grid } from './grid.js';
import { hasStemAndAnswer, isBlankRow } from './header.js';
import { FIELD_TITLES } from './columns/field-titles.js';
import type { FieldName, FileCorrections, SheetCorrection } from './read-options.js';
import { UnreadableFileError } from './unreadable-file.js';

const LONGEST_SEPARATOR = 10;

function wrong(sheet: string, reason: string): UnreadableFileError {
  return new UnreadableFileError('correction-wrong', { sheet, reason });
}

/** @throws UnreadableFileError when a correction is for a sheet that the file does not have */
export function assertKnownSheets(corrections: FileCorrections | undefined, sheets: readonly string[]): void {
  for (const sheet of Object.keys(corrections?.sheets ?? {})) {
    if (!sheets.includes(sheet)) throw wrong(sheet, '这份文件里没有这张表');
  }
}

/** Index into grid.rows of the row that is said to be the header. @throws UnreadableFileError */
export function forcedHeaderPlace(grid: Grid, row: number): number {
  const at = grid.rows.findIndex((candidate) => candidate.row === row && !isBlankRow(candidate));
  if (at === -1) throw wrong(grid.sheet, `第 ${row} 行没有内容，不能当表头`);
  return at;
}

/** The guess with what a person says put over it. @throws UnreadableFileError when that makes no sense */
export function applyCorrection(
  grid: Grid,
  guesses: readonly ColumnGuess[],
  correction: SheetCorrection,
): ColumnGuess[] {
  checkRest(grid.sheet, correction);
  const { columns } = correction;
  if (columns === undefined) return [...guesses];
  const width = Math.max(guesses.length, ...grid.rows.map((row) => row.cells.length));
  const given = new Map<number, FieldName | null>();
  for (const [letter, field] of Object.entries(columns)) {
    const column = columnIndex(letter);
    if (column === -1 || column >= width) throw wrong(grid.sheet, `没有 ${letter} 列`);
    if (field !== null && !isFieldName(field)) throw wrong(grid.sheet, `${letter} 列的用途「${String(field)}」不认识`);
    given.set(column, field);
  }
  const taken = assertOnce(grid.sheet, given, columns);
  const result = Array.from({ length: width }, (_, column): ColumnGuess => {
    const said = given.get(column);
    if (said !== undefined) return { column, field: said, trust: 1 };
    const guess = guesses[column];
    // What a person gives to another column is no longer guessed here.
    const free = guess !== undefined && guess.field !== null && !taken.has(guess.field);
    return free ? guess : { column, field: null, trust: 0 };
  });
  assertEnough(grid.sheet, result);
  return result;
}

function assertOnce(
  sheet: string,
  given: ReadonlyMap<number, FieldName | null>,
  columns: Readonly<Record<string, FieldName | null>>,
): Set<FieldName> {
  const taken = new Set<FieldName>();
  for (const field of given.values()) {
    if (field === null) continue;
    if (taken.has(field)) {
      const letters = Object.entries(columns).flatMap(([letter, other]) => (other === field ? [letter] : []));
      throw wrong(sheet, `「${FIELD_TITLES[field]}」指了 ${letters.join('、')} 几列，只能指一列`);
    }
    taken.add(field);
  }
  return taken;
}

function assertEnough(sheet: string, guesses: readonly ColumnGuess[]): void {
  const map = toColumnMap(guesses);
  if (map.fields.stem === undefined) throw wrong(sheet, '还没有指出哪一列是题干');
  if (!hasStemAndAnswer(map)) throw wrong(sheet, '还没有指出哪一列是答案');
  const options = guesses.flatMap(({ field }) => (/^option[A-H]$/.test(field ?? '') ? [field as FieldName] : []));
  if (options.length > map.optionColumns.length) {
    const missing = `option${'ABCDEFGH'[map.optionColumns.length] ?? 'H'}` as FieldName;
    throw wrong(sheet, `选项列中间缺了「${FIELD_TITLES[missing]}」`);
  }
}

function checkRest(sheet: string, { type, optionSeparator }: SheetCorrection): void {
  if (type !== undefined && type !== null && !QUESTION_TYPES.includes(type)) {
    throw wrong(sheet, '题型只有单选、多选、判断三种');
  }
  if (typeof optionSeparator === 'string' && (optionSeparator === '' || optionSeparator.length > LONGEST_SEPARATOR)) {
    throw wrong(sheet, `选项之间的分隔写 1 到 ${LONGEST_SEPARATOR} 个字符`);
  }
}
