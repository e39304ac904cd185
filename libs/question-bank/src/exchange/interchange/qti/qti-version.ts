import type { XmlNode } from '../xml-tree.js';

/** The versions that are written. 2.0 is read too: its choice items are the same. */
export type QtiVersion = '2.1' | '2.2' | '3.0';

export const ITEM_NAMESPACES: Readonly<Record<QtiVersion, string>> = {
  '2.1': 'http://www.imsglobal.org/xsd/imsqti_v2p1',
  '2.2': 'http://www.imsglobal.org/xsd/imsqti_v2p2',
  '3.0': 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
};

const KNOWN = /^(?:http:\/\/www\.imsglobal\.org\/xsd\/(?:imsqti_v2p[012]|imsqti_item_v2p[01]|imsqtiasi_v3p0))?$/;

/** True for the namespaces of QTI 2.0 to 3.0, and for none at all, which hand-written items have. */
export function isKnownNamespace(uri: string): boolean {
  return KNOWN.test(uri);
}

/** `choiceInteraction` → `qti-choice-interaction`: the names of 3.0. */
export function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function toCamel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The same tree with the names of 2.x, so that one reader knows both; HTML inside of it has no `qti-` and stays. */
export function withNamesOf2(node: XmlNode): XmlNode {
  const isQti = node.name.startsWith('qti-');
  const attributes = isQti
    ? Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [toCamel(name), value]))
    : node.attributes;
  return {
    ...node,
    name: isQti ? toCamel(node.name.slice(4)) : node.name,
    attributes,
    children: node.children.map((child) => (typeof child === 'string' ? child : withNamesOf2(child))),
  };
}
