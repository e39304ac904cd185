import { optionLabel } from '../../model/question.js';
import type { FoundPicture, PlacedPicture } from '../picture-intake.js';
import { foldWidth } from './fold-width.js';
import * as P from './patterns.js';
import type { PicturedText } from './pictured-text.js';
import type { TextRemark } from './text-question.js';

/** Stands for a picture while the parts of a question are told apart: Unicode keeps this sign for uses such as this one. */
const MARK = '\uFDD0';
const UNREADABLE_SIGN = '\uFFFD';

/** Stem and options as found, with marks where their pictures stand. */
export interface MarkedParts {
  stem: string;
  /** `line`: which line of the question the option begins on. */
  options: { letter: string; text: string; line: number }[];
}

/** Which part of the question each picture belongs to. */
export interface PicturePlaces {
  placed: PlacedPicture[];
  /** zh-CN; why it cannot be told, null where it can. */
  unclear: string | null;
  doubts: TextRemark[];
}

/** Pictures of one part. */
interface PartPictures {
  /** Among the words, or in a paragraph with them. */
  among: FoundPicture[];
  /** In paragraphs of their own below the words. */
  below: FoundPicture[];
  isBare: boolean;
  line: number;
}

/** The line with a mark for each of its pictures; one that floats in front of the letter of an option belongs to it. */
export function markPictures({ text, pictures = [] }: PicturedText): string {
  const letter = P.OPTION_START.exec(foldWidth(text)) ?? P.OPTION_LOOSE.exec(foldWidth(text));
  const first = letter?.[0].length ?? 0;
  let marked = '';
  let from = 0;
  for (const picture of pictures) {
    const at = picture.at === 0 ? first : Math.max(picture.at, from);
    marked += `${text.slice(from, at).replaceAll(MARK, UNREADABLE_SIGN)}${MARK}`;
    from = at;
  }
  return `${marked}${text.slice(from).replaceAll(MARK, UNREADABLE_SIGN)}`;
}

/** True for a line of marks and nothing else. */
export function isMarked(line: string): boolean {
  return line.includes(MARK) && line.replaceAll(MARK, '').trim() === '';
}

/**
 * Takes the marks out of the parts again, and says which part each picture belongs to: the one among whose words it stands,
 * or below whose words it has a paragraph of its own.
 *
 * @param pictures of the question, in the order of their marks
 */
export function placePicturesOf(parts: MarkedParts, pictures: readonly FoundPicture[]): PicturePlaces {
  const queue = [...pictures];
  const take = (part: { text: string; line: number }): PartPictures => {
    const { text, among, below } = unmark(part.text, queue);
    part.text = text;
    return { among, below, isBare: text === '', line: part.line };
  };
  const asked = { text: parts.stem, line: 0 };
  const stem = take(asked);
  parts.stem = asked.text;
  return settle(stem, parts.options.map(take));
}

function unmark(marked: string, queue: FoundPicture[]): { text: string; among: FoundPicture[]; below: FoundPicture[] } {
  const among: FoundPicture[] = [];
  const below: FoundPicture[] = [];
  if (!marked.includes(MARK)) return { text: marked, among, below };
  const lines: string[] = [];
  for (const [index, line] of marked.split('\n').entries()) {
    const count = line.split(MARK).length - 1;
    // The first line is that of the letter itself.
    (isMarked(line) && index > 0 ? below : among).push(...queue.splice(0, count));
    if (!isMarked(line)) lines.push(count === 0 ? line : line.replaceAll(MARK, '').trim());
  }
  return { text: lines.join('\n'), among, below };
}

function settle(stem: PartPictures, options: readonly PartPictures[]): PicturePlaces {
  const last = options.at(-1);
  const inStem = [...stem.among, ...stem.below];
  const isPlain = ({ among, below }: PartPictures): boolean => among.length + below.length === 0;
  // What is asked about is often drawn below the last option.
  const isBelowAll = last?.below.length === 1 && last.among.length === 0 && options.slice(0, -1).every(isPlain);
  if (isBelowAll && !last.isBare) {
    const message = '图片在最后一个选项下面，算作题干的图，请看一眼。';
    return {
      placed: placedIn('stem', [...inStem, ...last.below]),
      unclear: null,
      doubts: [{ code: 'picture-place', message }],
    };
  }
  const inOptions = options.flatMap(({ among, below }, index) => placedIn(optionLabel(index), [...among, ...below]));
  return { placed: [...placedIn('stem', inStem), ...inOptions], unclear: unclearIn(stem, options), doubts: [] };
}

function placedIn(place: string, pictures: readonly FoundPicture[]): PlacedPicture[] {
  return pictures.map((picture) => ({ place, picture }));
}

function unclearIn(stem: PartPictures, options: readonly PartPictures[]): string | null {
  const last = options.at(-1);
  const others = options.slice(0, -1);
  const isAbove = stem.below.length > 0 && others.length > 0 && others.every(({ below }) => below.length > 0);
  if (isAbove && last?.below.length === 0 && last.among.length === 0) {
    return '分不清图片是上面那个选项的，还是下面那个选项的。请把每张图放进选项自己的那一段再导。';
  }
  const isShared = options.some(({ below, line }, index) => below.length > 0 && options[index - 1]?.line === line);
  return isShared ? '几个选项写在一行，分不清下面的图片是哪个选项的。请每个选项写一段，图片放在自己的那一段。' : null;
}
