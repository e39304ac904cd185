import exceljs from 'exceljs';
import { unzipSync, zipSync } from 'fflate';

/** The first day that a ZIP entry can be dated: no zone turns it into a year before 1980. */
const FIXED_DATE = new Date(1980, 0, 2);

/** An empty workbook whose properties hold fixed dates; `toWorkbookFile` does the same for the file around them. */
export function newWorkbook(): exceljs.Workbook {
  const workbook = new exceljs.Workbook();
  workbook.creator = '知安';
  workbook.created = new Date(0);
  workbook.modified = new Date(0);
  return workbook;
}

/** The workbook's file. The library dates each part with the clock; packed anew, equal content gives equal bytes. */
export async function toWorkbookFile(workbook: exceljs.Workbook): Promise<Uint8Array> {
  return zipSync(unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer())), { mtime: FIXED_DATE });
}
