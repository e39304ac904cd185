import type { QuestionType } from '../model/question.js';
import { applyCorrection, forcedHeaderPlace } from './apply-correction.js';
import { toColumnMap } from './columns/column-map.js';
import type { ColumnGuess, ColumnMap } from './columns/column-map.js';
import { sampleRows } from './columns/column-profile.js';
import { completeColumns } from './columns/complete-columns.js';
import { guessByContent } from './columns/guess-by-content.js';
import { describeColumns } from './columns/describe-columns.js';
import { fillMerged, isBlank } from './grid.js';
import type { Grid, GridRow } from './grid.js';
import { findHeader, forcedHeader, guessByNames, isBlankRow, isHeaderRow } from './header.js';
import type { Header } from './header.js';
import { layoutOf } from './layouts/all-layouts.js';
import type { Block, Layout, RawRow } from './layouts/layout.js';
import { rowPerOption } from './layouts/row-per-option.js';
import type { SheetCorrection } from './read-options.js';
import type { ReadColumn } from './read-result.js';
import { headingOf, typeOfName } from './sheet-type.js';
import { findSeparator, namedSeparator } from './split-options.js';

/** Cells that are looked at to find what separates options. */
const SEPARATOR_SAMPLE = 2000;

/** How a sheet will be read, before any of its rows is. */
export interface SheetPlan {
  /** null: no questions that we understand. */
  layout: string | null;
  headerRow: number | null;
  columns: ReadColumn[];
  optionSeparator: string | null;
  type: QuestionType | null;
  /** How sure the columns are that a question cannot do without. */
  confidence: number;
  parts: Part[];
}

/** Rows that are read the same way: below one header, under one heading. */
export interface Part {
  layout: Layout;
  block: Block;
  type: QuestionType | null;
  /** Words of a heading whose type we do not take; its rows are refused with them. */
  foreignType: string | null;
}

/** Looks at a sheet and says how to read it. @throws UnreadableFileError when the correction makes no sense */
export function planSheet(original: Grid, correction: SheetCorrection = {}): SheetPlan {
  const grid = fillMerged(original, 'down');
  const header = headerOf(grid, correction);
  const below = grid.rows.slice(header === null ? 0 : header.at + 1).filter((row) => !isBlankRow(row));
  const names = header?.names ?? [];
  const guessed = guessColumns(header, below);
  const guesses = applyCorrection(grid, guessed ?? [], correction);
  const type = correction.type === undefined ? typeOfSheet(grid, header) : correction.type;
  const parts = guessed === null && correction.columns === undefined ? [] : partsOf(below, guesses, correction, type);
  const first = parts[0];
  const taken = first === undefined ? guesses : guesses.map((guess) => asSettled(guess, first.block.map));
  const columns = describeColumns({ guesses: taken, names, rows: sampleRows(below), correction });
  return {
    layout: first === undefined ? null : header === null ? `headerless-${first.layout.name}` : first.layout.name,
    headerRow: header === null ? null : (grid.rows[header.at]?.row ?? null),
    columns: columns.shown,
    optionSeparator: first?.layout.name === 'options-in-one-cell' ? (first.block.separator?.shown ?? null) : null,
    type,
    confidence: first === undefined ? 0 : columns.confidence,
    parts,
  };
}

/** A question in the file's own words, with the last of the rows that it stands in. */
export interface PlacedRow {
  raw: RawRow;
  lastRow: number;
}

/** The questions of a planned sheet, one after the other. */
export function* rowsWithEnds({ parts }: SheetPlan): Generator<PlacedRow> {
  for (const part of parts) {
    let open: RawRow | null = null;
    for (const raw of rawRowsOf(part)) {
      if (open !== null) yield { raw: open, lastRow: raw.row - 1 };
      open = raw;
    }
    if (open !== null) yield { raw: open, lastRow: part.block.rows.at(-1)?.row ?? open.row };
  }
}

