import { toSpreadsheetCell } from '@zhian/question-bank';
import exceljs from 'exceljs';
import type { Worksheet } from 'exceljs';

/** Columns of the template and of the export, in this order; the reader knows more names for them (roster-columns.ts). */
export const ROSTER_TITLES = {
  name: '姓名',
  idType: '证件类型',
  idNumber: '证件号码',
  phone: '手机号',
  unit: '部门',
  post: '岗位',
  employmentType: '用工形式',
  rosterRole: '人员类别',
  startsOn: '入职日期',
} as const;
export type RosterColumn = keyof typeof ROSTER_TITLES;
export const ROSTER_COLUMNS = Object.keys(ROSTER_TITLES) as RosterColumn[];

export const ROSTER_SHEET = '花名册';
const WIDTHS: Readonly<Record<RosterColumn, number>> = {
  name: 12,
  idType: 20,
  idNumber: 24,
  phone: 16,
  unit: 24,
  post: 24,
  employmentType: 12,
  rosterRole: 16,
  startsOn: 14,
};

export function newRosterWorkbook(): { workbook: exceljs.Workbook; sheet: Worksheet } {
  const workbook = new exceljs.Workbook();
  workbook.creator = '知安';
  const sheet = workbook.addWorksheet(ROSTER_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  // Text columns: a spreadsheet program must not turn a document number into 1.1E+17 or 1/2 into a date.
  sheet.columns = ROSTER_COLUMNS.map((key) => ({
    header: ROSTER_TITLES[key],
    width: WIDTHS[key],
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  return { workbook, sheet };
}

/** Law A22: no cell can start a formula, and reading it back gives the text again. */
export function addRosterRow(sheet: Worksheet, cells: Readonly<Record<RosterColumn, string>>): void {
  sheet.addRow(ROSTER_COLUMNS.map((key) => (cells[key] === '' ? null : toSpreadsheetCell(cells[key]))));
}

export async function workbookBytes(workbook: exceljs.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
