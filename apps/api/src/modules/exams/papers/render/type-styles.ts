import { mm, type TextStyle } from '@zhian/certificates';

/** A4 with 20 mm all round; two columns of 10.5 pt. In points. */
export const PAGE = { width: 595.28, height: 841.89, margin: mm(20), gap: 18 } as const;
export const INNER = PAGE.width - 2 * PAGE.margin;
export const COLUMN = (INNER - PAGE.gap) / 2;
export const LINE = 15.5;

const style = (face: TextStyle['face'], size: number, color = '#000000'): TextStyle => ({ face, size, color });

export const TEXT = style('serifRegular', 10.5);
export const SMALL = style('sansRegular', 8.5, '#333333');
export const LABEL = style('sansRegular', 10);
export const NUMBER = style('sansMedium', 10.5);
export const SECTION = style('sansMedium', 11);
export const TITLE = style('serifBold', 17);
export const SOLUTION = style('sansRegular', 9, '#333333');
