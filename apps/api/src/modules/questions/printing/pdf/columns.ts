import type { DrawOperation } from '@zhian/certificates';
import { heightOf, type Block, type Row } from './blocks.js';
import { COLUMN, PAGE } from '../type-styles.js';

export interface Area {
  readonly top: number;
  readonly bottom: number;
}

/** Fills column by column, page by page. A block goes to the next column whole; only one higher than a column is cut between lines. */
export function fillColumns(blocks: readonly Block[], areaOf: (page: number) => Area): DrawOperation[][] {
  const pages: DrawOperation[][] = [[]];
  let column = 0;
  let y = areaOf(0).top;
  const next = (): void => {
    column += 1;
    if (column === 2) {
      column = 0;
      pages.push([]);
    }
    y = areaOf(pages.length - 1).top;
  };
  const bottom = (): number => areaOf(pages.length - 1).bottom;
  const full = (): number => bottom() - areaOf(pages.length - 1).top;
  const put = (row: Row): void => {
    if (y + row.height > bottom() + 0.01 && y > areaOf(pages.length - 1).top) next();
    pages.at(-1)?.push(...row.draw(PAGE.margin + column * (COLUMN + PAGE.gap), y));
    y += row.height;
  };
  blocks.forEach((block, index) => {
    const follower = block.keepWithNext ? blocks[index + 1] : undefined;
    const needed = heightOf(block) + (follower ? Math.min(heightOf(follower), full() / 2) : 0);
    if (y + needed > bottom() + 0.01 && needed <= full()) next();
    for (const row of block.rows) put(row);
  });
  return pages;
}
