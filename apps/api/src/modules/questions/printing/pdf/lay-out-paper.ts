import type { CertificateFonts, PageLayout } from '@zhian/certificates';
import type { PrintedDocument } from '../printed-document.js';
import { sectionsOf } from '../sections.js';
import { PAGE } from '../type-styles.js';
import { answerSheet } from './answer-sheet.js';
import { questionBlock, sectionBlock } from './blocks.js';
import { fillColumns, type Area } from './columns.js';
import { drawable } from './drawable.js';
import { firstHead, nextHead, pageFoot, sheetHead, type PageHead } from './page-heads.js';

const FOOT = 14;

/** Pages of one paper, its answer sheet last on a page of its own; numbered 第 1/3 页. Pure; points from the upper left corner. */
export function layOutPaper(given: PrintedDocument, fonts: CertificateFonts): PageLayout[] {
  const document = drawable(given, fonts);
  const first = firstHead(document, fonts);
  const next = nextHead(document, fonts);
  const blocks = sectionsOf(document.questions).flatMap((section) => [
    sectionBlock(section.title, fonts),
    ...section.questions.map((question) => questionBlock(question, fonts)),
  ]);
  const pages = fillColumns(blocks, (page) => areaBelow(page === 0 ? first : next)).map((operations, page) => [
    ...(page === 0 ? first : next).operations,
    ...operations,
  ]);
  const all = [...pages, ...sheetsOf(document, fonts)];
  return all.map((operations, index) => ({
    width: PAGE.width,
    height: PAGE.height,
    operations: [...operations, ...pageFoot(document, `第 ${index + 1}/${all.length} 页`, fonts)],
  }));
}

function sheetsOf(document: PrintedDocument, fonts: CertificateFonts): PageLayout['operations'][] {
  if (!document.answerSheet) return [];
  const head = sheetHead(document, fonts);
  return answerSheet(document.questions, areaBelow(head), fonts).map((operations) => [
    ...head.operations,
    ...operations,
  ]);
}

const areaBelow = (head: PageHead): Area => ({
  top: PAGE.margin + head.height,
  bottom: PAGE.height - PAGE.margin - FOOT,
});
