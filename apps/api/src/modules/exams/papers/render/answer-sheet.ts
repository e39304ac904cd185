import { drawText, drawCentered, type CertificateFonts, type DrawOperation } from '@zhian/certificates';
import type { PrintedOption, PrintedQuestion } from './printed-document.js';
import type { Area } from './columns.js';
import { COLUMN, LABEL, NUMBER, PAGE } from './type-styles.js';

/** Large enough for a hand in a glove: 7 mm. */
const BOX = 20;
const STEP = 24;
const ROW = 24.5;
const NUMBER_WIDTH = 34;
const NOTE = 22;

/** One row of boxes per question, a letter in each; 对 and 错 where these are the options. */
export function answerSheet(
  questions: readonly PrintedQuestion[],
  areaOf: (page: number) => Area,
  fonts: CertificateFonts,
): DrawOperation[][] {
  const pages: DrawOperation[][] = [];
  let at = 0;
  while (at < questions.length) {
    const { top, bottom } = areaOf(pages.length);
    const rows = Math.floor((bottom - top - NOTE) / ROW);
    const shown = questions.slice(at, at + rows * 2);
    // Both columns equally long, so that a short paper does not hang on the left.
    const left = Math.min(rows, Math.ceil(shown.length / 2));
    pages.push([
      ...drawText(
        '答题卡：在所选字母的方框里打“√”。改选时把原来的方框整个涂黑，再选。',
        PAGE.margin,
        top + 11,
        LABEL,
        fonts,
      ),
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
      return [
        { kind: 'rectangle', x: left, y, width: BOX, height: BOX, stroke: '#000000', lineWidth: 0.8 },
        ...boxLabel(question, option, left + BOX / 2, baseline, fonts),
      ];
    }),
  ];
}

/** A judgement is ticked as such, where its word goes into the box. */
function boxLabel(
  question: PrintedQuestion,
  option: PrintedOption,
  center: number,
  baseline: number,
  fonts: CertificateFonts,
): DrawOperation[] {
  const word = question.type === 'true_false' && [...option.text].length <= 2;
  return word
    ? drawCentered(option.text, center, baseline, { ...LABEL, size: 8 }, fonts)
    : drawCentered(option.id, center, baseline, LABEL, fonts);
}
