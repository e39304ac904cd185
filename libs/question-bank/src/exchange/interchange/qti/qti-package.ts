import { posix } from 'node:path';
import { decodeText } from '../../decode-text.js';
import { packedPicture, referencedPicture } from '../../picture-intake.js';
import type { ReadOptions } from '../../read-options.js';
import { UnreadableFileError } from '../../unreadable-file.js';
import { ZipPackage } from '../../zip-package.js';
import { decodePercent } from '../foreign-text.js';
import { RefusedItem } from '../found-items.js';
import type { Labels } from '../labels.js';
import { plainTextOfNodes, childOf, readTrees } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';
import type { PictureOf, PlainText } from '../text-builder.js';
import { readLom } from './metadata.js';
import { withNamesOf2 } from './qti-version.js';

/** Items that one package may have; every item is a part of its own. */
export const MOST_ITEMS = 10_000;
/** The manifest, pictures and the like come on top. */
const MOST_PARTS = MOST_ITEMS + 2_000;
/** Bytes of one item as XML; pictures are parts of their own. */
const LARGEST_ITEM = 2 * 1024 * 1024;

/** A resource of a package that should be an item, or is one of another kind. */
export interface PackageItem {
  /** Path in the archive. */
  path: string;
  /** As the manifest calls its kind; '' for parts found without a manifest. */
  type: string;
  labels: Labels;
  unknownTags: string[];
}

const NO_LABELS: Labels = { difficulty: null, knowledgePoint: null, category: null, sourceClause: null };

/** A zip package of items after IMS Content Packaging: `imsmanifest.xml` names its parts. */
export class QtiPackage {
  private constructor(
    private readonly zip: ZipPackage,
    private readonly withPictures: boolean,
    readonly items: readonly PackageItem[],
  ) {}

  /** @throws UnreadableFileError */
  static async open(bytes: Uint8Array, reading: ReadOptions): Promise<QtiPackage> {
    const zip = await ZipPackage.open(bytes, { notAnArchive: 'archive-unsafe', entries: MOST_PARTS });
    try {
      const manifest = zip.names
        .filter((name) => /^(?:[^/]+\/)?imsmanifest\.xml$/.test(name))
        .sort((a, b) => a.length - b.length)[0];
      const items = manifest === undefined ? itemsByName(zip) : await readManifest(zip, manifest, reading);
      return new QtiPackage(zip, reading.takePicture !== undefined, items);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The item as a tree with the names of 2.x. @throws RefusedItem when it is not there or no XML */
  async load({ path }: PackageItem): Promise<XmlNode> {
    return this.#tree(path, `文件「${path}」`);
  }

  /** What the materials say that an item refers to. @throws RefusedItem when one is not in the package */
  async stimuli(item: XmlNode, { path }: PackageItem): Promise<PlainText[]> {
    const texts: PlainText[] = [];
    for (const href of stimuliOf(item)) {
      const part = resolve(path, href);
      const stimulus = await this.#tree(part, `材料「${href}」`);
      const nodes = childOf(stimulus, 'stimulusBody')?.children ?? [];
      texts.push(plainTextOfNodes(nodes, undefined, this.picturesOf(part)));
    }
    return texts;
  }

  /** Pictures that a part of the package refers to; undefined where nobody takes them. */
  picturesOf(path: string): PictureOf | undefined {
    if (!this.withPictures) return undefined;
    return (source, alt) =>
      referencedPicture(source, alt, () => {
        const part = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(source) ? '' : resolve(path, source);
        return this.zip.has(part) ? packedPicture(this.zip, part) : null;
      });
  }

  close(): void {
    this.zip.close();
  }

  async #tree(path: string, what: string): Promise<XmlNode> {
    if (!this.zip.has(path)) throw new RefusedItem('part-missing', `${what}不在这个包里。`);
    if (this.zip.sizeOf(path) > LARGEST_ITEM) throw new RefusedItem('part-too-large', `${what}太大，没有读。`);
    return readRoot(await this.zip.bytes(path), path);
  }
}

/** References of an item to materials that stand in files of their own. */
export function stimuliOf(item: XmlNode): string[] {
  return item.children
    .filter((child) => typeof child !== 'string')
    .filter(({ name }) => name === 'assessmentStimulusRef')
    .map(({ attributes }) => attributes['href'] ?? '');
}

/**
 * The root of a small document, with the names of 2.x.
 *
 * @throws RefusedItem when it is not well-formed: the other items of the package may be
 * @throws UnreadableFileError when it declares a document type
 */
export async function readRoot(bytes: Uint8Array, documentName: string): Promise<XmlNode> {
  const found: XmlNode[] = [];
  try {
    const options = { documentName, isWanted: (_: string, depth: number) => depth === 1 };
    await readTrees(decodeText(bytes), options, (tree) => void found.push(tree));
  } catch (error) {
    if (error instanceof UnreadableFileError && /^(?:broken-xml|not-text)$/.test(error.code)) {
      throw new RefusedItem('broken-xml', `文件「${documentName}」不是完整的 XML。`, { cause: error });
    }
    throw error;
  }
  const [root] = found;
  if (root === undefined) throw new RefusedItem('broken-xml', `文件「${documentName}」不是完整的 XML。`);
  return withNamesOf2(root);
}

async function readManifest(zip: ZipPackage, name: string, reading: ReadOptions): Promise<PackageItem[]> {
  const items: PackageItem[] = [];
  const { signal } = reading;
  await readTrees(
    decodeText(await zip.bytes(name)),
    { documentName: name, isWanted: (element) => element === 'resource', reading: signal ? { signal } : {} },
    (resource) => {
      const { type = '', href } = resource.attributes;
      if (!/qti/i.test(type) || href === undefined || /stimulus|passage|rubric/i.test(type)) return;
      const { labels, unknown } = readLom(resource);
      items.push({ path: resolve(name, href), type, labels, unknownTags: unknown });
    },
  );
  return items;
}

/** Without a manifest every XML part is tried. */
function itemsByName(zip: ZipPackage): PackageItem[] {
  return zip.names
    .filter((name) => name.toLowerCase().endsWith('.xml'))
    .map((path) => ({ path, type: '', labels: NO_LABELS, unknownTags: [] }));
}

/** The path in the archive that a reference in another part means; '' when it leads out of the archive. */
function resolve(from: string, href: string): string {
  const decoded = decodePercent(href.split(/[?#]/)[0] ?? '');
  const path = posix.normalize(posix.join(posix.dirname(from), decoded));
  return path.startsWith('..') || path.startsWith('/') ? '' : path;
}
