import { stemCleaner } from './clean-text.js';
import { startsWith } from './decode-text.js';
import type { FileHead } from './file-head.js';
import type { FormatReader } from './formats.js';
import { assertCells, columnLetter } from './grid.js';
import type { Grid } from './grid.js';
import { isBlankRow } from './header.js';
import { detectLayout } from './layouts/detect-layout.js';
import type { LayoutMatch } from './layouts/layout.js';
import { looksDelimited, readCsvGrid } from './read-csv-grid.js';
import type { QuestionFile } from './read-options.js';
import type { DoubtfulRow, ReadResult } from './read-result.js';
import { readXlsxGrids } from './read-xlsx-grid.js';
import { ResultCollector, newSheet } from './result-collector.js';
import { rowToQuestion } from './row-to-question.js';
import type { RowRemark } from './row-to-question.js';
import { GUIDE_SHEET } from './template.js';
import { UnreadableFileError } from './unreadable-file.js';

/** .xlsx and .csv. Layouts are recognised sheet by sheet; sheets without questions are left alone and listed. */
export const spreadsheetReader: FormatReader = {
  id: 'spreadsheet',
  extensions: ['xlsx', 'xlsm', 'xls', 'csv', 'tsv'],
  detect: (head: FileHead): boolean =>
    head.parts.includes('xl/workbook.xml') || (head.text !== null && looksDelimited(head.text)),
  read: readSpreadsheet,
};

async function readSpreadsheet(file: QuestionFile): Promise<ReadResult> {
  const collector = new ResultCollector('spreadsheet');
  for (const grid of (await readGrids(file)).map(assertCells)) {
    if (grid.sheet === GUIDE_SHEET) continue;
    const match = detectLayout(grid);
    if (match === null) leaveAlone(collector, grid);
    else readSheet(collector, grid, match);
  }
  const { result } = collector;
  if (result.sheets.every((sheet) => sheet.layout === null)) throw new UnreadableFileError('no-questions-found');
  return result;
}

async function readGrids({ bytes, fileName }: QuestionFile): Promise<Grid[]> {
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsxGrids(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableFileError('old-or-encrypted-workbook');
  if (/\.xls[xmb]?$/i.test(fileName) || startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
    throw new UnreadableFileError('not-a-workbook');
  }
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  return [readCsvGrid(bytes, name.replace(/\.[^.]*$/, '') || name)];
}

function leaveAlone(collector: ResultCollector, grid: Grid): void {
  const rows = grid.rows.filter((row) => !isBlankRow(row)).length;
  if (rows > 0) collector.addSheet(newSheet(grid.sheet, null, { rows }));
}

function readSheet(collector: ResultCollector, { sheet }: Grid, match: LayoutMatch): void {
  const raws = match.rows.map(match.read);
  const cleanStem = stemCleaner(raws.map((raw) => raw.stem));
  const summary = collector.addSheet(newSheet(sheet, match.layout, { headerRow: match.headerRow, rows: raws.length }));
  for (const raw of raws) {
    const outcome = rowToQuestion(raw, cleanStem);
    if ('refusal' in outcome) {
      collector.refuse(summary, locate(sheet, raw.row, outcome.refusal));
      continue;
    }
    const doubts = outcome.doubts.map((doubt) => locate(sheet, raw.row, doubt));
    collector.accept(summary, outcome.draft, raw.row, doubts);
  }
}

function locate(sheet: string, row: number, remark: RowRemark): DoubtfulRow {
  const column = remark.column === null ? null : columnLetter(remark.column);
  const name = sheet.endsWith('表') ? sheet : `${sheet} 表`;
  const place = `${name} ${row} 行${column === null ? '' : ` ${column} 列`}`;
  return { sheet, row, column, code: remark.code, message: `${place}：${remark.message}` };
}
