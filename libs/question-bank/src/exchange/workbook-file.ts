import type { Workbook } from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import { escapeAttribute } from './interchange/foreign-text.js';

/** The first day that a ZIP entry can be dated: no zone turns it into a year before 1980. */
const FIXED_DATE = new Date(1980, 0, 2);

const DRAWING = 'xl/drawings/drawing1.xml';

/** An empty workbook whose properties hold fixed dates; `toWorkbookFile` does the same for the file around them. */
export async function newWorkbook(): Promise<Workbook> {
  // Loading the library takes longer than reading a thousand questions, and whoever reads does not need it.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = '知安';
  workbook.created = new Date(0);
  workbook.modified = new Date(0);
  return workbook;
}

/**
 * The workbook's file. The library dates each part with the clock; packed anew, equal content gives equal bytes.
 *
 * @param pictureWords what the pictures of the first sheet show, in their order: the library has no place for it
 */
export async function toWorkbookFile(workbook: Workbook, pictureWords: readonly string[] = []): Promise<Uint8Array> {
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  const drawing = parts[DRAWING];
  if (drawing !== undefined) {
    let at = 0;
    const described = new TextDecoder().decode(drawing).replace(/<xdr:cNvPr /g, (tag) => {
      return `${tag}descr="${escapeAttribute(pictureWords[at++] ?? '')}" `;
    });
    parts[DRAWING] = new TextEncoder().encode(described);
  }
  return zipSync(parts, { mtime: FIXED_DATE });
}

/**
 * The `_xHHHH_` escape of the xlsx format (ECMA-376 part 1, 22.9.2.19) for what XML would drop or change, such as a
 * carriage return, and for texts that look like such an escape themselves.
 */
export function escapeForXml(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // oxlint-disable-next-line no-control-regex -- control characters are what it escapes
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g, (char) => {
        return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
      })
  );
}

const LONGEST_NAME = 31;

/** A name that a sheet may have, like none of `taken`. */
export function sheetName(title: string, taken: readonly string[]): string {
  const plain = title.slice(0, LONGEST_NAME).replace(/[\\/*?:[\]]/g, ' ');
  // Quotes at either end are not allowed.
  const base = plain.replace(/^'+|'+$/g, '').trim() || '题目';
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = base;
  for (let no = 2; used.has(name.toLowerCase()); no += 1) {
    name = `${base.slice(0, LONGEST_NAME - String(no).length - 1)} ${no}`;
  }
  return name;
}
