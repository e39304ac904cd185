import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';
import { boxWord } from '../box-word.js';
import { SHEET_NOTE, type PrintedQuestion } from '../printed-document.js';
import { runsOf, twips } from './word-styles.js';

const BOX = twips(24);
const NUMBER_CELL = twips(34);
const GAP_CELL = twips(18);
/** Rows of one leaf: the left half is filled first, and no half is longer than a page. */
const ROWS = 26;
const NONE = { style: BorderStyle.NIL, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const LINE = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/** The boxes of the answer sheet: a row per question in two halves, a letter in each box. */
export function answerTable(questions: readonly PrintedQuestion[]): FileChild[] {
  const boxes = Math.max(1, ...questions.map(({ options }) => options.length));
  const leaves = Array.from({ length: Math.ceil(questions.length / (2 * ROWS)) }, (_, leaf) =>
    questions.slice(leaf * 2 * ROWS, (leaf + 1) * 2 * ROWS),
  );
  return leaves.flatMap((leaf): FileChild[] => [
    new Paragraph({ style: 'Box', children: runsOf(SHEET_NOTE), spacing: { after: 120 } }),
    leafTable(leaf, boxes),
  ]);
}

function leafTable(questions: readonly PrintedQuestion[], boxes: number): Table {
  const half = Math.ceil(questions.length / 2);
  const rows = questions.slice(0, half).map((question, index) => [question, questions[half + index]] as const);
  const halfWidths = [NUMBER_CELL, ...Array.from({ length: boxes }, () => BOX)];
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [...halfWidths, GAP_CELL, ...halfWidths],
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: rows.map(
      ([left, right]) =>
        new TableRow({
          cantSplit: true,
          height: { value: BOX, rule: HeightRule.EXACT },
          children: [...halfOf(left, boxes), cell('', GAP_CELL, false), ...halfOf(right, boxes)],
        }),
    ),
  });
}

function halfOf(question: PrintedQuestion | undefined, boxes: number): TableCell[] {
  return [
    cell(question ? `${question.slot}.` : '', NUMBER_CELL, false),
    ...Array.from({ length: boxes }, (_, place) => {
      const option = question?.options[place];
      return cell(question && option ? boxWord(question, option) : '', BOX, option !== undefined);
    }),
  ];
}

function cell(text: string, width: number, boxed: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: boxed ? BORDERS : NO_BORDERS,
    margins: { left: 0, right: 0 },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        style: text.length > 1 && boxed ? 'SmallBox' : 'Box',
        alignment: AlignmentType.CENTER,
        children: runsOf(text),
      }),
    ],
  });
}
