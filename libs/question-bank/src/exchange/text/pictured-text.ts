import type { FoundPicture } from '../picture-intake.js';

/** A picture within a text. */
export interface PictureInText {
  /** It stands before the sign at this offset, in UTF-16 units. */
  readonly at: number;
  readonly picture: FoundPicture;
}

/** A text and the pictures in it. */
export interface PicturedText {
  text: string;
  /** In the order of their offsets; absent where there is none. */
  pictures?: readonly PictureInText[] | undefined;
}

/** The texts as one, with a separator between them. */
export function joinPictured(parts: readonly PicturedText[], separator: string): PicturedText {
  const text = parts.map((part) => part.text).join(separator);
  let before = 0;
  const pictures = parts.flatMap((part) => {
    const from = before;
    before += part.text.length + separator.length;
    return (part.pictures ?? []).map(({ at, picture }) => ({ at: from + at, picture }));
  });
  return withPictures(text, pictures);
}

/**
 * The part of a text between two offsets, blanks around it taken off.
 *
 * @param picturesFrom pictures from here on go with it: what stands before a mark that was cut off belongs to its text
 */
export function cutPictured(
  whole: PicturedText,
  start: number,
  end = whole.text.length,
  picturesFrom = start,
): PicturedText {
  // What stands behind the last sign belongs to the last part.
  return trimmedPart(whole, start, end, picturesFrom, end >= whole.text.length ? Infinity : end);
}

/** The lines of a text, blanks around each taken off; empty ones stay. */
export function linesOfPictured(whole: PicturedText): PicturedText[] {
  let start = 0;
  return whole.text.split('\n').map((line) => {
    const from = start;
    const end = from + line.length;
    start = end + 1;
    return trimmedPart(whole, from, end, from, end + 1);
  });
}

/** With the pictures from one offset to before another. */
function trimmedPart(
  whole: PicturedText,
  start: number,
  end: number,
  picturesFrom: number,
  picturesTo: number,
): PicturedText {
  const part = whole.text.slice(start, end);
  const text = part.trim();
  if (whole.pictures === undefined) return { text };
  const from = start + part.length - part.trimStart().length;
  const pictures = whole.pictures
    .slice(placesBefore(whole.pictures, picturesFrom), placesBefore(whole.pictures, picturesTo))
    .map(({ at, picture }) => ({ at: Math.min(Math.max(at - from, 0), text.length), picture }));
  return withPictures(text, pictures);
}

/** How many pictures stand before an offset. A paragraph may have thousands, and as many lines (law A20). */
function placesBefore(pictures: readonly PictureInText[], offset: number): number {
  let low = 0;
  let high = pictures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pictures[middle]?.at ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The lines of one paragraph. A line of nothing but pictures goes to the text before it, or behind it where there is none:
 * who breaks a line within a paragraph means one thing.
 */
export function linesOfParagraph(paragraph: PicturedText): PicturedText[] {
  const lines = linesOfPictured(paragraph);
  if (lines.length === 1 || !lines.some(isPictureOnly)) return lines;
  /** What becomes one line. */
  const kept: PicturedText[][] = [];
  let waiting: PicturedText[] = [];
  let lastText: PicturedText[] | undefined;
  for (const line of lines) {
    if (isPictureOnly(line)) (lastText ?? waiting).push(line);
    else if (line.text === '') kept.push([line]);
    else {
      lastText = [...waiting, line];
      waiting = [];
      kept.push(lastText);
    }
  }
  if (waiting.length > 0) kept.push(waiting);
  return kept.map((parts) => joinPictured(parts, ''));
}

export function isPictureOnly({ text, pictures = [] }: PicturedText): boolean {
  return pictures.length > 0 && text.trim() === '';
}

function withPictures(text: string, pictures: readonly PictureInText[]): PicturedText {
  return pictures.length === 0 ? { text } : { text, pictures };
}
