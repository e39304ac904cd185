import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { READ_LIMITS } from '../read-limits.js';
import type { ReadOptions } from '../read-options.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { TextBuilder } from './text-builder.js';
import type { PictureOf, PlainText } from './text-builder.js';

/** An element without its prefix. */
export interface XmlNode {
  name: string;
  /** Its namespace; '' for none. */
  uri: string;
  /** By local name; declarations of namespaces are left out. */
  attributes: Readonly<Record<string, string>>;
  /** 1-based line of the document. */
  line: number;
  children: (XmlNode | string)[];
}

export interface TreeOptions {
  /** What the document is called in messages. */
  documentName: string;
  /** True for the elements that are wanted as trees; what stands outside of them is passed over. */
  isWanted: (name: string, depth: number) => boolean;
  /** Elements whose text is of no use and may be large, such as encoded files. */
  isOpaque?: (name: string) => boolean;
  /** Called for the root before anything else; may refuse the document. */
  onRoot?: (root: XmlNode) => void;
  reading?: ReadOptions;
}

const DEEPEST = 200;
/** Elements of one tree: far more than any question has, far less than would fill the memory. */
const LARGEST = 100_000;
const CHUNK = 256 * 1024;

/**
 * Reads a document in pieces and hands over the wanted elements one by one, so that only one of them is in memory. Document
 * types are refused at their first sign (law A20): no entity is ever declared, fetched or expanded.
 *
 * @throws UnreadableFileError when the document is not well-formed, unsafe, or nested deeper than 200
 * (with more than 100,000 elements in one wanted element likewise)
 */
export async function readTrees(
  text: string,
  options: TreeOptions,
  onTree: (tree: XmlNode) => void | Promise<void>,
): Promise<void> {
  const { documentName, reading } = options;
  const found: XmlNode[] = [];
  const parser = treeParser(options, (tree) => found.push(tree));
  const step = (action: () => void): void => {
    try {
      action();
    } catch (cause) {
      if (cause instanceof UnreadableFileError || !(cause instanceof XmlError)) throw cause;
      throw new UnreadableFileError('broken-xml', { name: documentName, line: parser.line }, { cause });
    }
  };
  for (let at = 0; at < text.length; at += CHUNK) {
    step(() => parser.write(text.slice(at, at + CHUNK)));
    for (const tree of found.splice(0)) await onTree(tree);
    reading?.onProgress?.(Math.min(at + CHUNK, text.length), text.length);
    if (text.length > CHUNK) await setImmediate();
    reading?.signal?.throwIfAborted();
  }
  step(() => parser.close());
  for (const tree of found) await onTree(tree);
}

class XmlError extends Error {}

function treeParser(options: TreeOptions, onTree: (tree: XmlNode) => void): SaxesParser<{ xmlns: true }> {
  const { documentName, isWanted, isOpaque = () => false, onRoot } = options;
  const unsafe = (): never => {
    throw new UnreadableFileError('xml-unsafe', { name: documentName });
  };
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlNode[] = [];
  let depth = 0;
  let tags = 0;
  let size = 0;
  parser.on('error', (cause) => {
    throw new XmlError(cause.message, { cause });
  });
  parser.on('doctype', unsafe);
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1;
    tags += 1;
    size = open.length === 0 ? 1 : size + 1;
    if (depth > DEEPEST || size > LARGEST) unsafe();
    if (tags > READ_LIMITS.tags) throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.tags });
    const own = Object.values(attributes).filter(
      (attribute) => attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns',
    );
    const node: XmlNode = {
      name: local,
      uri,
      attributes: Object.fromEntries(own.map((attribute) => [attribute.local, attribute.value])),
      line: parser.line,
      children: [],
    };
    if (depth === 1) onRoot?.(node);
    const parent = open.at(-1);
    if (parent !== undefined) parent.children.push(node);
    if (parent !== undefined || isWanted(local, depth)) open.push(node);
  });
  const addText = (text: string): void => {
    const parent = open.at(-1);
    if (parent !== undefined && !isOpaque(parent.name)) parent.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    depth -= 1;
    const node = open.pop();
    if (node !== undefined && open.length === 0) onTree(node);
  });
  return parser;
}

/** The child elements with this name. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return elementsOf(node).filter((child) => child.name === name);
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node && elementsOf(node).find((child) => child.name === name);
}

export function elementsOf(node: XmlNode): XmlNode[] {
  return node.children.filter((child) => typeof child !== 'string');
}

/** All elements below, the outer before the inner. */
export function* descendantsOf(node: XmlNode): Generator<XmlNode> {
  for (const child of elementsOf(node)) {
    yield child;
    yield* descendantsOf(child);
  }
}

/** All text below, as written. */
export function rawText(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return node.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}

/** The text below as people would read it; `skip` leaves elements out, `pictureOf` keeps pictures. */
export function plainTextOfNodes(
  nodes: readonly (XmlNode | string)[],
  skip: (node: XmlNode) => boolean = () => false,
  pictureOf?: PictureOf,
): PlainText {
  const builder = new TextBuilder(pictureOf);
  const add = (node: XmlNode | string): void => {
    if (typeof node === 'string') return builder.text(node);
    if (skip(node)) return;
    builder.open(node.name, node.attributes);
    node.children.forEach(add);
    builder.close(node.name);
  };
  nodes.forEach(add);
  return builder.finish();
}
