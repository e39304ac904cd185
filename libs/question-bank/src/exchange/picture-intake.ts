import { createHash } from 'node:crypto';
import { DRAFT_LIMITS } from '../model/check-draft.js';
import type { QuestionImage } from '../model/question.js';
import type { ReadOptions, TakePicture, TakenPicture } from './read-options.js';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';
import type { ZipPackage } from './zip-package.js';

/** A picture as a file holds it, before anybody has looked at its bytes. */
export interface FoundPicture {
  /** What the file says that it shows; '' where it says nothing. */
  readonly alt: string;
  /** Names the bytes within the file, so that what many questions show is unpacked once. */
  readonly key?: string;
  /** @throws UnusablePicture when there are no bytes to be had */
  readonly load: () => Promise<Uint8Array> | Uint8Array;
}

/** A picture and the part of a question that it belongs to: 'stem', or the label of an option. */
export interface PlacedPicture {
  readonly place: string;
  readonly picture: FoundPicture;
}

/** Why a picture cannot be had; the message follows «题干的图片». */
export class UnusablePicture extends Error {
  constructor(
    readonly code: 'picture-missing' | 'picture-refused' | 'pictures-too-many',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UnusablePicture';
  }
}

/** Pictures for which the file had no words, and the row of the first. */
export interface Undescribed {
  readonly count: number;
  readonly row: number;
}

/**
 * The way of a file's pictures to whoever keeps them: one at a time, each content once. A question whose picture cannot be
 * had is refused, because «下图是什么标志» without its picture is no question.
 */
export class PictureIntake {
  readonly #byContent = new Map<string, TakenPicture | UnusablePicture>();
  readonly #byKey = new Map<string, TakenPicture | UnusablePicture>();
  #undescribed: { count: number; row: number } | null = null;

  constructor(private readonly take: TakePicture) {}

  /** null where nobody takes pictures: then they are named, as everything that is left out. */
  static for({ takePicture }: ReadOptions): PictureIntake | null {
    return takePicture === undefined ? null : new PictureIntake(takePicture);
  }

  /** Of the questions since the last time. */
  takeUndescribed(): Undescribed | null {
    const undescribed = this.#undescribed;
    this.#undescribed = null;
    return undescribed;
  }

  /** The pictures of one question, the stem's first. @throws UnusablePicture with a message that names the place */
  async imagesOf(placed: readonly PlacedPicture[], row: number): Promise<QuestionImage[]> {
    const images: QuestionImage[] = [];
    for (const { place, picture } of placed) {
      const name = placeName(place);
      if (images.some((image) => image.place === place)) {
        throw new UnusablePicture('pictures-too-many', `${name}有几张图片，一处只能放一张。请拼成一张再导。`);
      }
      const { fileId, width, height } = await this.#taken(picture, name);
      const words = sliceText(picture.alt.trim(), DRAFT_LIMITS.imageAlt);
      if (words === '') this.#undescribed = { row, ...this.#undescribed, count: (this.#undescribed?.count ?? 0) + 1 };
      images.push({ place, fileId, alt: words || `${name}的图`, width, height });
    }
    return images;
  }

  async #taken(picture: FoundPicture, name: string): Promise<TakenPicture> {
    const { key } = picture;
    const verdict = (key === undefined ? undefined : this.#byKey.get(key)) ?? (await this.#look(picture));
    if (key !== undefined) this.#byKey.set(key, verdict);
    if (!(verdict instanceof UnusablePicture)) return verdict;
    throw new UnusablePicture(verdict.code, `${name}的图片${verdict.message}`, { cause: verdict });
  }

  async #look({ load }: FoundPicture): Promise<TakenPicture | UnusablePicture> {
    let bytes: Uint8Array;
    try {
      bytes = await load();
    } catch (error) {
      if (error instanceof UnusablePicture) return error;
      throw error;
    }
    if (bytes.length > READ_LIMITS.pictureBytes) return pictureTooLarge();
    const digest = createHash('sha256').update(bytes).digest('base64');
    const verdict = this.#byContent.get(digest) ?? (await this.#judge(bytes));
    this.#byContent.set(digest, verdict);
    return verdict;
  }

  async #judge(bytes: Uint8Array): Promise<TakenPicture | UnusablePicture> {
    if (this.#byContent.size >= READ_LIMITS.pictures) {
      const message = `没有读：一份文件最多 ${READ_LIMITS.pictures} 张不同的图片，请拆成几份再导。`;
      return new UnusablePicture('picture-refused', message);
    }
    const verdict = await this.take(bytes);
    return 'refused' in verdict ? new UnusablePicture('picture-refused', `不能用：${verdict.refused}`) : verdict;
  }
}

