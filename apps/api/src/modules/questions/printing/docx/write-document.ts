import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Tab,
  TabStopType,
  TextRun,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import type { CertificateFonts } from '@zhian/certificates';
import { HEAD_FIELDS, type PrintedDocument } from '../printed-document.js';
import { sectionsOf } from '../sections.js';
import { INNER, PAGE } from '../type-styles.js';
import { answerTable } from './answer-table.js';
import { questionParagraphs, sectionParagraph } from './question-paragraphs.js';
import { DOCUMENT_STYLES, headlineOf, noteOf, runsOf, textOf, twips } from './word-styles.js';

const MARGIN = twips(PAGE.margin);
/** Where the lines of name and unit end, as shares of the width. */
const FIELD_ENDS = [0.34, 0.62, 0.82, 1];

/**
 * A paper as a Word document: the same sections, rows of options and answer sheet as on the PDF, in text that can be edited. With
 * its key it reads back through our own reader of Word files.
 */
export async function writeDocument(
  title: string,
  papers: readonly PrintedDocument[],
  fonts: CertificateFonts,
): Promise<Uint8Array> {
  const document = new Document({
    title: textOf(title),
    creator: '知安',
    lastModifiedBy: '知安',
    styles: DOCUMENT_STYLES,
    sections: papers.flatMap((paper) => [
      headOf(paper),
      questionsOf(paper, fonts),
      ...(paper.answerSheet ? [sheetOf(paper)] : []),
    ]),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function headOf(paper: PrintedDocument): ISectionOptions {
  return {
    properties: sheetOfA4(),
    footers: { default: footOf(paper) },
    children: [
      headlineOf(paper.title),
      noteOf(paper.subtitle, AlignmentType.CENTER),
      ...(paper.head ? [fieldLine(paper)] : []),
      ...paper.instructions.map((text) => noteOf(text)),
    ],
  };
}

/** Two columns, as on the PDF. */
function questionsOf(paper: PrintedDocument, fonts: CertificateFonts): ISectionOptions {
  const children = sectionsOf(paper.questions).flatMap((section) => [
    sectionParagraph(section.title),
    ...section.questions.flatMap((question) => questionParagraphs(question, fonts)),
  ]);
  return {
    properties: {
      ...sheetOfA4(),
      type: SectionType.CONTINUOUS,
      column: { count: 2, space: twips(PAGE.gap), equalWidth: true },
    },
    children,
  };
}

/** On a page of its own, with its own lines for name and unit. */
function sheetOf(paper: PrintedDocument): ISectionOptions {
  const children: FileChild[] = [
    noteOf(paper.title, AlignmentType.CENTER),
    ...(paper.head ? [fieldLine(paper)] : []),
    ...answerTable(paper.questions),
  ];
  return { properties: { ...sheetOfA4(), type: SectionType.NEXT_PAGE }, children };
}

/** 单位 ____ 姓名 ____: known ones filled in, the others a line as long as the place. */
function fieldLine({ candidate }: PrintedDocument): Paragraph {
  const given = [candidate?.unit ?? '', candidate?.name ?? '', '', ''];
  return new Paragraph({
    spacing: { before: 160, after: 160 },
    tabStops: FIELD_ENDS.map((end) => ({
      type: TabStopType.LEFT,
      position: twips(end * INNER),
      leader: 'underscore' as const,
    })),
    children: runsOf(HEAD_FIELDS.map((label, index) => `${label} ${given[index] ?? ''}\t`).join(' ')),
  });
}

function footOf({ title }: PrintedDocument): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Foot',
        tabStops: [{ type: TabStopType.RIGHT, position: twips(INNER) }],
        children: [
          ...runsOf(title),
          new TextRun({ children: [new Tab(), '第 ', PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES, ' 页'] }),
        ],
      }),
    ],
  });
}

const sheetOfA4 = () => ({
  page: {
    size: { width: twips(PAGE.width), height: twips(PAGE.height) },
    margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
  },
});
