import { posix } from 'node:path';
import { readXml } from '../read-xml.js';
import type { XmlOptions } from '../read-xml.js';
import type { ZipPackage } from '../zip-package.js';

export interface Relation {
  /** Last word of the relation's type. */
  type: string;
  /** The part that it leads to. */
  part: string;
}

/** What a part of the package refers to, by the ids that it uses; links to other files are never followed. */
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
    const { Id: id, Target: target, Type: type } = attributes;
    if (name !== 'Relationship' || id === undefined || target === undefined || type === undefined) return;
    if (attributes['TargetMode'] === 'External') return;
    const to = target.startsWith('/') ? target.slice(1) : posix.normalize(`${dir}/${target}`);
    relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), part: to });
  };
  await readXml(zip.chunks(own), { open }, options);
  return relations;
}
