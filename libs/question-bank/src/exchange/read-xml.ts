import { SaxesParser } from 'saxes';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';
import type { UnreadableCode } from './unreadable-file.js';

/** The parser keeps every open tag, and text until the next tag: neither may grow with the file. */
const DEEPEST = 200;
const LONGEST_TEXT = 16 * 1024 * 1024;

export interface XmlHandlers {
  /** Local name without prefix, and the attributes as written. */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  /** Character data between two tags; CDATA counts as such. */
  text?: (text: string) => void;
}

export interface XmlOptions {
  /** What the refusal says when this is no XML, or breaks off. */
  broken?: UnreadableCode;
  /** Counts tags, over several parts if they share it; beyond the limit the file is refused. */
  tags?: { count: number; limit: number };
  signal?: AbortSignal | undefined;
  /** Called after each chunk with its bytes. */
  onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Reads UTF-8 XML chunk by chunk. No document type and so no entity but XML's own five: a file that declares any is
 * refused as a whole (law A20), as is one in UTF-16, which no office program writes.
 *
 * @throws UnreadableFileError
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  options: XmlOptions = {},
): Promise<void> {
  const feed = xmlFeed(handlers, options);
  for await (const chunk of chunks) {
    options.signal?.throwIfAborted();
    feed.write(chunk);
    options.onBytes?.(chunk.length);
  }
  feed.end();
}

/** The same for bytes that are in memory. @throws UnreadableFileError */
export function readXmlBytes(bytes: Uint8Array, handlers: XmlHandlers, options: XmlOptions = {}): void {
  const feed = xmlFeed(handlers, options);
  feed.write(bytes);
  feed.end();
}

function xmlFeed(handlers: XmlHandlers, options: XmlOptions) {
  const { broken = 'not-a-workbook', tags = { count: 0, limit: READ_LIMITS.tags } } = options;
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  parser.on('error', (cause) => {
    throw new UnreadableFileError(broken, {}, { cause });
  });
  parser.on('doctype', () => {
    throw new UnreadableFileError('archive-unsafe');
  });
  let depth = 0;
  let sinceTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    tags.count += 1;
    depth += 1;
    sinceTag = 0;
    if (depth > DEEPEST) throw new UnreadableFileError('archive-unsafe');
    if (tags.count > tags.limit) throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells });
    handlers.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    sinceTag = 0;
    handlers.close?.(localName(name));
  });
  if (handlers.text) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (cause) {
      throw new UnreadableFileError(broken, {}, { cause });
    }
  };
  let first = true;
  const write = (bytes: Uint8Array): void => {
    if (first && bytes.length > 0) {
      first = false;
      assertUtf8(bytes);
    }
    parser.write(decode(bytes));
    sinceTag += bytes.length;
    if (sinceTag > LONGEST_TEXT) throw new UnreadableFileError('archive-unsafe');
  };
  const end = (): void => {
    parser.write(decode());
    parser.close();
  };
  return { write, end };
}

/** UTF-16 has a mark in front, or a zero byte beside the first sign. */
function assertUtf8(bytes: Uint8Array): void {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
    throw new UnreadableFileError('archive-unsafe');
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
