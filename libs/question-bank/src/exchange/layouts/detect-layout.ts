import type { Grid } from '../grid.js';
import { headerless } from './headerless.js';
import type { Layout, LayoutMatch } from './layout.js';
import { optionsInOneCell } from './options-in-one-cell.js';
import { wideLetters } from './wide-letters.js';

/** Layouts in the order of trust: what a header says comes before what the cells look like. */
const LAYOUTS: readonly Layout[] = [wideLetters, optionsInOneCell, headerless];

/** The layout of a sheet, or null when it holds no questions that we understand. */
export function detectLayout(grid: Grid): LayoutMatch | null {
  for (const layout of LAYOUTS) {
    const match = layout(grid);
    if (match !== null) return match;
  }
  return null;
}
