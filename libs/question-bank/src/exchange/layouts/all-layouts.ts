import { flaggedOptions } from './flagged-options.js';
import type { Block, Layout } from './layout.js';
import { optionsInOneCell } from './options-in-one-cell.js';
import { optionsInStem } from './options-in-stem.js';
import { rowPerOption } from './row-per-option.js';
import { stemAndAnswer } from './stem-and-answer.js';
import { wideLetters } from './wide-letters.js';

/** Layouts in the order of trust: the one that needs most columns comes first. */
const LAYOUTS: readonly Layout[] = [
  flaggedOptions,
  wideLetters,
  rowPerOption,
  optionsInOneCell,
  optionsInStem,
  stemAndAnswer,
];

/** The layout of a block, or null when its columns hold no questions that we understand. */
export function layoutOf(block: Block): Layout | null {
  return LAYOUTS.find((layout) => layout.fits(block)) ?? null;
}
