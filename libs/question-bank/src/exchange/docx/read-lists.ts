import { readXml } from '../read-xml.js';
import type { XmlOptions } from '../read-xml.js';
import type { ZipPackage } from '../zip-package.js';
import type { ListDefinitions, ListLevel } from './list-numbers.js';

type Attributes = Readonly<Record<string, string>>;
const MOST_LEVELS = 9;

/** Reads the lists of a document from its numbering part and the lists that paragraph styles bring. */
export async function readLists(archive: ZipPackage, folder: string, options: XmlOptions): Promise<ListDefinitions> {
  const lists = await readNumbering(archive, `${folder}numbering.xml`, options);
  return { lists, styles: await readStyleLists(archive, `${folder}styles.xml`, options) };
}

type Lists = Map<string, { abstractId: string; levels: Map<number, ListLevel> }>;

async function readNumbering(archive: ZipPackage, name: string, options: XmlOptions): Promise<Lists> {
  const abstracts = new Map<string, Map<number, ListLevel>>();
  const lists: Lists = new Map();
  let levels: Map<number, ListLevel> | null = null;
  let level: ListLevel | null = null;
  let list: { abstractId: string; levels: Map<number, ListLevel> } | null = null;
  let override = 0;
  const open = (tag: string, attributes: Attributes): void => {
    const value = attributes['w:val'] ?? '';
    if (tag === 'abstractNum') {
      levels = new Map();
      abstracts.set(attributes['w:abstractNumId'] ?? '', levels);
    } else if (tag === 'num') {
      list = { abstractId: '', levels: new Map() };
      lists.set(attributes['w:numId'] ?? '', list);
      levels = null;
    } else if (tag === 'abstractNumId' && list !== null) {
      list.abstractId = value;
      list.levels = new Map(abstracts.get(value) ?? []);
    } else if (tag === 'lvlOverride') {
      override = Number(attributes['w:ilvl'] ?? 0);
    } else if (tag === 'startOverride' && list !== null) {
      const base = list.levels.get(override);
      if (base !== undefined) list.levels.set(override, { ...base, start: Number(value) || 1, isOverride: true });
    } else if (tag === 'lvl') {
      const at = Number(attributes['w:ilvl'] ?? 0);
      level = { format: 'decimal', text: '', start: 1 };
      if (at >= 0 && at < MOST_LEVELS) (levels ?? list?.levels)?.set(at, level);
    } else if (level !== null) {
      if (tag === 'numFmt') level.format = value;
      else if (tag === 'lvlText') level.text = value;
      else if (tag === 'start') level.start = Number(value) || 0;
    }
  };
  const close = (tag: string): void => {
    if (tag === 'lvl') level = null;
    else if (tag === 'abstractNum') levels = null;
    else if (tag === 'num') list = null;
  };
  if (archive.has(name)) await readXml(archive.chunks(name), { open, close }, options);
  return lists;
}

async function readStyleLists(
  archive: ZipPackage,
  name: string,
  options: XmlOptions,
): Promise<Map<string, { numId: string; level: number }>> {
  const styles = new Map<string, { numId: string; level: number }>();
  let style = '';
  let found: { numId: string; level: number } | null = null;
  const open = (tag: string, attributes: Attributes): void => {
    const value = attributes['w:val'] ?? '';
    if (tag === 'style') {
      style = attributes['w:styleId'] ?? '';
      found = null;
    } else if (tag === 'numPr') found = { numId: '', level: 0 };
    else if (found !== null && tag === 'numId') found.numId = value;
    else if (found !== null && tag === 'ilvl') found.level = Number(value) || 0;
  };
  const close = (tag: string): void => {
    if (tag === 'style' && found !== null && found.numId !== '') styles.set(style, found);
  };
  if (archive.has(name)) await readXml(archive.chunks(name), { open, close }, options);
  return styles;
}
