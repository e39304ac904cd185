import {
  drawCentered,
  drawText,
  mm,
  qrMatrix,
  qrSvgPath,
  widthOf,
  type CertificateFonts,
  type DrawOperation,
  type TextStyle,
} from '@zhian/certificates';
import { HEAD_FIELDS, type PrintedDocument } from '../printed-document.js';
import { INNER, LABEL, PAGE, SMALL, TITLE } from '../type-styles.js';
import { heightOf, paragraph } from './blocks.js';

/** What stands above the rule of a page, and how much room it takes. */
export interface PageHead {
  readonly height: number;
  readonly operations: readonly DrawOperation[];
}

const QR_SIZE = mm(17);
const FIELDS_BASELINE = 64;
const FIRST = 84;
/** Without lines to fill in. */
const FIRST_BARE = 60;
const NEXT = 22;
const SHEET = 62;
/** With a QR code in its corner. */
const NUMBERED = QR_SIZE + 22;

/** Title, what the paper is, whose it is, and what he has to know. */
export function firstHead(document: PrintedDocument, fonts: CertificateFonts): PageHead {
  const { margin } = PAGE;
  const width = widthBeside(document);
  const title = fit(document.title, width, TITLE, 10, fonts);
  const above = document.head || document.number ? FIRST : FIRST_BARE;
  const center = margin + width / 2;
  const instructions = {
    rows: document.instructions.flatMap((text) => paragraph(text, 0, LABEL, fonts, null, INNER)),
    keepWithNext: false,
  };
  const operations = [
    ...drawCentered(title.text, center, margin + 18, title.style, fonts),
    ...drawCentered(document.subtitle, center, margin + 37, LABEL, fonts),
    ...(document.number ? mark(document.number, fonts) : []),
    ...(document.head ? fields(document, margin + FIELDS_BASELINE, fonts) : []),
  ];
  let y = margin + above - 8;
  for (const row of instructions.rows) {
    operations.push(...row.draw(margin, y));
    y += row.height;
  }
  const height = above + heightOf(instructions);
  return { height, operations: [...operations, rule(margin + height - 8 + (instructions.rows.length > 0 ? 2 : 0))] };
}

/** Of a list. */
export function listHead(title: string, subtitle: string, fonts: CertificateFonts): DrawOperation[] {
  const center = PAGE.margin + INNER / 2;
  const fitted = fit(title, INNER, TITLE, 10, fonts);
  return [
    ...drawCentered(fitted.text, center, PAGE.margin + 18, fitted.style, fonts),
    ...drawCentered(subtitle, center, PAGE.margin + 37, LABEL, fonts),
  ];
}

/** Of every page but the first. */
export function nextHead(document: PrintedDocument, fonts: CertificateFonts): PageHead {
  const { margin } = PAGE;
  const { candidate, number } = document;
  const height = number ? NUMBERED : NEXT;
  const title = shorten(document.title, widthBeside(document), SMALL, fonts);
  return {
    height,
    operations: [
      ...drawText(title, margin, margin + 10, SMALL, fonts),
      ...(candidate ? drawText(whoAndWhere(candidate), margin, margin + 26, LABEL, fonts) : []),
      ...(number ? mark(number, fonts) : []),
      rule(margin + height - 6),
    ],
  };
}

/** Of an answer sheet: it lies on the pile by itself, and says whose it is. */
export function sheetHead(document: PrintedDocument, fonts: CertificateFonts): PageHead {
  if (!document.head) return nextHead(document, fonts);
  const { margin } = PAGE;
  const height = document.number ? NUMBERED : SHEET;
  const title = shorten(document.title, widthBeside(document), LABEL, fonts);
  return {
    height,
    operations: [
      ...drawText(title, margin, margin + 12, LABEL, fonts),
      ...fields(document, margin + 42, fonts),
      ...(document.number ? mark(document.number, fonts) : []),
      rule(margin + height - 6),
    ],
  };
}

export function pageFoot(document: PrintedDocument, page: string, fonts: CertificateFonts): DrawOperation[] {
  const baseline = PAGE.height - PAGE.margin;
  const { candidate, number } = document;
  const left = [number ?? '', candidate ? whoAndWhere(candidate) : ''].filter(Boolean).join('　');
  return [
    ...drawText(left, PAGE.margin, baseline, SMALL, fonts),
    ...drawText(page, PAGE.width - PAGE.margin - widthOf(page, SMALL, fonts), baseline, SMALL, fonts),
  ];
}

/** What the QR code leaves of a line. */
const widthBeside = ({ number }: PrintedDocument): number => (number ? INNER - QR_SIZE - 10 : INNER);

const whoAndWhere = ({ name, seat }: NonNullable<PrintedDocument['candidate']>): string =>
  [name, seat].filter(Boolean).join('　');

/** What is too long is set smaller, and cut at last. */
export function fit(
  text: string,
  width: number,
  style: TextStyle,
  smallest: number,
  fonts: CertificateFonts,
): { text: string; style: TextStyle } {
  for (let size = style.size; size >= smallest; size -= 0.5)
    if (widthOf(text, { ...style, size }, fonts) <= width) return { text, style: { ...style, size } };
  const least = { ...style, size: smallest };
  return { text: shorten(text, width, least, fonts), style: least };
}

function shorten(text: string, width: number, style: TextStyle, fonts: CertificateFonts): string {
  if (widthOf(text, style, fonts) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, style, fonts) > width) letters.pop();
  return `${letters.join('')}…`;
}

/** 单位 · 姓名 · 证件尾号 · 得分: printed where it is known, a line to write on otherwise. */
function fields(document: PrintedDocument, baseline: number, fonts: CertificateFonts): DrawOperation[] {
  const { candidate } = document;
  const widths = [0.34, 0.28, 0.2, 0.18].map((share) => share * widthBeside(document));
  const given = [candidate?.unit ?? '', candidate?.name ?? '', '', ''];
  let x: number = PAGE.margin;
  return HEAD_FIELDS.flatMap((label, index): DrawOperation[] => {
    const left = x;
    const width = (widths[index] ?? 0) - 8;
    x += widths[index] ?? 0;
    const start = left + widthOf(label, LABEL, fonts) + 3;
    const value = fit(given[index] ?? '', width - (start - left) - 2, LABEL, 7, fonts);
    return [
      ...drawText(label, left, baseline, LABEL, fonts),
      ...drawText(value.text, start + 2, baseline, value.style, fonts),
      horizontal(start, baseline + 3, left + width - start),
    ];
  });
}

/** The QR code in the upper right corner, the number in clear below it. */
function mark(number: string, fonts: CertificateFonts): DrawOperation[] {
  const { size } = qrMatrix(number);
  const left = PAGE.width - PAGE.margin - QR_SIZE;
  const style = { ...SMALL, face: 'sansMedium' as const };
  return [
    { kind: 'path', data: qrSvgPath(number), x: left, y: PAGE.margin, scale: QR_SIZE / size, fill: '#000000' },
    ...drawCentered(number, left + QR_SIZE / 2, PAGE.margin + QR_SIZE + 11, style, fonts),
  ];
}

const rule = (y: number): DrawOperation => horizontal(PAGE.margin, y, INNER);

/** A line to write on, or between things. */
export const horizontal = (x: number, y: number, length: number): DrawOperation => ({
  kind: 'path',
  data: `M0 0H${Math.max(0, length).toFixed(2)}`,
  x,
  y,
  scale: 1,
  stroke: '#000000',
  strokeWidth: 0.6,
});
