import PostalMime from 'postal-mime';
import { decodePercent } from '../interchange/foreign-text.js';
import { fromBase64 } from '../picture-intake.js';
import type { BesidePage } from './read-html-lines.js';

/** A web page with what belongs to it in one file (RFC 2557). */
export interface WebArchive {
  html: string | undefined;
  text: string;
  beside: BesidePage;
}

/** Parts are called by their id (`cid:…`), by their address, or by the end of it. */
export async function readWebArchive(bytes: Uint8Array): Promise<WebArchive> {
  const { html, text, attachments } = await PostalMime.parse(namedById(bytes), { maxNestingDepth: 8 });
  const parts = attachments.map(({ contentId = '', content }) => ({
    id: decodePercent(contentId.replace(/^<|>$/g, '')),
    content,
  }));
  const beside: BesidePage = (source) => {
    const id = decodePercent(source.replace(/^cid:/i, ''));
    const part = id === '' ? undefined : parts.find((each) => each.id === id || each.id.endsWith(`/${id}`));
    if (part === undefined) return null;
    const { content } = part;
    return { load: () => (typeof content === 'string' ? fromBase64(content) : new Uint8Array(content)) };
  };
  return { html, text: text ?? '', beside };
}

/** The parser tells ids and no addresses, so that each address becomes an id. */
function namedById(bytes: Uint8Array): Uint8Array {
  let isHead = true;
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .map((line) => {
      isHead = line.startsWith('--') || (isHead && line.trim() !== '');
      const address = isHead ? /^content-location:(.{1,2000})/i.exec(line)?.[1]?.trim() : undefined;
      return address === undefined ? line : `Content-ID: <${address}>\r`;
    });
  return Buffer.from(lines.join('\n'), 'latin1');
}
