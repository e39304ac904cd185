import type { Readable } from 'node:stream';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';

const MIB = 1024 * 1024;
const ENCRYPTED_FLAG = 0x1;

interface Counts {
  unpacked: number;
  rows: number;
  cells: number;
  rangeCells: number;
  sheets: number;
  tags: number;
}

/**
 * Looks at an xlsx package before any library unpacks it (law A20): entry count, names, encryption, declared sizes and
 * archives inside from the directory alone; then part by part the actual size, document types, and the rows, cells and
 * ranges that the parser would have to build. Nothing is kept in memory but one part at a time.
 *
 * @throws UnreadableFileError
 */
export async function precheckPackage(bytes: Uint8Array): Promise<void> {
  const archive = await openArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    const entries = await listEntries(archive);
    const names = new Set(entries.map((entry) => entry.fileName));
    if (!names.has('xl/workbook.xml') || !names.has('[Content_Types].xml')) {
      throw new UnreadableFileError('not-a-workbook');
    }
    const counts: Counts = { unpacked: 0, rows: 0, cells: 0, rangeCells: 0, sheets: 0, tags: 0 };
    for (const entry of entries) await inspectEntry(archive, entry, counts);
  } finally {
    archive.close();
  }
}

function openArchive(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      buffer,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true, decodeStrings: true },
      (error, archive) => {
        if (error !== null || archive === undefined) {
          reject(new UnreadableFileError('not-a-workbook', {}, { cause: error }));
        } else resolve(archive);
      },
    );
  });
}

function listEntries(archive: ZipFile): Promise<Entry[]> {
  if (archive.entryCount > READ_LIMITS.entries) throw tooMany('too-many-parts', READ_LIMITS.entries);
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    const names = new Set<string>();
    let declared = 0;
    archive.on('entry', (entry: Entry) => {
      const name = entry.fileName.toLowerCase();
      declared += entry.uncompressedSize;
      if (declared > READ_LIMITS.unpackedBytes) return reject(unpacksTooLarge());
      if (entries.length >= READ_LIMITS.entries) return reject(tooMany('too-many-parts', READ_LIMITS.entries));
      if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAG) !== 0) {
        return reject(new UnreadableFileError('old-or-encrypted-workbook'));
      }
      // Two parts of one name would let this check and the parser see different files.
      if (names.has(name) || isNestedArchive(name)) return reject(new UnreadableFileError('archive-unsafe'));
      names.add(name);
      entries.push(entry);
      archive.readEntry();
    });
    archive.on('end', () => resolve(entries));
    archive.on('error', (cause: unknown) => reject(new UnreadableFileError('archive-unsafe', {}, { cause })));
    archive.readEntry();
  });
}

function isNestedArchive(name: string): boolean {
  return /\.(?:zip|xlsx|xlsm|docx|pptx|jar|7z|rar|gz|tar|bz2|xz)$/.test(name);
}

async function inspectEntry(archive: ZipFile, entry: Entry, counts: Counts): Promise<void> {
  if (entry.fileName.endsWith('/')) return;
  const isXml = /\.(?:xml|rels|vml)$/i.test(entry.fileName);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await openEntry(archive, entry)) {
      const part = chunk as Buffer;
      counts.unpacked += part.length;
      if (counts.unpacked > READ_LIMITS.unpackedBytes) throw unpacksTooLarge();
      if (isXml) chunks.push(part);
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError('archive-unsafe', {}, { cause: error });
  }
  if (isXml) inspectXml(entry.fileName, Buffer.concat(chunks).toString('latin1'), counts);
}

function openEntry(archive: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}

function inspectXml(name: string, xml: string, counts: Counts): void {
  // UTF-16 would hide everything below; Excel and WPS write UTF-8 only. A document type is never needed either.
  if (
    xml.startsWith('\xFF\xFE') ||
    xml.startsWith('\xFE\xFF') ||
    xml.includes('<!DOCTYPE') ||
    xml.includes('<!ENTITY')
  ) {
    throw new UnreadableFileError('archive-unsafe');
  }
  counts.tags += countTags(xml);
  if (counts.tags > READ_LIMITS.tags) throw tooMany('too-many-cells', READ_LIMITS.cells);
  if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) inspectSheet(xml, counts);
  if (/^xl\/workbook\.xml$/i.test(name)) {
    // Comments, CDATA or character references could hide a range from the next line.
    if (xml.includes('<!') || xml.includes('&#')) throw new UnreadableFileError('archive-unsafe');
    for (const [, reference] of xml.matchAll(/<definedName\b[^<>]*>([^<]*)</g)) addRange(reference ?? '', counts);
  }
}

function countTags(xml: string): number {
  let count = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) count += 1;
  return count;
}

function inspectSheet(xml: string, counts: Counts): void {
  counts.sheets += 1;
  if (counts.sheets > READ_LIMITS.sheets) throw tooMany('too-many-sheets', READ_LIMITS.sheets);
  for (const { 1: tag, index } of xml.matchAll(/<(row|c|mergeCell)(?=[\s/>])/g)) {
    const reference = readReference(xml, index + 1 + (tag?.length ?? 0));
    if (tag === 'mergeCell') addRange(reference, counts);
    else if (tag === 'row') {
      counts.rows += 1;
      if (counts.rows > READ_LIMITS.rows || Number(reference) > READ_LIMITS.rowNumber) {
        throw tooMany('too-many-rows', READ_LIMITS.rows);
      }
    } else {
      counts.cells += 1;
      if (counts.cells > READ_LIMITS.cells || !isCellAddress(reference))
        throw tooMany('too-many-cells', READ_LIMITS.cells);
    }
  }
}

const ATTRIBUTES = /((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y;

/** The `r` or `ref` of the tag whose name ends at this offset; a tag that is no plain XML is refused. */
function readReference(xml: string, offset: number): string {
  ATTRIBUTES.lastIndex = offset;
  const attributes = ATTRIBUTES.exec(xml)?.[1];
  if (attributes === undefined) throw new UnreadableFileError('archive-unsafe');
  const reference = /\s(?:r|ref)\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '';
  if (!/^[A-Za-z0-9:$]*$/.test(reference)) throw new UnreadableFileError('archive-unsafe');
  return reference;
}

function isCellAddress(reference: string): boolean {
  return reference === '' || (/^[A-Z]{1,3}[0-9]{1,7}$/i.test(reference) && rowOf(reference) <= READ_LIMITS.rowNumber);
}

function rowOf(reference: string): number {
  return Number(/[0-9]+$/.exec(reference)?.[0] ?? 0);
}

/** The parser makes one object per cell of a merged or named range, so `A1:XFD1048576` alone would kill it. */
function addRange(reference: string, counts: Counts): void {
  for (const [, fromColumn, fromRow, toColumn, toRow] of reference.matchAll(
    /\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?([0-9]+)/gi,
  )) {
    const width = Math.abs(columnNumber(toColumn) - columnNumber(fromColumn)) + 1;
    const height = Math.abs(Number(toRow) - Number(fromRow)) + 1;
    counts.rangeCells += width * height;
    if (counts.rangeCells > READ_LIMITS.rangeCells) throw tooMany('too-many-cells', READ_LIMITS.rangeCells);
  }
}

function columnNumber(letters = ''): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function tooMany(
  code: 'too-many-parts' | 'too-many-sheets' | 'too-many-rows' | 'too-many-cells',
  limit: number,
): UnreadableFileError {
  return new UnreadableFileError(code, { limit });
}

function unpacksTooLarge(): UnreadableFileError {
  return new UnreadableFileError('unpacks-too-large', { limit: READ_LIMITS.unpackedBytes / MIB });
}
