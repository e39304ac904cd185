import { posix } from 'node:path';
import { readXml } from './read-xml.js';
import type { XmlOptions } from './read-xml.js';
import type { ZipPackage } from './zip-package.js';

export interface Relation {
  /** Last word of the relation's type. */
  type: string;
  /** The part that it leads to; '' where it leads out of the package. */
  part: string;
  /** Where it leads out of the package: such a link is named and never followed. */
  outside?: string;
}

/** What a part of an office package refers to, by the ids that it uses. @throws UnreadableFileError */
export async function readRelations(
  zip: ZipPackage,
  part: string,
  options: XmlOptions,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const { dir, base } = posix.parse(part);
  const own = `${dir}/_rels/${base}.rels`;
  if (!zip.has(own)) return relations;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const { Id: id, Target: target, Type: words = '' } = attributes;
    if (name !== 'Relationship' || id === undefined || target === undefined) return;
    const type = words.slice(words.lastIndexOf('/') + 1);
    const isOutside = attributes['TargetMode'] === 'External';
    const to = target.startsWith('/') ? target.slice(1) : posix.normalize(`${dir}/${target}`);
    relations.set(id, isOutside ? { type, part: '', outside: target } : { type, part: to });
  };
  await readXml(zip.chunks(own), { open }, options);
  return relations;
}

/** The id that an attribute such as `r:embed` holds, whatever its prefix; '' where there is none. */
export function relationId(attributes: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(attributes).find(([key]) => key.slice(key.indexOf(':') + 1) === name)?.[1] ?? '';
}
