import {
  drawCentered,
  drawText,
  mm,
  qrSvgPath,
  qrMatrix,
  widthOf,
  type CertificateFonts,
  type DrawOperation,
  type PageLayout,
} from '@zhian/certificates';
import { drawable } from './drawable.js';
import { answerSheet } from './answer-sheet.js';
import { questionBlock, sectionBlock } from './blocks.js';
import { fillColumns, type Area } from './columns.js';
import type { PrintedDocument } from './printed-document.js';
import { sectionsOf } from './sections.js';
import { INNER, LABEL, PAGE, SMALL, TITLE } from './type-styles.js';

/** A printed paper: pure, points from the upper left corner of an A4 page. */

const QR_SIZE = mm(17);
const FOOT = 14;
const FIRST_HEAD = 84;
const NEXT_HEAD = 22;
const NUMBERED_HEAD = QR_SIZE + 22;

/** Pages of one paper, its answer sheet last; numbered 第 1/3 页. */
export function layOutPaper(given: PrintedDocument, fonts: CertificateFonts): PageLayout[] {
  const document = drawable(given, fonts);
  const bottom = PAGE.height - PAGE.margin - FOOT;
  const next = document.number ? NUMBERED_HEAD : NEXT_HEAD;
  const area = (head: number): Area => ({ top: PAGE.margin + head, bottom });
  const blocks = sectionsOf(document.questions).flatMap((section) => [
    sectionBlock(section.title, fonts),
    ...section.questions.map((question) => questionBlock(question, fonts)),
  ]);
  const pages = fillColumns(blocks, (page) => area(page === 0 ? FIRST_HEAD : next)).map((operations, page) => [
    ...(page === 0 ? firstHead(document, fonts) : nextHead(document, fonts)),
    ...operations,
  ]);
  const sheets = document.answerSheet
    ? answerSheet(document.questions, () => area(next), fonts).map((operations) => [
        ...nextHead(document, fonts),
        ...operations,
      ])
    : [];
  const all = [...pages, ...sheets];
  return all.map((operations, index) => ({
    width: PAGE.width,
    height: PAGE.height,
    operations: [...operations, ...foot(document, `第 ${index + 1}/${all.length} 页`, fonts)],
  }));
}

function firstHead(document: PrintedDocument, fonts: CertificateFonts): DrawOperation[] {
  const { margin } = PAGE;
  const width = document.number ? INNER - QR_SIZE - 10 : INNER;
  const title = fit(document.title, width, fonts);
  const center = margin + width / 2;
  return [
    ...drawCentered(title.text, center, margin + 18, { ...TITLE, size: title.size }, fonts),
    ...drawCentered(document.subtitle, center, margin + 36, SMALL, fonts),
    ...(document.number ? mark(document.number, fonts) : []),
    ...(document.head ? fields(document, margin + 64, fonts) : []),
    rule(margin + FIRST_HEAD - 8),
  ];
}

/** Long titles are set smaller, and cut at last. */
function fit(text: string, width: number, fonts: CertificateFonts): { text: string; size: number } {
  for (let size = TITLE.size; size >= 10; size -= 0.5)
    if (widthOf(text, { ...TITLE, size }, fonts) <= width) return { text, size };
  return { text: shorten(text, width, 10, fonts), size: 10 };
}

function shorten(text: string, width: number, size: number, fonts: CertificateFonts): string {
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, { ...TITLE, size }, fonts) > width) letters.pop();
  return letters.length < [...text].length ? `${letters.join('')}…` : text;
}

/** 单位 · 姓名 · 证件尾号 · 得分: printed where it is known, a line to write on otherwise. */
function fields(document: PrintedDocument, baseline: number, fonts: CertificateFonts): DrawOperation[] {
  const { candidate, number } = document;
  const widths = [0.36, 0.24, 0.22, 0.18].map((share) => share * (number ? INNER - QR_SIZE - 10 : INNER));
  const given = [candidate?.unit ?? '', candidate?.name ?? '', '', ''];
  let x: number = PAGE.margin;
  return ['单位', '姓名', '证件尾号', '得分'].flatMap((label, index): DrawOperation[] => {
    const left = x;
    const width = (widths[index] ?? 0) - 8;
    x += widths[index] ?? 0;
    const start = left + widthOf(label, LABEL, fonts) + 3;
    const value = shorten(given[index] ?? '', width - (start - left) - 2, LABEL.size, fonts);
    return [
      ...drawText(label, left, baseline, LABEL, fonts),
      ...(value === '' ? [] : drawText(value, start + 2, baseline, LABEL, fonts)),
      line(start, baseline + 3, left + width - start),
    ];
  });
}

function nextHead(document: PrintedDocument, fonts: CertificateFonts): DrawOperation[] {
  const { margin } = PAGE;
  const { candidate, number } = document;
  const width = number ? INNER - QR_SIZE - 10 : INNER;
  return [
    ...drawText(shorten(document.title, width, SMALL.size, fonts), margin, margin + 10, SMALL, fonts),
    ...(candidate
      ? drawText([candidate.name, candidate.seat].filter(Boolean).join('　'), margin, margin + 26, LABEL, fonts)
      : []),
    ...(number ? mark(number, fonts) : []),
    rule(margin + (number ? NUMBERED_HEAD : NEXT_HEAD) - 6),
  ];
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

function foot(document: PrintedDocument, page: string, fonts: CertificateFonts): DrawOperation[] {
  const baseline = PAGE.height - PAGE.margin;
  const { candidate, number } = document;
  const left = [number, candidate?.name, candidate?.seat].filter(Boolean).join('　');
  return [
    ...drawText(left, PAGE.margin, baseline, SMALL, fonts),
    ...drawText(page, PAGE.width - PAGE.margin - widthOf(page, SMALL, fonts), baseline, SMALL, fonts),
  ];
}

const rule = (y: number): DrawOperation => line(PAGE.margin, y, INNER);
const line = (x: number, y: number, length: number): DrawOperation => ({
  kind: 'path',
  data: `M0 0H${Math.max(0, length).toFixed(2)}`,
  x,
  y,
  scale: 1,
  stroke: '#000000',
  strokeWidth: 0.6,
});
