import type { DrawOperation, PageLayout } from '@zhian/certificates';
import { mm } from '@zhian/certificates';

const A4 = { width: mm(210), height: mm(297) } as const;
const CUT = { colour: '#999999', width: 0.5, dash: [3, 3] } as const;

/** Equal cards side by side on A4, in the middle of the sheet; sizes in points. */
export interface CardGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** One after the other in rows, as many pages as needed, with dashed lines to cut along. */
export function cardsOnSheets<T>(
  cards: readonly T[],
  grid: CardGrid,
  draw: (card: T, corner: Corner) => DrawOperation[],
): PageLayout[] {
  const perPage = grid.columns * grid.rows;
  const left = (A4.width - grid.columns * grid.width) / 2;
  const top = (A4.height - grid.rows * grid.height) / 2;
  const pages: PageLayout[] = [];
  for (let from = 0; from < cards.length; from += perPage) {
    const shown = cards.slice(from, from + perPage);
    const operations = shown.flatMap((card, index) =>
      draw(card, {
        x: left + (index % grid.columns) * grid.width,
        y: top + Math.floor(index / grid.columns) * grid.height,
      }),
    );
    pages.push({ ...A4, operations: [...cutLines(grid, { x: left, y: top }), ...operations] });
  }
  return pages;
}

function cutLines({ columns, rows, width, height }: CardGrid, { x, y }: Corner): DrawOperation[] {
  const line = (data: string, at: Corner): DrawOperation => ({
    kind: 'path',
    data,
    ...at,
    scale: 1,
    stroke: CUT.colour,
    strokeWidth: CUT.width,
    dash: CUT.dash,
  });
  return [
    ...Array.from({ length: columns + 1 }, (_, column) => line(`M0 0V${rows * height}`, { x: x + column * width, y })),
    ...Array.from({ length: rows + 1 }, (_, row) => line(`M0 0H${columns * width}`, { x, y: y + row * height })),
  ];
}
