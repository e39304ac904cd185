import {
  breakLines,
  drawLine,
  drawText,
  type CertificateFonts,
  type DrawOperation,
  type Line,
  type TextStyle,
} from '@zhian/certificates';
import type { PrintedPicture, PrintedQuestion } from './printed-document.js';
import { COLUMN, LINE, NUMBER, SECTION, SOLUTION, TEXT } from './type-styles.js';

/** One row of a column: as high as it says, drawn with its upper left corner where it is put. */
export interface Row {
  readonly height: number;
  draw(x: number, y: number): DrawOperation[];
}

/** Rows that stay together, unless they are higher than a column. */
export interface Block {
  readonly rows: readonly Row[];
  /** Stands with the block after it. */
  readonly keepWithNext: boolean;
}

export const heightOf = (block: Block): number => block.rows.reduce((sum, row) => sum + row.height, 0);
export const space = (height: number): Row => ({ height, draw: () => [] });

const NUMBER_WIDTH = 25;
const OPTION_WIDTH = 17;
/** Part of a column's height that one picture may take. */
const MAX_PICTURE = 190;
const PIXEL = 0.75;

function textRow(
  line: Line,
  indent: number,
  style: TextStyle,
  fonts: CertificateFonts,
  mark: { readonly text: string; readonly x: number; readonly style: TextStyle } | null,
): Row {
  const height = (LINE * style.size) / TEXT.size;
  return {
    height,
    draw: (x, y) => [
      ...(mark ? drawText(mark.text, x + mark.x, y + height * 0.75, mark.style, fonts) : []),
      ...drawLine(line, x + indent, y + height * 0.75, fonts),
    ],
  };
}

/** Line breaks that the author has set stay; every line begins at the indent, the mark hangs before the first. */
function paragraph(
  text: string,
  indent: number,
  style: TextStyle,
  fonts: CertificateFonts,
  mark: { text: string; x: number; style: TextStyle } | null = null,
): Row[] {
  const lines = text
    .normalize('NFC')
    .split(/\r?\n/)
    .flatMap((part) => breakLines([{ text: part, style }], COLUMN - indent, 0, fonts));
  const all = lines.length > 0 ? lines : [{ units: [], indent: 0 }];
  return all.map((line, index) => textRow(line, indent, style, fonts, index === 0 ? mark : null));
}

/** Never wider than the column, never over text: a row of its own. */
function pictureRow(picture: PrintedPicture, indent: number): Row {
  const scale = Math.min(PIXEL, (COLUMN - indent) / picture.width, MAX_PICTURE / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return {
    height: height + 6,
    draw: (x, y) => [{ kind: 'image', bytes: picture.bytes, x: x + indent, y: y + 3, width, height }],
  };
}

export function sectionBlock(title: string, fonts: CertificateFonts): Block {
  return { rows: [space(4), ...paragraph(title, 0, SECTION, fonts), space(3)], keepWithNext: true };
}

/** Stem, pictures, options and, where it is printed, the key. */
export function questionBlock(question: PrintedQuestion, fonts: CertificateFonts): Block {
  const rows = paragraph(question.stem, NUMBER_WIDTH, TEXT, fonts, { text: `${question.slot}.`, x: 0, style: NUMBER });
  if (question.picture) rows.push(pictureRow(question.picture, NUMBER_WIDTH));
  for (const option of question.options) {
    const mark = { text: `${option.id}.`, x: NUMBER_WIDTH, style: NUMBER };
    rows.push(...paragraph(option.text, NUMBER_WIDTH + OPTION_WIDTH, TEXT, fonts, mark));
    if (option.picture) rows.push(pictureRow(option.picture, NUMBER_WIDTH + OPTION_WIDTH));
  }
  if (question.solution) {
    const { key, explanation } = question.solution;
    rows.push(...paragraph(`答案：${key}`, NUMBER_WIDTH, SOLUTION, fonts));
    if (explanation !== '') rows.push(...paragraph(`解析：${explanation}`, NUMBER_WIDTH, SOLUTION, fonts));
  }
  return { rows: [...rows, space(7)], keepWithNext: false };
}