export function* rawRowsOf({ layout, block, type, foreignType }: Part): Generator<RawRow> {
  for (const raw of layout.read(block)) {
    const stated = isBlank(raw.type) && foreignType !== null ? foreignType : raw.type;
    yield { ...raw, type: stated, usualType: type };
  }
}

function headerOf(grid: Grid, correction: SheetCorrection): Header | null {
  if (correction.headerRow === null) return null;
  if (correction.headerRow !== undefined) return forcedHeader(grid, forcedHeaderPlace(grid, correction.headerRow));
  return findHeader(grid);
}

function guessColumns(header: Header | null, below: readonly GridRow[]): ColumnGuess[] | null {
  const rows = sampleRows(below).filter((row) => !isHeaderRow(row.cells) && headingOf(row) === null);
  return header === null ? guessByContent(rows) : completeColumns(header.guesses, header.names, rows);
}

function typeOfSheet(grid: Grid, header: Header | null): QuestionType | null {
  const titles = header === null ? [] : grid.rows.slice(0, header.from).flatMap((row) => row.cells);
  const named = typeOfName(grid.sheet);
  if (named !== null) return named;
  const types = new Set(
    titles
      .filter((title) => !isBlank(title))
      .map(typeOfName)
      .filter((type) => type !== null),
  );
  return types.size === 1 ? ([...types][0] ?? null) : null;
}

/** Cuts the rows at repeated headers, whose columns may differ, and at headings, which say the type of what follows. */
function partsOf(
  rows: readonly GridRow[],
  guesses: readonly ColumnGuess[],
  correction: SheetCorrection,
  usualType: QuestionType | null,
): Part[] {
  const parts: Part[] = [];
  let map = settled(toColumnMap(guesses), rows);
  let type = usualType;
  let foreignType: string | null = null;
  let open: GridRow[] = [];
  const close = (): void => {
    const block: Block = { map, rows: open, separator: null };
    const layout = open.length === 0 ? null : layoutOf(block);
    if (layout !== null) {
      parts.push({ layout, block: { ...block, separator: separatorOf(block, correction) }, type, foreignType });
    }
    open = [];
  };
  for (const row of rows) {
    const heading = headingOf(row);
    if (isHeaderRow(row.cells)) {
      close();
      if (correction.columns === undefined) map = settled(toColumnMap(guessByNames(row.cells)), rows);
    } else if (heading !== null) {
      close();
      type = correction.type === undefined ? (heading.type ?? usualType) : usualType;
      foreignType = heading.type === null ? heading.text : null;
    } else open.push(row);
  }
  close();
  return parts;
}

/**
 * Settles names that mean one thing or another: «选项内容» holds all options unless each has a row of its own, and
 * «对错» is the answer where there are no options to be marked.
 */
function settled(map: ColumnMap, rows: readonly GridRow[]): ColumnMap {
  const fields = { ...map.fields };
  const perOption = rowPerOption.fits({ map, rows, separator: null });
  if (perOption) return map;
  if (fields.options === undefined && fields.optionText !== undefined) fields.options = fields.optionText;
  const unmarked = map.optionColumns.length === 0 && fields.options === undefined;
  if (unmarked && fields.answer === undefined && fields.isCorrect !== undefined) fields.answer = fields.isCorrect;
  return { ...map, fields };
}

/** What a column is shown as: what `settled` made of its name, since a person looks for «答案» and not for a mark. */
function asSettled(guess: ColumnGuess, { fields }: ColumnMap): ColumnGuess {
  if (guess.field === 'isCorrect' && fields.answer === guess.column) return { ...guess, field: 'answer' };
  if (guess.field === 'optionText' && fields.options === guess.column) return { ...guess, field: 'options' };
  return guess;
}

function separatorOf({ map, rows }: Block, correction: SheetCorrection): Block['separator'] {
  const column = map.fields.options;
  if (column === undefined) return null;
  if (typeof correction.optionSeparator === 'string') return namedSeparator(correction.optionSeparator);
  return findSeparator(sampleRows(rows, SEPARATOR_SAMPLE).map((row) => row.cells[column] ?? ''));
}
