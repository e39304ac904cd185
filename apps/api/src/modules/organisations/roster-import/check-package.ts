import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { UnreadableRosterError } from './unreadable-roster.js';

const MIB = 1024 * 1024;
export const PACKAGE_LIMITS = { entries: 500, unpackedBytes: 64 * MIB, cells: 400_000 } as const;

/**
 * Looks at an xlsx package before a library unpacks it (law A20): the directory alone decides on too many parts and on
 * declared sizes; then each part is unpacked once, counted and thrown away, so that a lying header is found as well.
 *
 * @throws UnreadableRosterError
 */
export async function checkPackage(bytes: Buffer): Promise<void> {
  const archive = await open(bytes);
  try {
    const entries = await listEntries(archive);
    if (!entries.some((entry) => entry.fileName === 'xl/workbook.xml')) throw notAWorkbook();
    const counted = { bytes: 0, cells: 0 };
    for (const entry of entries) await inspect(archive, entry, counted);
  } finally {
    archive.close();
  }
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      bytes,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true },
      (error, archive) => {
        if (error || !archive) reject(notAWorkbook(error));
        else resolve(archive);
      },
    );
  });
}

function listEntries(archive: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    let declared = 0;
    archive.on('entry', (entry: Entry) => {
      entries.push(entry);
      declared += entry.uncompressedSize;
      const bad = entries.length > PACKAGE_LIMITS.entries || declared > PACKAGE_LIMITS.unpackedBytes;
      if (bad) reject(tooLarge());
      else archive.readEntry();
    });
    archive.once('end', () => resolve(entries));
    archive.once('error', (error: unknown) => reject(notAWorkbook(error)));
    archive.readEntry();
  });
}

async function inspect(archive: ZipFile, entry: Entry, counted: { bytes: number; cells: number }): Promise<void> {
  if (entry.fileName.endsWith('/')) return;
  const isSheet = /^xl\/worksheets\/.*\.xml$/i.test(entry.fileName);
  const stream = await openStream(archive, entry);
  let tail = '';
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      counted.bytes += chunk.length;
      if (counted.bytes > PACKAGE_LIMITS.unpackedBytes) throw tooLarge();
      const text = tail + chunk.toString('latin1');
      if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw notAWorkbook();
      if (isSheet) counted.cells += countCells(text) - countCells(tail);
      if (counted.cells > PACKAGE_LIMITS.cells) throw tooLarge();
      tail = text.slice(-16);
    }
  } catch (error) {
    throw error instanceof UnreadableRosterError ? error : notAWorkbook(error);
  }
}

/** Cells, rows and ranges: what the parser builds an object for. */
function countCells(text: string): number {
  return text.match(/<(?:\w+:)?(?:c|row|mergeCell|dataValidation)[\s/>]/g)?.length ?? 0;
}

function openStream(archive: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error || !stream) reject(notAWorkbook(error));
      else resolve(stream);
    });
  });
}

export function notAWorkbook(cause?: unknown): UnreadableRosterError {
  return new UnreadableRosterError('打不开这份表格。请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 再导。', { cause });
}

function tooLarge(): UnreadableRosterError {
  return new UnreadableRosterError('这份表格展开后太大，没有打开。请删去图片、空白格和多余的列，或拆成几份再导。');
}
