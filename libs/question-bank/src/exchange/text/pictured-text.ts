import type { FoundPicture } from '../picture-intake.js';

/** A picture within a text. */
export interface PictureInText {
  /** It stands before the sign at this offset, in UTF-16 units. */
  readonly at: number;
  readonly picture: FoundPicture;
}

/** A text and the pictures in it, in their order. */
export interface PicturedText {
  text: string;
  /** Absent where there is none. */
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
  const isLast = end >= whole.text.length;
  return trimmedPart(whole, start, end, (at) => at >= picturesFrom && (at < end || isLast));
}

/** The lines of a text, blanks around each taken off; empty ones stay. */
export function linesOfPictured(whole: PicturedText): PicturedText[] {
  let start = 0;
  return whole.text.split('\n').map((line) => {
    const from = start;
    const end = from + line.length;
    start = end + 1;
    return trimmedPart(whole, from, end, (at) => at >= from && at <= end);
  });
}

function trimmedPart(whole: PicturedText, start: number, end: number, holds: (at: number) => boolean): PicturedText {
  const part = whole.text.slice(start, end);
  const text = part.trim();
  if (whole.pictures === undefined) return { text };
  const from = start + part.length - part.trimStart().length;
  const pictures = whole.pictures
    .filter(({ at }) => holds(at))
    .map(({ at, picture }) => ({ at: Math.min(Math.max(at - from, 0), text.length), picture }));
  return withPictures(text, pictures);
}

/**
 * The lines of one paragraph. A line of nothing but pictures goes to the text before it, or behind it where there is none:
 * who breaks a line within a paragraph means one thing.
 */
export function linesOfParagraph(paragraph: PicturedText): PicturedText[] {
  const lines = linesOfPictured(paragraph);
  const bare = lines.filter(isPictureOnly);
  if (bare.length === 0 || lines.length === 1) return lines;
  const kept: PicturedText[] = [];
  let waiting: PicturedText[] = [];
  for (const line of lines) {
    const last = kept.findLastIndex(({ text }) => text !== '');
    if (!isPictureOnly(line)) {
      kept.push(line.text === '' ? line : joinPictured([...waiting, line], ''));
      if (line.text !== '') waiting = [];
    } else if (last === -1) waiting.push(line);
    else kept[last] = joinPictured([kept[last] ?? line, line], '');
  }
  return waiting.length === 0 ? kept : [...kept, joinPictured(waiting, '')];
}

export function isPictureOnly({ text, pictures = [] }: PicturedText): boolean {
  return pictures.length > 0 && text.trim() === '';
}

function withPictures(text: string, pictures: readonly PictureInText[]): PicturedText {
  return pictures.length === 0 ? { text } : { text, pictures };
}
