import * as fc from 'fast-check';
import { checkDraft } from '../model/check-draft.js';
import { contentFingerprint } from '../model/fingerprint.js';
import type { QuestionImage } from '../model/question.js';
import type { TakePicture } from '../exchange/read-options.js';
import type { WritableQuestion } from '../exchange/write-questions.js';
import type { WrittenPicture, WrittenPictures } from '../exchange/interchange/written-pictures.js';
import { nastyQuestion, nastyText } from './nasty-questions.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Bytes that begin as a PNG does and differ by the number; nobody here decodes them. */
export function pictureBytes(no: number): Uint8Array {
  return Uint8Array.from([...SIGNATURE, no, 0, 255, 60, 13, 10]);
}

/** Six different pictures, of the three kinds that are stored, by their id. */
export const SIX_PICTURES: WrittenPictures = new Map(
  (['png', 'jpg', 'webp', 'png', 'jpg', 'png'] as const).map((extension, no): [string, WrittenPicture] => [
    `picture-${no}`,
    { bytes: pictureBytes(no), extension },
  ]),
);

const sizeOf = (no: number): { width: number; height: number } => ({ width: 40 + no, height: 30 });

/** Takes these pictures as what they are in the bank, and nothing else; counts what it is asked. */
export function takerOf(pictures: WrittenPictures): TakePicture & { readonly asked: Uint8Array[] } {
  const asked: Uint8Array[] = [];
  const take: TakePicture = async (bytes) => {
    asked.push(bytes);
    const at = [...pictures].findIndex(([, known]) => Buffer.from(known.bytes).equals(bytes));
    const fileId = [...pictures.keys()][at];
    return fileId === undefined ? { refused: '只收测试的图片。' } : { fileId, ...sizeOf(at) };
  };
  return Object.assign(take, { asked });
}

export function imageOf(no: number, place: string, alt: string): QuestionImage {
  return { place, fileId: `picture-${no}`, alt, ...sizeOf(no) };
}

const words = nastyText.map((text) => text.trim().slice(0, 200)).filter((text) => text !== '');

/** Any question that may stand in a bank, with some of the six pictures; a pictured option may have no words. */
export const picturedQuestion: fc.Arbitrary<WritableQuestion> = fc
  .record({
    question: nastyQuestion,
    pictures: fc.array(fc.record({ at: fc.nat({ max: 8 }), no: fc.nat({ max: 5 }), alt: words, bare: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ question, pictures }) => {
    const places = ['stem', ...(question.type === 'true_false' ? [] : question.options.map(({ label }) => label))];
    const byPlace = new Map(pictures.map((picture) => [places[picture.at % places.length] ?? 'stem', picture]));
    const images = places.flatMap((place) => {
      const picture = byPlace.get(place);
      return picture === undefined ? [] : [imageOf(picture.no, place, picture.alt)];
    });
    const options = question.options.map((option) =>
      byPlace.get(option.label)?.bare ? { ...option, text: '' } : option,
    );
    return { ...question, options, images };
  })
  .filter(({ type, stem, options, images, key, ...rest }) => {
    return checkDraft({ content: { type, stem, options, images }, key: { correct: key }, ...rest }).length === 0;
  });

/** A bank of a few such questions, no two of which are exact copies. */
export const picturedQuestions: fc.Arbitrary<WritableQuestion[]> = fc.uniqueArray(
  fc.oneof({ weight: 3, arbitrary: picturedQuestion }, { weight: 1, arbitrary: nastyQuestion }),
  {
    minLength: 1,
    maxLength: 5,
    selector: ({ type, stem, options, images = [], key }) =>
      contentFingerprint({ content: { type, stem, options, images }, key: { correct: key } }),
  },
);
