import { widthOf, type CertificateFonts } from '@zhian/certificates';
import type { PrintedOption } from './printed-document.js';
import { OPTION_AREA, OPTION_INDENT, TEXT } from './type-styles.js';

/** Between the end of an option and the letter of the next one. */
const GAP = 8;

export type OptionColumns = 1 | 2 | 4;

/** How many options stand in a row: as many as have room there, each on one line. With a picture or a line break each has its own. */
export function optionColumns(options: readonly PrintedOption[], fonts: CertificateFonts): OptionColumns {
  if (options.some(({ text, picture }) => picture || /[\r\n]/.test(text))) return 1;
  const widest = Math.max(0, ...options.map(({ text }) => widthOf(text.normalize('NFC'), TEXT, fonts)));
  const needed = OPTION_INDENT + widest + GAP;
  if (options.length > 2 && needed <= OPTION_AREA / 4) return 4;
  return needed <= OPTION_AREA / 2 ? 2 : 1;
}

/** Options row by row. */
export function optionRows(options: readonly PrintedOption[], columns: OptionColumns): PrintedOption[][] {
  return Array.from({ length: Math.ceil(options.length / columns) }, (_, row) =>
    options.slice(row * columns, (row + 1) * columns),
  );
}
