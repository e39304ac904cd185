import { mm, type TextStyle } from '@zhian/certificates';

/** A4 with 20 mm all round; two columns of 10.5 pt. In points, for every format. */
export const PAGE = { width: 595.28, height: 841.89, margin: mm(20), gap: 18 } as const;
export const INNER = PAGE.width - 2 * PAGE.margin;
export const COLUMN = (INNER - PAGE.gap) / 2;
export const LINE = 15.5;
/** Room for the number of a question, which hangs; everything of the question stands right of it. */
export const NUMBER_INDENT = 25;
/** Room for the letter of an option. */
export const OPTION_INDENT = 17;
/** What is left for the options of a question. */
export const OPTION_AREA = COLUMN - NUMBER_INDENT;
/** Of a picture at its full size: points per pixel, and the part of a column's height that it may take. */
const PIXEL = 0.75;
const MAX_PICTURE = 190;

const style = (face: TextStyle['face'], size: number, color = '#000000'): TextStyle => ({ face, size, color });

export const TEXT = style('serifRegular', 10.5);
export const SMALL = style('sansRegular', 8.5, '#333333');
export const LABEL = style('sansRegular', 10);
export const NUMBER = style('sansMedium', 10.5);
export const SECTION = style('sansMedium', 11);
export const TITLE = style('serifBold', 17);
export const SOLUTION = style('sansRegular', 9, '#333333');

/** As large as printed, never wider than its place. */
export function pictureSize(
  { width, height }: { readonly width: number; readonly height: number },
  place: number,
): { width: number; height: number } {
  const scale = Math.min(PIXEL, place / width, MAX_PICTURE / height);
  return { width: width * scale, height: height * scale };
}
