import { correctField, optionField, toColumnMap } from './columns/column-map.js';
import type { ColumnGuess, ColumnMap } from './columns/column-map.js';
import { matchName, mayNameStem, normaliseHeader } from './columns/field-names.js';
import type { NameMatch } from './columns/field-names.js';
import type { Grid, GridRow } from './grid.js';
import { isBlank } from './grid.js';
import type { FieldName } from './read-options.js';

/** How far a name is trusted: all of it known, a part of it known, inferred from the columns beside it. */
export const TRUST = { exact: 1, loose: 0.7, inferred: 0.6 } as const;

const HEADER_SEARCH_ROWS = 30;
/** Names that must be known before a row without a stem or an answer is taken for a header. */
const PARTIAL_NAMES = 3;

export interface Header {
  /** Index into grid.rows of its last row. */
  at: number;
  /** Index of its first row; a header of two rows has «选项» above A, B, C, D. */
  from: number;
  names: string[];
  guesses: ColumnGuess[];
  /** Stem and answer are both named. */
  complete: boolean;
}

/** What the names of one row stand for; each field goes to the column with the best name. */
export function guessByNames(cells: readonly string[]): ColumnGuess[] {
  const matches = cells.map((cell) => matchName(normaliseHeader(cell)));
  spreadRepeated(matches);
  const best = new Map<FieldName, number>();
  matches.forEach((match, column) => {
    if (match === null) return;
    const rival = matches[best.get(match.field) ?? -1];
    if (rival === undefined || rival === null || isBetter(match, rival)) best.set(match.field, column);
  });
  return matches.map((match, column) => {
    const field = match !== null && best.get(match.field) === column ? match.field : null;
    return { column, field, trust: field === null ? 0 : match?.exact === true ? TRUST.exact : TRUST.loose };
  });
}

function isBetter(match: NameMatch, rival: NameMatch): boolean {
  return match.exact === rival.exact ? match.rank < rival.rank : match.exact;
}

/** «选项 | 选项 | 选项» are options A, B, C; each «是否正确» between them belongs to the option before it. */
function spreadRepeated(matches: (NameMatch | null)[]): void {
  const columnsOf = (field: FieldName): number[] =>
    matches.flatMap((match, column) => (match?.field === field && match.exact ? [column] : []));
  for (const field of ['options', 'optionText'] as const) {
    const columns = columnsOf(field);
    if (columns.length < 2) continue;
    columns.forEach((column, index) => (matches[column] = { field: optionField(index), rank: 0, exact: true }));
  }
  const flags = columnsOf('isCorrect');
  if (flags.length < 2) return;
  for (const column of flags) {
    const option = matches.slice(0, column).findLast((match) => /^option[A-H]$/.test(match?.field ?? ''));
    const index = 'ABCDEFGH'.indexOf(option?.field.at(-1) ?? '?');
    matches[column] = index === -1 ? null : { field: correctField(index), rank: 0, exact: true };
  }
}

/** True for a row that names a stem and an answer in full: a header, also when it is repeated further down. */
export function isHeaderRow(cells: readonly string[]): boolean {
  if (!cells.some(mayNameStem)) return false;
  const guesses = guessByNames(cells).filter((guess) => guess.trust === TRUST.exact);
  return hasStemAndAnswer(toColumnMap(guesses));
}

export function hasStemAndAnswer({ fields, correctColumns }: ColumnMap): boolean {
  const { stem, answer, answerText, isCorrect } = fields;
  const answered = answer ?? answerText ?? isCorrect;
  return stem !== undefined && (answered !== undefined || correctColumns.some((column) => column !== undefined));
}

/**
 * The first row, among the first that hold anything, that names a stem and an answer; titles above it are passed. If
 * there is none, the first that names enough of a question for its cells to tell the rest.
 */
export function findHeader(grid: Grid): Header | null {
  const places = grid.rows.flatMap((row, at) => (isBlankRow(row) ? [] : [at])).slice(0, HEADER_SEARCH_ROWS);
  const found = places.map((at) => headerAt(grid, at));
  return found.find((header) => header?.complete) ?? found.find((header) => header !== null) ?? null;
}

/** The header that begins at this place of grid.rows; null when the row names too little. */
export function headerAt(grid: Grid, at: number): Header | null {
  const upper = grid.rows[at]?.cells ?? [];
  const single = toHeader(at, at, upper);
  const joined = joinTwoRows(grid, at);
  const double = joined === null ? null : toHeader(at, at + 1, joined);
  const optionsOf = (header: Header | null): number =>
    header === null ? 0 : toColumnMap(header.guesses).optionColumns.length;
  const best = optionsOf(double) > optionsOf(single) ? double : single;
  if (best === null) return null;
  return best.complete || knownNames(best) >= PARTIAL_NAMES ? best : null;
}

/** Any row as a header, because somebody says that it is one. */
export function forcedHeader(grid: Grid, at: number): Header {
  return headerAt(grid, at) ?? toHeader(at, at, grid.rows[at]?.cells ?? []);
}

function toHeader(from: number, at: number, names: readonly string[]): Header {
  const guesses = guessByNames(names);
  return { from, at, names: [...names], guesses, complete: hasStemAndAnswer(toColumnMap(guesses)) };
}

function knownNames({ guesses }: Header): number {
  const exact = guesses.filter((guess) => guess.trust === TRUST.exact && guess.field !== 'number');
  const telling = exact.some((guess) => /^(?:stem|answer|option|correct)/.test(guess.field ?? ''));
  return telling ? exact.length : 0;
}

/** «选项» merged over four columns, with A, B, C, D in the row below: the names belong together. */
function joinTwoRows(grid: Grid, at: number): string[] | null {
  const upper = grid.rows[at];
  const lower = grid.rows[at + 1];
  if (upper === undefined || lower === undefined || lower.row !== upper.row + 1) return null;
  const spans = (grid.merges ?? []).filter(({ top, left, right }) => top === upper.row && right > left);
  if (spans.length === 0) return null;
  const names = [...upper.cells];
  for (const { left, right } of spans) {
    for (let column = left; column <= right && column < left + 8; column += 1) {
      const below = lower.cells[column] ?? '';
      if (!isBlank(below)) names[column] = `${upper.cells[left] ?? ''}${below}`;
    }
  }
  return Array.from(names, (name) => name ?? '');
}

export function isBlankRow(row: GridRow): boolean {
  return row.cells.every(isBlank);
}
