import type { Fill, Row, Worksheet } from 'exceljs';
import { QUESTION_TYPE_NAMES } from '../model/question.js';
import type { ColumnMap } from './columns/column-map.js';
import { correctField, optionField } from './columns/column-map.js';
import { FIELD_TITLES } from './columns/field-titles.js';
import { matchName, normaliseHeader } from './columns/field-names.js';
import type { Grid, GridPicture, GridRow } from './grid.js';
import { columnLetter, columnIndex, isBlank } from './grid.js';
import type { RawRow } from './layouts/layout.js';
import { stemsOf } from './layouts/read-fields.js';
import { LOST_PICTURE } from './lost-picture.js';
import { Pace } from './pace.js';
import type { FieldName, QuestionFile, ReadOptions } from './read-options.js';
import { stemCleaner } from './clean-text.js';
import { gridsOf } from './read-spreadsheet.js';
import { rowToQuestion } from './row-to-question.js';
import type { RowOutcome, RowRemark } from './row-to-question.js';
import type { RefusedRow } from './read-result.js';
import { planSheet, rawRowsOf } from './sheet-plan.js';
import type { Part, SheetPlan } from './sheet-plan.js';
import { isDangerousCell } from './spreadsheet-cell.js';
import { GUIDE_SHEET } from './template.js';
import { escapeForXml, newWorkbook, sheetName, toWorkbookFile } from './workbook-file.js';

/** Header of the column that says why; it is no field of a question, so that reading passes over it. */
export const REASON_COLUMN = '没有导入的原因';

const MARK: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } };
const WIDTHS = { cell: 22, reason: 60 };

/** One question that was not taken: its rows as they stand in the file, and why. */
interface RefusedQuestion {
  readonly rows: readonly GridRow[];
  readonly remark: RowRemark;
}

/** A cell of the file. */
interface Place {
  readonly row: number;
  readonly column: number;
}

export interface RefusedOptions extends Pick<ReadOptions, 'corrections' | 'signal'> {
  /** What an earlier reading refused, where it took pictures: those are not looked at again. */
  refused?: readonly RefusedRow[];
}

/**
 * The rows of a table file that are no questions, as a workbook to be mended and read again: the sheets and cells of the
 * file, the cell in question coloured, and the reason in a column of its own. What was understood of a sheet stands in its
 * header and in the type of each row, so that the workbook is read without the corrections of the first time. Where a
 * picture lay, words ask for it, and reading refuses the row while it holds them: no question is taken without a picture
 * that it had. Law A22 holds: no cell can start a formula.
 *
 * @returns null when nothing was refused
 * @throws UnreadableFileError as `readQuestionFile` does
 */
export async function writeRefusedRows(file: QuestionFile, options: RefusedOptions = {}): Promise<Uint8Array | null> {
  const workbook = await newWorkbook();
  for await (const grid of gridsOf(file, options, new Pace(options))) {
    if (grid.sheet === GUIDE_SHEET) continue;
    const parts = refusedParts(grid, options);
    if (parts.length === 0) continue;
    const names = workbook.worksheets.map(({ name }) => name);
    addSheet(workbook.addWorksheet(sheetName(grid.sheet, names), { views: [{ state: 'frozen', ySplit: 1 }] }), parts);
  }
  return workbook.worksheets.length === 0 ? null : toWorkbookFile(workbook);
}

interface RefusedPart {
  readonly header: readonly string[];
  /** Of the type in the rows; the column behind the last one where the sheet has none. */
  readonly typeColumn: number;
  readonly type: string;
  readonly refused: readonly RefusedQuestion[];
}

function refusedParts(grid: Grid, { corrections, refused: before }: RefusedOptions): RefusedPart[] {
  const correction = corrections?.sheets[grid.sheet];
  const plan = planSheet(grid, correction);
  if (plan.layout === null || correction?.ignore === true) return [];
  const cleanStem = stemCleaner(plan.parts.flatMap(({ block }) => stemsOf(block)));
  return plan.parts.flatMap((part): RefusedPart[] => {
    const known = before?.filter(({ sheet }) => sheet === grid.sheet);
    const refused = refusedOf(part, known ? refusalsIn(known) : (raw) => refusalOf(rowToQuestion(raw, cleanStem)));
    const pictured = refused.map((question) => withWords(question, part, grid.pictures ?? []));
    return refused.length === 0 ? [] : [{ ...headerOf(plan, part), refused: pictured }];
  });
}

type RefusalOf = (raw: RawRow) => RowRemark | null;

function refusalOf(outcome: RowOutcome): RowRemark | null {
  return 'refusal' in outcome ? outcome.refusal : null;
}

function refusalsIn(refused: readonly RefusedRow[]): RefusalOf {
  const byRow = new Map(refused.map((row) => [row.row, row]));
  return ({ row }) => {
    const known = byRow.get(row);
    return known ? { ...known, column: known.column === null ? null : columnIndex(known.column) } : null;
  };
}

function refusedOf(part: Part, refusal: RefusalOf): RefusedQuestion[] {
  const { rows } = part.block;
  const raws = [...rawRowsOf(part)];
  const places = new Map(rows.map(({ row }, at) => [row, at]));
  return raws.flatMap((raw, index): RefusedQuestion[] => {
    const remark = refusal(raw);
    if (remark === null) return [];
    const from = places.get(raw.row) ?? 0;
    const to = places.get(raws[index + 1]?.row ?? -1) ?? rows.length;
    return [{ rows: rows.slice(from, to), remark }];
  });
}

