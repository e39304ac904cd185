import { assertKnownSheets } from './apply-correction.js';
import { stemCleaner } from './clean-text.js';
import { decodeHead, isText, startsWith } from './decode-text.js';
import type { FileHead } from './file-head.js';
import type { FormatReader } from './formats.js';
import { assertCells, columnLetter } from './grid.js';
import type { Grid } from './grid.js';
import { isBlankRow } from './header.js';
import type { QuestionImage } from '../model/question.js';
import type { RawRow } from './layouts/layout.js';
import { stemsOf } from './layouts/read-fields.js';
import { Pace } from './pace.js';
import { PictureIntake } from './picture-intake.js';
import { csvGrid, looksDelimited } from './read-csv-grid.js';
import { htmlGrids, looksLikeTables } from './read-html-grid.js';
import type { QuestionFile, ReadOptions, SheetCorrection } from './read-options.js';
import type { DoubtfulRow, ReadResult, ReadSheet } from './read-result.js';
import { xlsxGrids } from './read-xlsx-grid.js';
import { ResultCollector, newSheet } from './result-collector.js';
import { rowToQuestion } from './row-to-question.js';
import type { RowOutcome, RowRemark } from './row-to-question.js';
import { planSheet, rowsWithEnds } from './sheet-plan.js';
import type { SheetPlan } from './sheet-plan.js';
import { SheetPictures } from './sheet-pictures.js';
import { GUIDE_SHEET } from './template.js';
import { UnreadableFileError } from './unreadable-file.js';

/** .xlsx, tables of a web page saved as .xls, and .csv. Sheets without questions are left alone and listed. */
export const spreadsheetReader: FormatReader = {
  id: 'spreadsheet',
  extensions: ['xlsx', 'xlsm', 'xls', 'csv', 'tsv'],
  detect: ({ parts, text }: FileHead): boolean =>
    parts.includes('xl/workbook.xml') || (text !== null && (looksLikeTables(text) || looksDelimited(text))),
  read: readSpreadsheet,
};

async function readSpreadsheet(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const collector = new ResultCollector('spreadsheet', options);
  const pace = new Pace(options);
  const pictures = PictureIntake.for(options);
  const seen: string[] = [];
  for await (const grid of gridsOf(file, options, pace)) {
    seen.push(grid.sheet);
    const correction = options.corrections?.sheets[grid.sheet];
    if (grid.sheet !== GUIDE_SHEET) await readGrid(collector, grid, pace, { correction, pictures });
    pace.sheetDone();
  }
  assertKnownSheets(options.corrections, seen);
  const { result } = collector;
  if (result.sheets.every((sheet) => sheet.layout === null) && options.keepUnrecognised !== true) {
    throw new UnreadableFileError('no-questions-found');
  }
  pace.end();
  return result;
}

/** The tables of a file, one after the other. @throws UnreadableFileError when there are none */
export function gridsOf(
  { bytes, fileName }: QuestionFile,
  { signal }: Pick<ReadOptions, 'signal'>,
  pace: Pace,
): AsyncIterable<Grid> {
  const options = { signal, onProgress: pace.read };
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  const title = name.replace(/\.[^.]*$/, '') || name;
  if (startsWith(bytes, [0x50, 0x4b])) return xlsxGrids(bytes, options);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableFileError('old-or-encrypted-workbook');
  if (isMarkup(bytes)) return htmlGrids(bytes, title, options);
  if (/\.xls[xmb]?$/i.test(fileName)) throw new UnreadableFileError('not-a-workbook');
  return csvGrid(bytes, title, options);
}

/** No table of cells begins with «<»; a web page or an XML file does. */
function isMarkup(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 512);
  return isText(head) && decodeHead(head).trimStart().startsWith('<');
}

/** How a table is read, beside what is guessed. */
interface GridReading {
  readonly correction?: SheetCorrection | undefined;
  readonly pictures?: PictureIntake | null;
}

/**
 * Recognises one table and adds its questions; other formats that hold tables use it too. Returns the summary, whose
 * `layout` is null when the table holds no questions that we understand.
 *
 * @throws UnreadableFileError when a cell is too long or the correction makes no sense
 */
export async function readGrid(
  collector: ResultCollector,
  grid: Grid,
  pace: Pace,
  { correction, pictures = null }: GridReading = {},
): Promise<ReadSheet | null> {
  const rows = assertCells(grid).rows.filter((row) => !isBlankRow(row)).length;
  if (rows === 0) return null;
  const plan = planSheet(grid, correction);
  const { layout, headerRow, columns, optionSeparator, type } = plan;
  if (layout === null || correction?.ignore === true) {
    return collector.addSheet(newSheet(grid.sheet, null, { rows, columns, type }));
  }
  const summary = newSheet(grid.sheet, layout, { headerRow, columns, optionSeparator, type });
  collector.addSheet(summary);
  await readRows(collector, summary, plan, pace, new SheetPictures(grid.pictures ?? [], pictures));
  const accepted = Object.values(summary.accepted).reduce((sum, count) => sum + count, 0);
  summary.confidence = Math.round(100 * plan.confidence * (summary.rows === 0 ? 0 : accepted / summary.rows)) / 100;
  return summary;
}

async function readRows(
  collector: ResultCollector,
  summary: ReadSheet,
  plan: SheetPlan,
  pace: Pace,
  pictures: SheetPictures,
): Promise<void> {
  const stems = plan.parts.flatMap(({ block }) => stemsOf(block));
  const cleanStem = stemCleaner(stems);
  const toQuestion = (raw: RawRow, images?: readonly QuestionImage[]): RowOutcome =>
    rowToQuestion(raw, cleanStem, images);
  pictures.markOptions(plan);
  for (const { raw, lastRow } of rowsWithEnds(plan)) {
    summary.rows += 1;
    const pictured = pictures.read(raw, lastRow, toQuestion);
    const outcome = pictured === null ? toQuestion(raw) : await pictured;
    if ('refusal' in outcome) collector.refuse(summary, locate(summary.sheet, raw.row, outcome.refusal));
    else {
      const doubts = outcome.doubts.map((doubt) => locate(summary.sheet, raw.row, doubt));
      collector.accept(summary, outcome.draft, raw.row, doubts);
    }
    // Awaiting nothing still costs a turn of the microtask queue, a hundred thousand times.
    const pause = collector.handOver() ?? pace.row(summary.rows, stems.length);
    if (pause !== undefined) await pause;
  }
  for (const { row, remark } of pictures.remarks(plan)) collector.doubt(locate(summary.sheet, row, remark));
}

function locate(sheet: string, row: number, remark: RowRemark): DoubtfulRow {
  const column = remark.column === null ? null : columnLetter(remark.column);
  const name = sheet.endsWith('表') ? sheet : `${sheet} 表`;
  const place = `${name} ${row} 行${column === null ? '' : ` ${column} 列`}`;
  return { sheet, row, column, code: remark.code, message: `${place}：${remark.message}` };
}
