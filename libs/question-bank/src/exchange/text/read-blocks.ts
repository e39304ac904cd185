import { assertKnownSheets } from '../apply-correction.js';
import type { Grid } from '../grid.js';
import { PictureIntake } from '../picture-intake.js';
import type { Pace } from '../pace.js';
import type { ReadOptions } from '../read-options.js';
import { readGrid } from '../read-spreadsheet.js';
import type { ResultCollector } from '../result-collector.js';
import { planSheet } from '../sheet-plan.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { BODY_SHEET, collectLines } from './collect-lines.js';
import type { TextOptions } from './collect-lines.js';
import type { DocumentBlock, DocumentTable } from './document-block.js';
import { joinPictured, linesOfPictured } from './pictured-text.js';
import type { TextLine } from './text-question.js';

/**
 * Reads lines and tables. A table with a header of questions is read as a spreadsheet is; any other table (answers,
 * options laid out in cells) is read as lines, cells apart by tabs.
 *
 * @throws UnreadableFileError when there is no question, unless `keepUnrecognised` is set
 */
export async function readBlocks(
  collector: ResultCollector,
  blocks: readonly DocumentBlock[],
  pace: Pace,
  options: ReadOptions,
  text: TextOptions,
): Promise<void> {
  const grids: Grid[] = [];
  const lines: TextLine[] = [];
  for (const block of blocks) {
    if (block.kind === 'line') lines.push(block);
    else {
      const grid = gridOf(block, grids.length + 1);
      if (holdsQuestions(grid)) grids.push(grid);
      else for (const line of linesOf(block)) lines.push(line);
    }
  }
  const sheets = options.corrections?.sheets ?? {};
  assertKnownSheets(options.corrections, [BODY_SHEET, ...grids.map((grid) => grid.sheet)]);
  const body = sheets[BODY_SHEET];
  const pictures = PictureIntake.for(options);
  if (body?.ignore !== true)
    await collectLines(collector, lines, pace, { ...text, type: body?.type ?? null }, pictures);
  for (const grid of grids) await readGrid(collector, grid, pace, { correction: sheets[grid.sheet], pictures });
  const found = collector.result.sheets.some((sheet) => sheet.layout !== null);
  if (!found && isScan(lines)) throw new UnreadableFileError('only-pictures');
  if (!found && options.keepUnrecognised !== true) throw new UnreadableFileError('no-questions-in-text');
}

/** Nothing but pictures: no correction of what was understood makes questions of them. */
function isScan(lines: readonly TextLine[]): boolean {
  return lines.some(({ pictures }) => pictures !== undefined) && lines.every(({ text }) => text.trim() === '');
}

/** The lines of blocks, tables as lines too: for a file that holds answers and no questions. */
export function plainLines(blocks: readonly DocumentBlock[]): TextLine[] {
  return blocks.flatMap((block) => (block.kind === 'line' ? [block] : linesOf(block)));
}

function gridOf({ rows }: DocumentTable, number: number): Grid {
  return {
    sheet: `表格 ${number}`,
    rows: rows.map(({ cells }, index) => ({ row: index + 1, cells: cells.map(({ text }) => text) })),
    pictures: rows.flatMap(({ cells }, index) =>
      cells.flatMap(({ pictures = [] }, column) =>
        pictures.map(({ picture }) => ({ row: index + 1, column, picture })),
      ),
    ),
  };
}

/** Only a header tells a table of questions from one of answers or of options. */
function holdsQuestions(grid: Grid): boolean {
  const plan = planSheet(grid);
  return plan.layout !== null && plan.headerRow !== null;
}

/** A row as one line, or as the lines of its cells where a cell has several. */
function linesOf({ rows }: DocumentTable): TextLine[] {
  return rows.flatMap(({ row, cells }) => {
    const isTall = cells.some(({ text }) => text.includes('\n'));
    const lines = isTall ? cells.flatMap(linesOfPictured) : [joinPictured(cells, '\t')];
    return lines.map((line) => ({ row, ...line }));
  });
}
