import { ColumnProfile, isLetters, sampleRows } from '../columns/column-profile.js';
import type { ColumnMap } from '../columns/column-map.js';
import { isBlank } from '../grid.js';
import type { GridRow } from '../grid.js';
import { answerOf } from './flagged-options.js';
import type { Block, Layout, RawRow } from './layout.js';
import { readFields } from './read-fields.js';
import { optionTexts } from './wide-letters.js';

/** Where stems stand on the first row only, at least this share of the rows has none. */
const ROWS_WITHOUT_STEM = 0.4;

/**
 * One row per option: stem, type and the rest on the first row of a question, or repeated, or merged over its rows;
 * the answer as a mark behind each option, or as letters on the first row.
 */
export const rowPerOption: Layout = {
  name: 'row-per-option',
  fits: (block) => {
    const { fields, optionColumns } = block.map;
    const text = optionColumn(block);
    if (optionColumns.length >= 2 || fields.stem === undefined || text === undefined) return false;
    if (fields.isCorrect !== undefined) return true;
    const rows = sampleRows(block.rows);
    const [stems, options] = [new ColumnProfile(rows, fields.stem), new ColumnProfile(rows, text)];
    return options.fill >= 0.8 && (1 - stems.fill >= ROWS_WITHOUT_STEM || labelColumn(block, text) !== undefined);
  },
  *read(block) {
    const text = optionColumn(block) ?? 0;
    const label = labelColumn(block, text);
    for (const group of groups(block.rows, block.map, label)) yield readGroup(group, block.map, text, label);
  },
};

/** «选项» beside «选项内容» holds the letter. */
function optionColumn({ map: { fields } }: Block): number | undefined {
  return fields.optionText ?? fields.options;
}

function labelColumn({ map: { fields }, rows }: Block, text: number): number | undefined {
  if (fields.optionLabel !== undefined) return fields.optionLabel;
  const { options } = fields;
  if (options === undefined || options === text) return undefined;
  return new ColumnProfile(sampleRows(rows), options).share(isLetters) === 1 ? options : undefined;
}

/**
 * A new question begins where the number or the stem changes, or where the letters begin again. Where stems stand on
 * first rows only, each of them begins one, even if two follow each other with the same words.
 */
function* groups(rows: readonly GridRow[], map: ColumnMap, label: number | undefined): Generator<GridRow[]> {
  const { stem, number } = map.fields;
  const cell = (row: GridRow | undefined, column: number | undefined): string =>
    column === undefined ? '' : (row?.cells[column] ?? '').trim();
  const sparse = stem !== undefined && 1 - new ColumnProfile(rows, stem).fill >= ROWS_WITHOUT_STEM / 2;
  let group: GridRow[] = [];
  for (const row of rows) {
    const first = group[0];
    const isNew = (column: number | undefined): boolean =>
      cell(row, column) !== '' && cell(row, column) !== cell(first, column);
    const restarts = label !== undefined && group.length > 0 && /^[AaＡ]/.test(cell(row, label));
    const begins = sparse && cell(row, stem) !== '';
    if (first !== undefined && (begins || isNew(stem) || isNew(number) || restarts)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

function readGroup(group: readonly GridRow[], map: ColumnMap, text: number, label: number | undefined): RawRow {
  const first = group[0] as GridRow;
  const filled = group.filter((row) => !isBlank(row.cells[text]));
  const { isCorrect } = map.fields;
  const { options, printed } = optionTexts(filled.map((row) => row.cells[text] ?? ''));
  const letters = label === undefined ? printed : filled.map((row) => letterOf(row.cells[label] ?? ''));
  const raw = firstOf(group, map);
  const marks = isCorrect === undefined ? [] : filled.map((row) => row.cells[isCorrect] ?? '');
  const marked = marks.some((mark) => !isBlank(mark));
  const columns = { ...raw.columns, options: text, answer: marked ? isCorrect : raw.columns.answer };
  return {
    ...raw,
    row: first.row,
    options,
    printed: letters,
    answer: marked ? answerOf(marks) : raw.answer,
    columns: defined(columns),
  };
}

/** The parts that belong to the whole question, each from the first row of the group that has it. */
function firstOf(group: readonly GridRow[], map: ColumnMap): RawRow {
  const width = Math.max(...group.map((row) => row.cells.length));
  const cells = Array.from(
    { length: width },
    (_, column) => group.find((row) => !isBlank(row.cells[column]))?.cells[column] ?? '',
  );
  return readFields({ row: group[0]?.row ?? 0, cells }, map);
}

function letterOf(text: string): string {
  return /[A-H]/.exec(text.normalize('NFKC').toUpperCase())?.[0] ?? '';
}

function defined(columns: RawRow['columns'] & { answer?: number | undefined }): RawRow['columns'] {
  const { answer, ...rest } = columns;
  return answer === undefined ? rest : { ...rest, answer };
}
