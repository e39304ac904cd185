import { UnreadableFileError, readXlsxGrids, type Grid } from '@zhian/question-bank';
import { UnreadableCsvError, readCsv } from '../read-csv.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export const MAX_ROSTER_ROWS = 20_000;

/** The visible text of an xlsx or csv file; the content decides, not the name. @throws UnreadableRosterError */
export async function readSheets(bytes: Buffer, fileName: string): Promise<Grid[]> {
  if (bytes.length === 0) throw new UnreadableRosterError('这份文件是空的。');
  const workbook =
    bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.readUInt8(0) === 0xd0 || /\.xls[xmb]?$/i.test(fileName);
  try {
    if (workbook) return (await readXlsxGrids(bytes)).filter((sheet) => sheet.hidden !== true);
    return [{ sheet: fileName.replace(/\.[^.]*$/, ''), rows: readCsv(bytes, MAX_ROSTER_ROWS + 50) }];
  } catch (error) {
    if (error instanceof UnreadableCsvError || error instanceof UnreadableFileError)
      throw new UnreadableRosterError(error.message, { cause: error });
    throw error;
  }
}
