import type { CertificateFonts } from './fonts.js';
import { breakLines, drawLine, type Line } from './line-break.js';
import type { DrawOperation } from './operations.js';
import { COLOR, px } from './palette.js';
import { drawCentered, shrinkToFit, type TextStyle } from './text.js';

export interface PlacedBlock {
  readonly height: number;
  draw(top: number): DrawOperation[];
}

const LABEL_WIDTH = px(88);
const PADDING = px(13);
const ROW_HEIGHT = px(48);
const LABEL: TextStyle = { face: 'sansMedium', size: 10.5, color: COLOR.ink2 };
const VALUE: TextStyle = { face: 'sansRegular', size: 11, color: COLOR.ink };
const SMALLEST = 9;
const LEADING = 1.4;

type Widths = readonly [number, number, number, number];

interface Cell {
  readonly lines: readonly Line[];
  readonly size: number;
}

interface PlacedRow {
  readonly labels: readonly [string, string];
  readonly cells: readonly [Cell, Cell];
  readonly height: number;
}

/** Two label-value pairs a row. A long value shrinks a little, then wraps, and its row grows. */
export function layoutTable(
  rows: readonly (readonly [string, string, string, string])[],
  left: number,
  width: number,
  fonts: CertificateFonts,
): PlacedBlock {
  const first = (width - 2 * LABEL_WIDTH) * 0.53;
  const widths: Widths = [LABEL_WIDTH, first, LABEL_WIDTH, width - 2 * LABEL_WIDTH - first];
  const placed = rows.map(([labelA, valueA, labelB, valueB]): PlacedRow => {
    const cells = [layoutCell(valueA, widths[1], fonts), layoutCell(valueB, widths[3], fonts)] as const;
    const needed = Math.max(...cells.map((cell) => cell.lines.length * cell.size * LEADING)) + px(16);
    return { labels: [labelA, labelB] as const, cells, height: Math.max(ROW_HEIGHT, needed) };
  });
  const height = placed.reduce((sum, row) => sum + row.height, 0);
  const draw = (top: number): DrawOperation[] => {
    const operations: DrawOperation[] = [];
    let y = top;
    for (const row of placed) {
      operations.push(...drawRow(row, left, y, widths, fonts));
      y += row.height;
    }
    operations.push(rules(placed, left, top, widths));
    return operations;
  };
  return { height, draw };
}

function layoutCell(text: string, width: number, fonts: CertificateFonts): Cell {
  const inner = width - 2 * PADDING;
  const style = shrinkToFit(text, VALUE, inner, SMALLEST, fonts);
  return { lines: breakLines([{ text, style }], inner, 0, fonts), size: style.size };
}

function drawRow(row: PlacedRow, left: number, top: number, widths: Widths, fonts: CertificateFonts): DrawOperation[] {
  const operations: DrawOperation[] = [];
  const middle = top + row.height / 2;
  let x = left;
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) {
      const label = row.labels[index === 0 ? 0 : 1];
      operations.push({ kind: 'rectangle', x, y: top, width, height: row.height, fill: COLOR.azureWash });
      operations.push(...drawCentered(label, x + width / 2, middle + LABEL.size * 0.37, LABEL, fonts));
    } else {
      const { lines, size } = row.cells[index === 1 ? 0 : 1];
      const leading = size * LEADING;
      const baseline = middle - ((lines.length - 1) * leading) / 2 + size * 0.37;
      for (const [n, line] of lines.entries())
        operations.push(...drawLine(line, x + PADDING, baseline + n * leading, fonts));
    }
    x += width;
  }
  return operations;
}

/** Every rule once: rules drawn twice, as borders of neighbouring cells, come out thicker. */
function rules(rows: readonly PlacedRow[], left: number, top: number, widths: Widths): DrawOperation {
  const width = widths.reduce((sum, each) => sum + each, 0);
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  let data = `M0 0h${width}v${height}h${-width}z`;
  let at = 0;
  for (const each of widths.slice(0, -1)) data += `M${(at += each)} 0v${height}`;
  at = 0;
  for (const row of rows.slice(0, -1)) data += `M0 ${(at += row.height)}h${width}`;
  return { kind: 'path', data, x: left, y: top, scale: 1, stroke: COLOR.azure300, strokeWidth: px(1) };
}
