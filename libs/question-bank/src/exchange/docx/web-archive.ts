import PostalMime from 'postal-mime';
import { decodePercent } from '../interchange/foreign-text.js';
import { fromBase64 } from '../picture-intake.js';
import { READ_LIMITS } from '../read-limits.js';
import { UnreadableFileError } from '../unreadable-file.js';
import type { BesidePage } from './read-html-lines.js';

/** What a part begins with, and the last one ends with; a comment of a page ends otherwise. */
const BOUNDARY = /^--[^>\r\n]/;

/** A web page with what belongs to it in one file (RFC 2557). */
export interface WebArchive {
  html: string | undefined;
  text: string;
  beside: BesidePage;
}

/**
 * Parts are called by their id (`cid:…`), by their address, or by the end of it.
 *
 * @param name of the archive itself, where other files lie beside it
 */
export async function readWebArchive(bytes: Uint8Array, name: string): Promise<WebArchive> {
  const { html, text, attachments } = await PostalMime.parse(namedById(bytes), { maxNestingDepth: 8 });
  const parts = new Map<string, ReturnType<BesidePage>>();
  for (const [index, { contentId = '', content }] of attachments.entries()) {
    const load = (): Uint8Array => (typeof content === 'string' ? fromBase64(content) : new Uint8Array(content));
    for (const id of namesOf(decodePercent(contentId.replace(/^<|>$/g, ''))))
      if (!parts.has(id)) parts.set(id, { key: `${name}#${index}`, load });
  }
  const beside: BesidePage = (source) => parts.get(decodePercent(source.replace(/^cid:/i, ''))) ?? null;
  return { html, text: text ?? '', beside };
}

/** What a page may call a part by: pages say at most so many last steps of an address. */
function namesOf(id: string): string[] {
  const steps = id.split('/');
  return [id, ...[1, 2, 3, 4].map((last) => steps.slice(-last).join('/'))].filter((each) => each !== '');
}

/** The parser tells ids and no addresses, so that each address becomes an id. */
function namedById(bytes: Uint8Array): Uint8Array {
  let isHead = true;
  // One more than may be: the rest is not cut.
  const given = Buffer.from(bytes)
    .toString('latin1')
    .split('\n', READ_LIMITS.archiveLines + 1);
  if (given.length > READ_LIMITS.archiveLines) {
    throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.archiveLines });
  }
  if (given.filter((line) => BOUNDARY.test(line)).length > READ_LIMITS.archiveParts + 1) {
    throw new UnreadableFileError('too-many-pictures', { limit: READ_LIMITS.archiveParts });
  }
  const lines = given.map((line) => {
    isHead = line.startsWith('--') || (isHead && line.trim() !== '');
    const address = isHead ? /^content-location:(.{1,2000})/i.exec(line)?.[1]?.trim() : undefined;
    return address === undefined ? line : `Content-ID: <${address}>\r`;
  });
  return Buffer.from(lines.join('\n'), 'latin1');
}
