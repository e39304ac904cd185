import { drawText, drawCentered, type CertificateFonts, type DrawOperation } from '@zhian/certificates';
import { boxWord } from '../box-word.js';
import { SHEET_NOTE, type PrintedQuestion } from '../printed-document.js';
import type { Area } from './columns.js';
import { COLUMN, LABEL, NUMBER, PAGE } from '../type-styles.js';

/** Large enough for a hand in a glove: 7 mm. */
const BOX = 20;
const STEP = 24;
const ROW = 24.5;
const NUMBER_WIDTH = 34;
const NOTE = 22;

/** One row of boxes per question, a letter in each; 对 and 错 where these are the options. */
export function answerSheet(
  questions: readonly PrintedQuestion[],
  { top, bottom }: Area,
  fonts: CertificateFonts,
): DrawOperation[][] {
  const pages: DrawOperation[][] = [];
  const rows = Math.floor((bottom - top - NOTE) / ROW);
  let at = 0;
  while (at < questions.length) {
    const shown = questions.slice(at, at + rows * 2);
    // Both columns equally long, so that a short paper does not hang on the left.
    const left = Math.min(rows, Math.ceil(shown.length / 2));
    pages.push([
      ...drawText(SHEET_NOTE, PAGE.margin, top + 11, LABEL, fonts),
      ...shown.flatMap((question, index) => {
        const column = index < left ? 0 : 1;
        return sheetRow(
          question,
          PAGE.margin + column * (COLUMN + PAGE.gap),
          top + NOTE + (index - column * left) * ROW,
          fonts,
        );
      }),
    ]);
    at += shown.length;
  }
  return pages;
}

function sheetRow(question: PrintedQuestion, x: number, y: number, fonts: CertificateFonts): DrawOperation[] {
  const baseline = y + BOX * 0.68;
  return [
    ...drawText(`${question.slot}.`, x, baseline, NUMBER, fonts),
    ...question.options.flatMap((option, place): DrawOperation[] => {
      const left = x + NUMBER_WIDTH + place * STEP;
      const word = boxWord(question, option);
      return [
        { kind: 'rectangle', x: left, y, width: BOX, height: BOX, stroke: '#000000', lineWidth: 0.8 },
        ...drawCentered(word, left + BOX / 2, baseline, { ...LABEL, size: word === option.id ? LABEL.size : 8 }, fonts),
      ];
    }),
  ];
}
