import { packedPicture, pictureWithoutBytes, referencedPicture, wordsOfDrawing } from '../picture-intake.js';
import type { FoundPicture } from '../picture-intake.js';
import { relationId } from '../read-relations.js';
import type { Relation } from '../read-relations.js';
import type { ZipPackage } from '../zip-package.js';

type Attributes = Readonly<Record<string, string>>;

/** Drawn by Word from numbers: there are no bytes to be had. */
const DRAWN = new Set(['chart', 'relIds']);

/**
 * Finds the pictures of a main part among its tags: `a:blip` of drawings, `v:imagedata` of old ones and of embedded objects
 * (ECMA-376 part 1, 20.1.8.13; part 4, 19.1.2.11). Nothing of them is unpacked.
 */
export class DocumentPictures {
  #words = '';
  /** What an embedded object looks like has been met. */
  #isShown = false;

  constructor(
    private readonly archive: ZipPackage,
    private readonly relations: ReadonlyMap<string, Relation>,
  ) {}

  /** The picture that begins with this tag; null where none does. */
  open(name: string, attributes: Attributes): FoundPicture | null {
    if (name === 'docPr') this.#words = wordsOfDrawing(attributes);
    else if (name === 'cNvPr') this.#words = wordsOfDrawing(attributes) || this.#words;
    else if (name === 'shape') this.#words = attributes['alt'] ?? '';
    else if (name === 'object') this.#isShown = false;
    else if (name === 'blip') return this.#find(relationId(attributes, 'embed'), relationId(attributes, 'link'));
    else if (name === 'imagedata') {
      this.#isShown = true;
      return this.#find(relationId(attributes, 'id') || relationId(attributes, 'pict'), relationId(attributes, 'href'));
    } else if (name === 'OLEObject' && !this.#isShown) return notReadable('嵌入的对象');
    else if (DRAWN.has(name)) return notReadable('Word 画的图表');
    return null;
  }

  #find(embedded: string, linked: string): FoundPicture | null {
    if (embedded === '' && linked === '') return null;
    const { part = '' } = this.relations.get(embedded) ?? {};
    const alt = this.#words;
    if (this.archive.has(part)) return { alt, ...packedPicture(this.archive, part) };
    const { outside } = this.relations.get(linked) ?? this.relations.get(embedded) ?? {};
    return referencedPicture(outside ?? part, alt, () => null);
  }
}

function notReadable(what: string): FoundPicture {
  return pictureWithoutBytes(`是${what}，读不出来。请在 Word 里把它复制下来，选择性粘贴成图片再导。`);
}
