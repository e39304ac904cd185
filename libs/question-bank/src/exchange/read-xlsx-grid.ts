import exceljs from 'exceljs';
import { cellText } from './cell-text.js';
import type { Grid, GridRow } from './grid.js';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';
import { precheckPackage } from './zip-precheck.js';

// Parts that carry no text of a question. Some of them make the parser build an object per cell of a range.
const IGNORED_NODES = [
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

/**
 * The visible text of every sheet of an xlsx file, after the package was checked (law A20). The one reader of workbooks: the
 * roster import uses it too.
 *
 * @throws UnreadableFileError
 */
export async function readXlsxGrids(bytes: Uint8Array): Promise<Grid[]> {
  await precheckPackage(bytes);
  const workbook = new exceljs.Workbook();
  try {
    // exceljs declares its own Buffer type; any ArrayBuffer works.
    const copy = bytes.slice().buffer;
    await workbook.xlsx.load(copy, { ignoreNodes: IGNORED_NODES });
  } catch (cause) {
    throw new UnreadableFileError('not-a-workbook', {}, { cause });
  }
  return workbook.worksheets.map((sheet) => {
    const rows: GridRow[] = [];
    sheet.eachRow((row, number) => {
      const cells: string[] = [];
      row.eachCell((cell, column) => {
        if (column > READ_LIMITS.columns) return;
        cells[column - 1] = cellText(cell.value, cell.numFmt);
      });
      rows.push({ row: number, cells: Array.from(cells, (text) => text ?? '') });
    });
    return { sheet: sheet.name, hidden: sheet.state !== 'visible', rows };
  });
}
