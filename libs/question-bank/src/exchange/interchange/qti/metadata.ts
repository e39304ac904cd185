import { fromTags, toTags } from '../labels.js';
import type { Labels } from '../labels.js';
import { escapeMarkup } from '../foreign-text.js';
import { childOf, childrenOf, descendantsOf, rawText } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';

/** Difficulty in the vocabulary of IEEE 1484.12.1 (LOM) 5.8, from 1 to 5. */
const DIFFICULTY = ['very easy', 'easy', 'medium', 'difficult', 'very difficult'] as const;

/**
 * Labels as LOM, the metadata that packages of QTI have: difficulty (5.8), the knowledge point as a path in a
 * classification (9) and the clause as what the item is based on (7). Where LOM has no place, or the text would not come
 * back exactly, keywords (1.5) like «类别:通用» hold them. Empty when there is nothing to say.
 */
export function writeLom(labels: Labels): string {
  const { difficulty, knowledgePoint, sourceClause } = labels;
  const levels = knowledgePoint?.split('/') ?? [];
  const asPath = levels.length > 0 && levels.every(isPlain);
  const asRelation = sourceClause !== null && isPlain(sourceClause);
  const keywords = toTags({
    ...labels,
    difficulty: null,
    knowledgePoint: asPath ? null : knowledgePoint,
    sourceClause: asRelation ? null : sourceClause,
  });
  const parts = [
    keywords.length > 0
      ? `<general>${keywords.map((tag) => `<keyword>${string(tag)}</keyword>`).join('')}</general>`
      : '',
    difficulty === null
      ? ''
      : `<educational><difficulty>${term(DIFFICULTY[difficulty - 1] ?? '')}</difficulty></educational>`,
    asRelation
      ? `<relation><kind>${term('isbasedon')}</kind><resource><description>${string(sourceClause)}</description></resource></relation>`
      : '',
    asPath
      ? `<classification><purpose>${term('discipline')}</purpose><taxonPath>${levels.map((level) => `<taxon><entry>${string(level)}</entry></taxon>`).join('')}</taxonPath></classification>`
      : '',
  ].join('');
  return parts === '' ? '' : `<lom xmlns="http://ltsc.ieee.org/xsd/LOM">${parts}</lom>`;
}

/** A text that does not change when blanks around it go. */
function isPlain(text: string): boolean {
  return text !== '' && text.trim() === text && !/\p{Cc}/u.test(text);
}

function string(text: string): string {
  return `<string language="zh-CN">${escapeMarkup(text)}</string>`;
}

function term(value: string): string {
  return `<source>LOMv1.0</source><value>${value}</value>`;
}

/** Labels from the metadata of a resource; keywords that are none of ours come back as `unknown`. */
export function readLom(resource: XmlNode): { labels: Labels; unknown: string[] } {
  const lom = [...descendantsOf(resource)].find(({ name }) => name === 'lom');
  if (lom === undefined) return fromTags([]);
  const keywords = childrenOf(childOf(lom, 'general') ?? lom, 'keyword').map((node) => rawText(stringIn(node)).trim());
  const { labels, unknown } = fromTags(keywords.filter((keyword) => keyword !== ''));
  labels.difficulty ??= readDifficulty(lom);
  labels.knowledgePoint ??= readTaxonPath(lom);
  labels.sourceClause ??= readBasis(lom);
  return { labels, unknown };
}

function readDifficulty(lom: XmlNode): number | null {
  const value = textOf(childOf(childOf(childOf(lom, 'educational'), 'difficulty'), 'value')).toLowerCase();
  const place = DIFFICULTY.findIndex((word) => word === value);
  return place === -1 ? null : place + 1;
}

function readTaxonPath(lom: XmlNode): string | null {
  const classification = childrenOf(lom, 'classification').find(
    (node) => textOf(childOf(childOf(node, 'purpose'), 'value')).toLowerCase() === 'discipline',
  );
  const path = childOf(classification, 'taxonPath') ?? childOf(classification, 'taxonpath');
  const levels = path === undefined ? [] : childrenOf(path, 'taxon').map((taxon) => textOf(childOf(taxon, 'entry')));
  return levels.filter((level) => level !== '').join('/') || null;
}

function readBasis(lom: XmlNode): string | null {
  const relation = childrenOf(lom, 'relation').find(
    (node) => textOf(childOf(childOf(node, 'kind'), 'value')).toLowerCase() === 'isbasedon',
  );
  return textOf(childOf(childOf(relation, 'resource'), 'description')) || null;
}

/** LOM calls it `string`, its predecessor `langstring`. */
function stringIn(node: XmlNode): XmlNode {
  return childOf(node, 'string') ?? childOf(node, 'langstring') ?? node;
}

function textOf(node: XmlNode | undefined): string {
  return node === undefined ? '' : rawText(stringIn(node)).trim();
}
