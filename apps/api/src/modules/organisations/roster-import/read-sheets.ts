import exceljs from 'exceljs';
import type { CellValue } from 'exceljs';
import { UnreadableCsvError, readCsv } from '../read-csv.js';
import { checkPackage, notAWorkbook } from './check-package.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export interface SheetRow {
  /** 1-based, as the spreadsheet program shows it. */
  readonly row: number;
  /** Text by 0-based column; missing cells are ''. */
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export const MAX_ROSTER_ROWS = 20_000;
const MAX_COLUMNS = 64;
const IGNORED = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'extLst',
  'tableParts',
  'drawing',
  'legacyDrawing',
  'picture',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'autoFilter',
];

/** The visible text of an xlsx or csv file; the content decides, not the name. @throws UnreadableRosterError */
export async function readSheets(bytes: Buffer, fileName: string): Promise<Sheet[]> {
  if (bytes.length === 0) throw new UnreadableRosterError('这份文件是空的。');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes);
  if (/\.xls[xmb]?$/i.test(fileName) || bytes.readUInt8(0) === 0xd0) throw notAWorkbook();
  try {
    return [{ name: fileName.replace(/\.[^.]*$/, ''), rows: readCsv(bytes, MAX_ROSTER_ROWS + 50) }];
  } catch (error) {
    if (error instanceof UnreadableCsvError) throw new UnreadableRosterError(error.message, { cause: error });
    throw error;
  }
}

async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  await checkPackage(bytes);
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer, { ignoreNodes: IGNORED });
  } catch (cause) {
    throw notAWorkbook(cause);
  }
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => {
      const rows: SheetRow[] = [];
      sheet.eachRow((row, number) => {
        const cells: string[] = [];
        row.eachCell((cell, column) => {
          if (column <= MAX_COLUMNS) cells[column - 1] = textOf(cell.value);
        });
        rows.push({ row: number, cells: Array.from(cells, (text) => text ?? '') });
      });
      return { name: sheet.name, rows };
    });
}

/** What a person sees in the cell; a formula gives its stored result. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  // Beyond fifteen digits a spreadsheet has lost the rest; the check of the number then says so.
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'richText' in value) return value.richText.map((run) => run.text).join('');
  if (typeof value === 'object' && 'text' in value) return textOf(value.text as CellValue);
  if (typeof value === 'object' && 'result' in value) return textOf(value.result as CellValue);
  return '';
}
