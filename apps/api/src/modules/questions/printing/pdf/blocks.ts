import {
  breakLines,
  drawLine,
  drawText,
  type CertificateFonts,
  type DrawOperation,
  type Line,
  type TextStyle,
} from '@zhian/certificates';
import { optionColumns, optionRows } from '../option-columns.js';
import type { PrintedOption, PrintedPicture, PrintedQuestion } from '../printed-document.js';
import { solutionLines } from '../solution-lines.js';
import {
  COLUMN,
  LINE,
  NUMBER,
  NUMBER_INDENT,
  OPTION_AREA,
  OPTION_INDENT,
  SECTION,
  SOLUTION,
  TEXT,
  pictureSize,
} from '../type-styles.js';

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

interface Mark {
  readonly text: string;
  readonly x: number;
}

function textRow(line: Line, indent: number, style: TextStyle, fonts: CertificateFonts, mark: Mark | null): Row {
  const height = (LINE * style.size) / TEXT.size;
  return {
    height,
    draw: (x, y) => [
      ...(mark ? drawText(mark.text, x + mark.x, y + height * 0.75, NUMBER, fonts) : []),
      ...drawLine(line, x + indent, y + height * 0.75, fonts),
    ],
  };
}

/** Line breaks that the author has set stay; every line begins at the indent, the mark hangs before the first. */
export function paragraph(
  text: string,
  indent: number,
  style: TextStyle,
  fonts: CertificateFonts,
  mark: Mark | null = null,
  width = COLUMN,
): Row[] {
  const lines = text
    .normalize('NFC')
    .split(/\r?\n/)
    .flatMap((part) => breakLines([{ text: part, style }], width - indent, 0, fonts));
  const all = lines.length > 0 ? lines : [{ units: [], indent: 0 }];
  return all.map((line, index) => textRow(line, indent, style, fonts, index === 0 ? mark : null));
}

/** Never wider than the column, never over text: a row of its own. */
function pictureRow(picture: PrintedPicture, indent: number): Row {
  const { width, height } = pictureSize(picture, COLUMN - indent);
  return {
    height: height + 6,
    draw: (x, y) => [
      { kind: 'image', bytes: picture.bytes, name: picture.name, x: x + indent, y: y + 3, width, height },
    ],
  };
}

/** Options side by side, each known to fit its place. */
function gridRow(options: readonly PrintedOption[], columns: number, fonts: CertificateFonts): Row {
  const cells = options.map((option, index) => {
    const left = NUMBER_INDENT + (index * OPTION_AREA) / columns;
    return paragraph(option.text, left + OPTION_INDENT, TEXT, fonts, { text: `${option.id}.`, x: left });
  });
  return { height: LINE, draw: (x, y) => cells.flat().flatMap((cell) => cell.draw(x, y)) };
}

function optionsOf({ options }: PrintedQuestion, fonts: CertificateFonts): Row[] {
  const columns = optionColumns(options, fonts);
  if (columns > 1) return optionRows(options, columns).map((row) => gridRow(row, columns, fonts));
  const indent = NUMBER_INDENT + OPTION_INDENT;
  return options.flatMap((option) => [
    ...paragraph(option.text, indent, TEXT, fonts, { text: `${option.id}.`, x: NUMBER_INDENT }),
    ...(option.picture ? [pictureRow(option.picture, indent)] : []),
  ]);
}

export function sectionBlock(title: string, fonts: CertificateFonts): Block {
  return { rows: [space(4), ...paragraph(title, 0, SECTION, fonts), space(3)], keepWithNext: true };
}

/** Stem, pictures, options and, where it is printed, the key. */
export function questionBlock(question: PrintedQuestion, fonts: CertificateFonts): Block {
  const { slot, stem, picture, solution } = question;
  return {
    rows: [
      ...paragraph(stem, NUMBER_INDENT, TEXT, fonts, { text: `${slot}.`, x: 0 }),
      ...(picture ? [pictureRow(picture, NUMBER_INDENT)] : []),
      ...optionsOf(question, fonts),
      ...(solution ? solutionLines(solution) : []).flatMap((line) => paragraph(line, NUMBER_INDENT, SOLUTION, fonts)),
      space(7),
    ],
    keepWithNext: false,
  };
}
