import { drawText, widthOf, type CertificateFonts, type DrawOperation, type PageLayout } from '@zhian/certificates';
import { drawableText } from '../../../../platform/fonts/drawable-text.js';
import type { PrintedList } from '../printed-document.js';
import { INNER, LABEL, NUMBER, PAGE, SMALL } from '../type-styles.js';
import { fit, horizontal, listHead } from './page-heads.js';

/** High enough to sign in. */
const ROW = 24;
const HEAD = 50;
const FOOT = 14;
const PADDING = 4;

/** A list with a line under each row; its columns are named on every page. What is too long for its place is set smaller. */
export function layOutList(list: PrintedList, fonts: CertificateFonts): PageLayout[] {
  const { margin } = PAGE;
  const perPage = Math.floor((PAGE.height - 2 * margin - HEAD - ROW - FOOT) / ROW);
  const pages = Math.max(1, Math.ceil(list.rows.length / perPage));
  return Array.from({ length: pages }, (_, page) => {
    const top = margin + HEAD;
    const rows = list.rows.slice(page * perPage, (page + 1) * perPage);
    const foot = `名单 第 ${page + 1}/${pages} 页`;
    return {
      width: PAGE.width,
      height: PAGE.height,
      operations: [
        ...listHead(drawableText(list.title, fonts), drawableText(list.subtitle, fonts), fonts),
        ...rowOf(list, (column) => list.columns[column]?.title ?? '', top, NUMBER, fonts),
        ...rows.flatMap((row, index) =>
          rowOf(list, (column) => row[column] ?? '', top + (index + 1) * ROW, LABEL, fonts),
        ),
        ...drawText(foot, PAGE.width - margin - widthOf(foot, SMALL, fonts), PAGE.height - margin, SMALL, fonts),
      ],
    };
  });
}

function rowOf(
  { columns }: PrintedList,
  textOf: (column: number) => string,
  top: number,
  style: typeof LABEL,
  fonts: CertificateFonts,
): DrawOperation[] {
  let left = PAGE.margin;
  const cells = columns.flatMap(({ share }, column) => {
    const x = left;
    left += share * INNER;
    const cell = fit(drawableText(textOf(column), fonts), share * INNER - PADDING, style, 7, fonts);
    return drawText(cell.text, x, top + ROW * 0.7, cell.style, fonts);
  });
  return [...cells, horizontal(PAGE.margin, top + ROW, INNER)];
}