/** The question with words in the cells where its pictures lay. */
function withWords(question: RefusedQuestion, { block }: Part, pictures: readonly GridPicture[]): RefusedQuestion {
  const { rows } = question;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return question;
  const places = pictures
    .filter(({ row }) => row >= first.row && row <= last.row)
    .flatMap((picture) => placesOf(picture, rows, block.map));
  if (places.length === 0) return question;
  const worded = rows.map(({ row, cells }): GridRow => {
    const lost = new Set(places.filter((place) => place.row === row).map(({ column }) => column));
    const width = Math.max(cells.length, ...[...lost].map((column) => column + 1));
    const texts = Array.from({ length: width }, (_, at) => `${cells[at] ?? ''}${lost.has(at) ? LOST_PICTURE : ''}`);
    return { row, cells: texts };
  });
  return { ...question, rows: worded };
}

/** As reading does, what lies in no cell of an option or of the solution belongs to what is asked. */
function placesOf({ row, column }: GridPicture, rows: readonly GridRow[], map: ColumnMap): Place[] {
  const { stem = 0, options, optionText, explanation } = map.fields;
  if ([options, optionText, explanation, ...map.optionColumns].includes(column)) {
    return [{ row: rows.findLast((candidate) => candidate.row <= row)?.row ?? row, column }];
  }
  // A stem that is repeated on each row of its question would begin another one where it had other words.
  const asked = rows[0]?.cells[stem];
  return rows.flatMap(({ row: at, cells }, index) =>
    index === 0 || (!isBlank(asked) && cells[stem] === asked) ? [{ row: at, column: stem }] : [],
  );
}

/** The file's own names where they say what the columns were taken for; our own where a person had to say it. */
function headerOf(plan: SheetPlan, { block, type, foreignType }: Part): Omit<RefusedPart, 'refused'> {
  const names = new Map(plan.columns.map(({ column, header }) => [column, header]));
  const uses = usesOf(block.map);
  const width = Math.max(...block.rows.map(({ cells }) => cells.length), ...[...uses.keys()].map((at) => at + 1));
  const header = Array.from({ length: width }, (_, at) => {
    const name = names.get(columnLetter(at)) ?? '';
    const use = uses.get(at) ?? [];
    const says = matchName(normaliseHeader(name))?.field ?? null;
    if (says === null ? use.length === 0 : use.includes(says)) return name;
    // A name that is no longer believed would be believed again.
    return use[0] === undefined ? '' : FIELD_TITLES[use[0]];
  });
  const said = foreignType ?? (type === null ? '' : QUESTION_TYPE_NAMES[type]);
  const typeColumn = block.map.fields.type ?? width;
  if (said !== '' && typeColumn === width) header.push(FIELD_TITLES.type);
  return { header, typeColumn, type: said };
}

/** What each column was read as; one that holds all options may be named in two ways. */
function usesOf({ fields, optionColumns, correctColumns }: ColumnMap): Map<number, FieldName[]> {
  const uses = new Map<number, FieldName[]>();
  const add = (at: number | undefined, field: FieldName): void => {
    if (at !== undefined) uses.set(at, [...(uses.get(at) ?? []), field]);
  };
  for (const [field, at] of Object.entries(fields)) add(at, field as FieldName);
  optionColumns.forEach((at, index) => add(at, optionField(index)));
  correctColumns.forEach((at, index) => add(at, correctField(index)));
  return uses;
}

function addSheet(sheet: Worksheet, parts: readonly RefusedPart[]): void {
  const reasonAt = Math.max(...parts.map(({ header }) => header.length)) + 1;
  sheet.columns = Array.from({ length: reasonAt }, (_, at) => ({
    width: at + 1 === reasonAt ? WIDTHS.reason : WIDTHS.cell,
    style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  }));
  let above = '';
  for (const { header, typeColumn, type, refused } of parts) {
    if (header.join('\n') !== above) {
      const row = fill(sheet.addRow([]), header);
      row.getCell(reasonAt).value = REASON_COLUMN;
      row.font = { bold: true };
      above = header.join('\n');
    }
    for (const { rows, remark } of refused) {
      rows.forEach(({ cells }, index) => {
        const row = fill(sheet.addRow([]), cells);
        if (index > 0) return;
        if (type !== '' && isBlank(cells[typeColumn])) row.getCell(typeColumn + 1).value = type;
        row.getCell(reasonAt).value = escapeForXml(remark.message);
        if (remark.column !== null) row.getCell(remark.column + 1).fill = MARK;
      });
    }
  }
}

function fill(row: Row, cells: readonly string[]): Row {
  cells.forEach((cell, at) => {
    if (cell === '') return;
    row.getCell(at + 1).value = escapeForXml(safeCell(cell));
    if (cell.includes(LOST_PICTURE)) row.getCell(at + 1).fill = MARK;
  });
  return row;
}

/** A cell that carries the mark already reads the same with it as it does in the file. */
function safeCell(cell: string): string {
  return isDangerousCell(cell) && !cell.startsWith("'") ? `'${cell}` : cell;
}