/** A part of a package; unpacked when somebody asks for it, and only if a picture may be as large as that. */
export function packedPicture(zip: ZipPackage, part: string): Pick<FoundPicture, 'key' | 'load'> {
  const load = (): Promise<Uint8Array> => {
    if (zip.sizeOf(part) > READ_LIMITS.pictureBytes) throw pictureTooLarge();
    return zip.bytes(part);
  };
  return { key: part, load };
}

/** What a drawing of an office document says that it shows: its description, or the title that LibreOffice writes. */
export function wordsOfDrawing(properties: Readonly<Record<string, string>>): string {
  return properties['descr'] || properties['title'] || '';
}

/** A picture without bytes; the message says why, and what to do about it. */
export function pictureWithoutBytes(message: string): FoundPicture {
  return {
    alt: '',
    load: () => {
      throw new UnusablePicture('picture-missing', message);
    },
  };
}

/** Says that pictures of a part of a question have no place in the bank. */
export function leftOutMessage(where: string): string {
  return `${where}有图片，没有读进来。题目要看图的话，入库后打开这道题加图。`;
}

/** Of a file that shows so many that it is no bank of questions (law A20). */
export function tooManyPictures(): UnreadableFileError {
  return new UnreadableFileError('too-many-pictures', { limit: READ_LIMITS.picturePlaces });
}

function pictureTooLarge(): UnusablePicture {
  const limit = READ_LIMITS.pictureBytes / 1024 / 1024;
  return new UnusablePicture('picture-refused', `太大，一张最大 ${limit} MB。请压缩后再导。`);
}

function pictureMissing(name: string): UnusablePicture {
  return new UnusablePicture(
    'picture-missing',
    `${name === '' ? '' : `「${name}」`}不在文件里。请连同图片一起导出再导。`,
  );
}

/** Nothing is ever fetched (law A34): who puts an address into a file must not make us knock there. */
function pictureElsewhere(): UnusablePicture {
  return new UnusablePicture('picture-missing', '在网上，不在文件里，这里不会去取。请把图片放进文件再导。');
}

/** The place as the beginning of a sentence. */
function placeName(place: string): string {
  return place === 'stem' ? '题干' : `选项 ${place} `;
}

/** Says once for a file that pictures came without words. */
export function undescribedRemark({ count }: Undescribed): { code: string; message: string } {
  const message = `有 ${count} 处图片没有说明，先写成了「题干的图」「选项 A 的图」这样。看不见图的人要听说明，入库后请补一句。`;
  return { code: 'image-alt', message };
}

/** At most so many UTF-16 units, no sign cut in half. */
function sliceText(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

const DATA = /^data:image\/[a-z0-9.+-]{1,40};base64,/i;

/**
 * The picture that a reference in HTML means: written into the reference itself, in the file, or elsewhere, which is not
 * fetched.
 *
 * @param inFile what lies in the file under this name; null when nothing does
 */
export function referencedPicture(
  source: string,
  alt: string,
  inFile: (source: string) => Pick<FoundPicture, 'key' | 'load'> | null,
): FoundPicture {
  const inline = DATA.exec(source);
  if (inline) return { alt, load: () => fromBase64(source.slice(inline[0].length)) };
  const found = inFile(source);
  if (found !== null) return { alt, ...found };
  const isElsewhere = /^(?!file:)(?:[a-z][a-z0-9+.-]{0,20}:|\/\/)/i.test(source);
  return {
    alt,
    load: () => {
      throw isElsewhere
        ? pictureElsewhere()
        : pictureMissing(source.slice(-200).split(/[/\\]/).at(-1)?.slice(0, 60) ?? '');
    },
  };
}

/** @throws UnusablePicture before anything is decoded, when it would be too large */
export function fromBase64(text: string): Uint8Array {
  if (text.length > READ_LIMITS.pictureBytes * 1.5) throw pictureTooLarge();
  return new Uint8Array(Buffer.from(text, 'base64'));
}
