import type { QuestionImage } from '../../model/question.js';
import type { WritableQuestion } from '../write-questions.js';
import type { ExportedFile, LeftOut } from './exported-file.js';
import { escapeAttribute } from './foreign-text.js';

/** The bytes of a picture that goes out with the questions that show it. */
export interface WrittenPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'png' | 'jpg' | 'webp';
}

/** By the id that questions name. */
export type WrittenPictures = ReadonlyMap<string, WrittenPicture>;

export const NO_PICTURES: WrittenPictures = new Map();

/** What the pictures are called in a file: by their order, because an id of ours says nothing elsewhere. */
export function pictureNames(pictures: WrittenPictures): Map<string, string> {
  return new Map([...pictures].map(([id, { extension }], index) => [id, `p${index + 1}.${extension}`]));
}

export function imageAt({ images = [] }: WritableQuestion, place: string): QuestionImage | undefined {
  return images.find((image) => image.place === place);
}

/** A picture as an element of HTML, which is one of QTI too. */
export function imageElement({ alt, width, height }: QuestionImage, source: string): string {
  const size = width > 0 && height > 0 ? ` width="${width}" height="${height}"` : '';
  return `<img src="${escapeAttribute(source)}" alt="${escapeAttribute(alt)}"${size}/>`;
}

/**
 * Writes the questions with those pictures that are there, and names the others with the reason. An option that is nothing
 * but its picture does not go without it, and the question neither.
 *
 * @param pictures what the file will hold; none at all for a format without a place for them
 */
export async function writeCarrying(
  questions: readonly WritableQuestion[],
  pictures: WrittenPictures,
  reason: string,
  write: (carried: readonly WritableQuestion[]) => ExportedFile | Promise<ExportedFile>,
): Promise<ExportedFile> {
  const leftOut: LeftOut[] = [];
  const carried: { index: number; question: WritableQuestion }[] = [];
  questions.forEach((question, index) => {
    const { images = [], ...rest } = question;
    const kept = images.filter(({ fileId }) => pictures.has(fileId));
    const gone = images.filter(({ fileId }) => !pictures.has(fileId)).map(({ place }) => place);
    if (question.options.some(({ label, text }) => text.trim() === '' && gone.includes(label))) {
      leftOut.push({ index, what: 'question', reason: `有的选项只有图片，${reason}` });
      return;
    }
    if (gone.length > 0) leftOut.push({ index, what: 'images', reason });
    carried.push({ index, question: kept.length > 0 ? { ...rest, images: kept } : rest });
  });
  const file = await write(carried.map(({ question }) => question));
  const own = file.leftOut.map((left) => ({ ...left, index: carried[left.index]?.index ?? left.index }));
  return { bytes: file.bytes, leftOut: [...leftOut, ...own] };
}
