import type { DocumentBlock } from './document-block.js';
import type { TextLine } from './text-question.js';

const LEAST_TABS = 2;

/**
 * A text as lines, numbered from 1; lines that stand together and have the same cells apart by tabs, as a table copied
 * from a spreadsheet has, become a table.
 */
export function textBlocks(text: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let open: { row: number; text: string }[] = [];
  const close = (): void => {
    const width = open[0]?.text.split('\t').length ?? 0;
    if (open.length >= 2 && width > LEAST_TABS) {
      const rows = open.map(({ row, text }) => ({
        row,
        cells: text.split('\t').map((cell) => ({ text: cell.trim() })),
      }));
      blocks.push({ kind: 'table', rows });
    } else for (const { row, text } of open) blocks.push({ kind: 'line', row, text });
    open = [];
  };
  for (const line of textLines(text)) {
    const tabs = line.text.split('\t').length - 1;
    if (tabs < LEAST_TABS) close();
    open.push(line);
    if (tabs < LEAST_TABS) close();
  }
  close();
  return blocks;
}

/** The lines of a text, numbered from 1. */
export function textLines(text: string): TextLine[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|[\r\n\u2028\u2029\v\f]/u);
  return lines.map((line, index) => ({ row: index + 1, text: line }));
}
