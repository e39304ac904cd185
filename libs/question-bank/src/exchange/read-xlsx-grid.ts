import { fillMerged } from './grid.js';
import type { Grid } from './grid.js';
import { READ_LIMITS } from './read-limits.js';
import { readXml } from './read-xml.js';
import type { XmlOptions } from './read-xml.js';
import { readCellPictures, readPictures } from './xlsx/read-pictures.js';
import { SheetParser } from './xlsx/read-sheet.js';
import type { SheetContext } from './xlsx/read-sheet.js';
import { readWorkbook } from './xlsx/read-workbook.js';
import type { Workbook } from './xlsx/read-workbook.js';
import { stringsInto } from './xlsx/read-strings.js';
import { stylesInto } from './xlsx/read-styles.js';
import { ZipPackage } from './zip-package.js';

export interface GridOptions {
  signal?: AbortSignal | undefined;
  /** Called with the unpacked bytes read so far and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * The visible text of every sheet of an xlsx file, merged cells filled everywhere. The one reader of workbooks: the roster
 * import uses it too.
 *
 * @throws UnreadableFileError
 */
export async function readXlsxGrids(bytes: Uint8Array, options: GridOptions = {}): Promise<Grid[]> {
  const grids: Grid[] = [];
  for await (const grid of xlsxGrids(bytes, options)) grids.push(fillMerged(grid, 'everywhere'));
  return grids;
}

/**
 * The sheets of an xlsx file one after the other, so that only one of them is in memory, merged cells not yet filled.
 * The package's directory is checked before anything is unpacked, and the rest is counted while it streams by (law A20).
 *
 * @throws UnreadableFileError
 */
export async function* xlsxGrids(bytes: Uint8Array, options: GridOptions = {}): AsyncGenerator<Grid> {
  const zip = await ZipPackage.open(bytes);
  try {
    const tags = { count: 0, limit: READ_LIMITS.tags };
    const workbook = await readWorkbook(zip, { tags, signal: options.signal });
    const progress = progressOf(zip, workbook, options);
    const xml: XmlOptions = { tags, signal: options.signal, onBytes: progress };
    const context: SheetContext = {
      ...(await readCommon(zip, workbook, xml)),
      cellPictures: await readCellPictures(zip, { tags, signal: options.signal }),
      starts1904: workbook.starts1904,
      counts: { rows: 0, cells: 0, filled: 0, rangeCells: 0 },
    };
    for (const { name, hidden, part } of workbook.sheets) {
      const parser = new SheetParser(context);
      await readXml(zip.chunks(part), parser, xml);
      const pictures = [...parser.pictures, ...(await readPictures(zip, part, { tags, signal: options.signal }))];
      yield { sheet: name, hidden, rows: parser.finish(), merges: parser.merges, pictures };
    }
  } finally {
    zip.close();
  }
}

async function readCommon(zip: ZipPackage, workbook: Workbook, xml: XmlOptions) {
  const strings: string[] = [];
  const styles: SheetContext['styles'][number][] = [];
  if (workbook.stylesPart !== null) {
    const tags = { count: 0, limit: READ_LIMITS.styleTags };
    await readXml(zip.chunks(workbook.stylesPart), stylesInto(styles), { ...xml, tags });
  }
  if (workbook.stringsPart !== null) await readXml(zip.chunks(workbook.stringsPart), stringsInto(strings), xml);
  return { strings, styles };
}

function progressOf(zip: ZipPackage, workbook: Workbook, { onProgress }: GridOptions) {
  if (onProgress === undefined) return undefined;
  const parts = [workbook.stringsPart, workbook.stylesPart, ...workbook.sheets.map((sheet) => sheet.part)];
  const total = parts.reduce((sum, part) => sum + (part === null ? 0 : zip.sizeOf(part)), 0);
  let done = 0;
  return (bytes: number): void => {
    done += bytes;
    onProgress(Math.min(done, total), total);
  };
}
