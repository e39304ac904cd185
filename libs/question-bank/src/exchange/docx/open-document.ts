import { decodeText } from '../decode-text.js';
import { READ_LIMITS } from '../read-limits.js';
import { readRelations } from '../read-relations.js';
import type { Relation } from '../read-relations.js';
import { readXml } from '../read-xml.js';
import type { XmlOptions } from '../read-xml.js';
import type { DocumentBlock, DocumentRemark } from '../text/document-block.js';
import { textBlocks } from '../text/text-blocks.js';
import { UnreadableFileError, tooManyParagraphs } from '../unreadable-file.js';
import { ZipPackage } from '../zip-package.js';
import { DocumentPictures } from './document-pictures.js';
import { readHtmlBlocks } from './read-html-lines.js';
import { readLists } from './read-lists.js';
import { DocumentPartReader } from './read-document-part.js';
import { readWebArchive } from './web-archive.js';

const MIB = 1024 * 1024;
/** A web page inside a document is parsed as a whole. */
const LARGEST_PAGE = 32 * MIB;

export interface OpenedDocument {
  blocks: DocumentBlock[];
  remarks: DocumentRemark[];
  paragraphs: number;
}

interface DocumentOptions {
  signal?: AbortSignal | undefined;
  onProgress?: (done: number, total: number) => void;
}

/**
 * The visible content of a .docx: body paragraphs with their automatic numbers, tables, text boxes, pictures, and web pages
 * that were put in whole (altChunk). The package is checked before it is unpacked; XML without document types (law A20). It
 * stays open while somebody uses it: pictures are unpacked only then.
 *
 * @throws UnreadableFileError
 */
export async function withDocument<T>(
  bytes: Uint8Array,
  options: DocumentOptions,
  use: (document: OpenedDocument) => Promise<T>,
): Promise<T> {
  try {
    // Workbooks inside a document are its charts; they are never opened.
    const archive = await ZipPackage.open(bytes, { notAnArchive: 'not-a-document', allowArchivesInside: true });
    try {
      return await use(await readParts(archive, options));
    } finally {
      archive.close();
    }
  } catch (error) {
    throw inWordsOfDocuments(error);
  }
}

/** The name of the main part among those of a package; undefined when it is no Word document. */
export function mainPart(names: readonly string[]): string | undefined {
  return names.find((name) => /^word\/document\d{0,3}\.xml$/u.test(name));
}

async function readParts(archive: ZipPackage, { signal, onProgress }: DocumentOptions): Promise<OpenedDocument> {
  const main = mainPart(archive.names);
  if (main === undefined) throw new UnreadableFileError('not-a-document');
  const xml: XmlOptions = { broken: 'not-a-document', tags: { count: 0, limit: READ_LIMITS.tags }, signal };
  const definitions = await readLists(archive, 'word/', xml);
  const relations = await readRelations(archive, main, xml);
  const pictures = new DocumentPictures(archive, relations);
  const found = (name: string, attributes: Readonly<Record<string, string>>) => pictures.open(name, attributes);
  const reader = new DocumentPartReader(definitions, found);
  let read = 0;
  await readXml(
    archive.chunks(main),
    {
      open: (name, attributes) => reader.open(name, attributes),
      close: (name) => reader.close(name),
      text: (text) => reader.text(text),
    },
    {
      ...xml,
      onBytes: (count) => {
        read += count;
        onProgress?.(read, archive.sizeOf(main));
      },
    },
  );
  const remarks = [...reader.remarks];
  const blocks = await withForeign(archive, relations, reader, remarks);
  return { blocks, remarks, paragraphs: reader.paragraphs };
}

/** All blocks, with the web pages and texts that Word shows in place where they stand. */
async function withForeign(
  archive: ZipPackage,
  relations: ReadonlyMap<string, Relation>,
  reader: DocumentPartReader,
  remarks: DocumentRemark[],
): Promise<DocumentBlock[]> {
  const pieces: DocumentBlock[][] = [];
  let from = 0;
  let found = reader.blocks.length;
  for (const { id, at, row } of reader.foreign) {
    pieces.push(reader.blocks.slice(from, at));
    from = at;
    const { part = '' } = relations.get(id) ?? {};
    const content = archive.has(part) ? await readForeign(archive, part, row) : null;
    if (content === null) {
      remarks.push({
        row,
        code: 'part-left-out',
        message: '这里嵌入了另一份文档，没有读。请打开它，把题目复制到正文再导。',
      });
      continue;
    }
    found += content.length;
    if (found > READ_LIMITS.paragraphs) throw tooManyParagraphs();
    pieces.push(content);
  }
  return [...pieces, reader.blocks.slice(from)].flat();
}

/** null for what is neither a web page nor a text. */
async function readForeign(archive: ZipPackage, part: string, row: number): Promise<DocumentBlock[] | null> {
  if (archive.sizeOf(part) > LARGEST_PAGE) {
    throw new UnreadableFileError('unpacks-too-large', { limit: LARGEST_PAGE / MIB });
  }
  if (/\.(?:mht|mhtml|eml)$/iu.test(part)) {
    const { html, text, beside } = await readWebArchive(await archive.bytes(part), part);
    return html === undefined ? renumber(textBlocks(text), row) : readHtmlBlocks(html, row, beside);
  }
  if (/\.(?:html?|xhtml)$/iu.test(part)) return readHtmlBlocks(decodePage(await archive.bytes(part)), row);
  if (/\.txt$/iu.test(part)) return renumber(textBlocks(decodeText(await archive.bytes(part))), row);
  return null;
}

/** A page may name its charset; what it does not name is found out. */
function decodePage(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const charset = /charset\s{0,9}=\s{0,9}["']?([\w-]{2,20})/iu.exec(head)?.[1];
  if (charset !== undefined && /^(?:utf-?8|gb2312|gbk|gb18030|big5|utf-?16(?:le|be)?)$/iu.test(charset)) {
    return new TextDecoder(charset).decode(bytes);
  }
  return decodeText(bytes);
}

function renumber(blocks: readonly DocumentBlock[], first: number): DocumentBlock[] {
  return blocks.map((block) =>
    block.kind === 'line'
      ? { ...block, row: block.row + first - 1 }
      : { ...block, rows: block.rows.map((row) => ({ ...row, row: row.row + first - 1 })) },
  );
}

/** The shared parts speak of workbooks; whoever sent a document reads about a document. */
function inWordsOfDocuments(error: unknown): unknown {
  if (!(error instanceof UnreadableFileError)) return error;
  const code = error.code;
  if (code === 'archive-unsafe') return new UnreadableFileError('document-unsafe', {}, { cause: error });
  if (code === 'old-or-encrypted-workbook')
    return new UnreadableFileError('old-or-encrypted-document', {}, { cause: error });
  return error;
}
