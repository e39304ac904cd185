import qrcode from 'qrcode';

export interface QrMatrix {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  isDark(column: number, row: number): boolean;
}

/** A QR symbol of error level H (30 % of its words may be lost, which pays for the mark in the middle). */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'H' });
  return { size: modules.size, isDark: (column, row) => modules.get(row, column) === 1 };
}

/** Side of the square in the middle that is left free for the mark: odd, about a fifth of the symbol, 4-5 % of its area. */
export function qrFreeModules(size: number): number {
  return Math.round((size * 0.21 - 1) / 2) * 2 + 1;
}

/**
 * SVG path of the dark modules, one unit per module, no quiet zone (leave four units of white around it).
 * With `free` modules in the middle left out for a mark. Takes a matrix that is already made, too.
 */
export function qrSvgPath(text: string | QrMatrix, free = 0): string {
  const matrix = typeof text === 'string' ? qrMatrix(text) : text;
  const from = (matrix.size - free) / 2;
  const isFree = (column: number, row: number) =>
    free > 0 && column >= from && column < from + free && row >= from && row < from + free;
  let path = '';
  for (let row = 0; row < matrix.size; row++) {
    for (let column = 0; column < matrix.size; column++) {
      let length = 0;
      while (column + length < matrix.size && matrix.isDark(column + length, row) && !isFree(column + length, row))
        length++;
      if (length > 0) path += `M${column} ${row}h${length}v1h-${length}z`;
      column += length;
    }
  }
  return path;
}
