import type { GridRow } from '../grid.js';
import { TRUST } from '../header.js';
import type { FieldName } from '../read-options.js';
import { toColumnMap, optionField } from './column-map.js';
import type { ColumnGuess } from './column-map.js';
import { ColumnProfile, isLetters, isTruth, isType } from './column-profile.js';

const SURE = 0.8;
const LEAST_STEM = 4;

/**
 * Fills what the names left open from the cells: a column of types under another name, the stem, the answer, and
 * options without a header of their own («选项» over four columns). `rows` is a sample of the data rows.
 */
export function completeColumns(
  guesses: readonly ColumnGuess[],
  names: readonly string[],
  rows: readonly GridRow[],
): ColumnGuess[] {
  const width = Math.max(guesses.length, ...rows.map((row) => row.cells.length));
  const result: ColumnGuess[] = Array.from(
    { length: width },
    (_, column) => guesses[column] ?? { column, field: null, trust: 0 },
  );
  if (rows.length === 0) return result;
  const profiles = result.map(({ column }) => new ColumnProfile(rows, column));
  const take = (column: number, field: FieldName): void => {
    result[column] = { column, field, trust: TRUST.inferred };
  };
  const has = (field: FieldName): boolean => result.some((guess) => guess.field === field);
  const find = (matches: (profile: ColumnProfile) => boolean, from: readonly (FieldName | null)[] = [null]): number =>
    result.findIndex(({ column, field }) => from.includes(field) && matches(profiles[column] as ColumnProfile));

  if (!has('type')) {
    // «类别» and «分类» are columns of types as often as not; their cells say which.
    const type = find((p) => p.fill >= 0.5 && p.share(isType) >= SURE, [null, 'category', 'knowledgePoint']);
    if (type !== -1) take(type, 'type');
  }
  if (!has('stem')) {
    const open = result.filter(({ field }) => field === null).map(({ column }) => column);
    const stem = open.reduce<number>(
      (top, column) => (lengthOf(profiles, column) > lengthOf(profiles, top) ? column : top),
      -1,
    );
    if (lengthOf(profiles, stem) >= LEAST_STEM) take(stem, 'stem');
  }
  if (!has('answer') && !has('answerText') && !has('isCorrect') && toColumnMap(result).correctColumns.length === 0) {
    const answer = find((p) => p.fill >= SURE && p.share((text) => isLetters(text) || isTruth(text)) >= SURE);
    if (answer !== -1) take(answer, 'answer');
  }
  takeUnnamedOptions(result, names, profiles, take);
  return result;
}

function lengthOf(profiles: readonly ColumnProfile[], column: number): number {
  const profile = profiles[column];
  return profile === undefined ? 0 : profile.length * profile.fill;
}

/** «选项» over the first of several columns, the others without a name: each is an option. */
function takeUnnamedOptions(
  guesses: readonly ColumnGuess[],
  names: readonly string[],
  profiles: readonly ColumnProfile[],
  take: (column: number, field: FieldName) => void,
): void {
  const map = toColumnMap(guesses);
  const first = map.fields.options ?? map.fields.optionText;
  if (first === undefined || map.optionColumns.length > 0) return;
  let last = first;
  const isFree = (column: number): boolean =>
    guesses[column]?.field === null && (names[column] ?? '').trim() === '' && (profiles[column]?.fill ?? 0) > 0;
  while (isFree(last + 1) && last - first < 7) last += 1;
  if (last === first) return;
  for (let column = first; column <= last; column += 1) take(column, optionField(column - first));
}
