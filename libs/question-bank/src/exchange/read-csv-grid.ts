import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.js';
import type { Grid, GridRow } from './grid.js';
import { READ_LIMITS } from './read-limits.js';
import type { GridOptions } from './read-xlsx-grid.js';
import { UnreadableFileError } from './unreadable-file.js';

/** Characters given to the parser at a time; the signal is looked at in between. */
const SLICE = 256 * 1024;
/** Cells of one row in the parser's hands; no spreadsheet has more than 16,384. */
const LONGEST_LINE = 50_000;
/** Bytes of one row; a quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 256 * 1024;

/** The cells of a CSV file as one grid. @throws UnreadableFileError */
export async function* csvGrid(bytes: Uint8Array, sheet: string, options: GridOptions = {}): AsyncGenerator<Grid> {
  const { text, delimiter } = withDelimiter(decodeText(bytes));
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    // Marks like 3" inside an unquoted cell are text, not a broken quote.
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  });
  // Errors of either side come out of the loop below.
  pipeline(Readable.from(slices(text, delimiter, options)), parser, () => undefined);
  const rows: GridRow[] = [];
  let cells = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rows.push({ row: rows.length + 1, cells: record.slice(0, READ_LIMITS.columns) });
      cells += record.length;
      if (rows.length > READ_LIMITS.rows) throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
      if (cells > READ_LIMITS.cells) throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells });
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE' && error['quoting'] !== true) {
      throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells }, { cause: error });
    }
    const row = typeof error.lines === 'number' ? error.lines : 1;
    throw new UnreadableFileError('broken-csv', { row }, { cause: error });
  }
  yield { sheet, rows };
}

function* slices(text: string, delimiter: string, { signal, onProgress }: GridOptions): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) {
    signal?.throwIfAborted();
    const slice = text.slice(at, at + SLICE);
    // One line of delimiters alone would keep the parser busy for seconds before it gives a row.
    if (!slice.includes('\n') && slice.split(delimiter, LONGEST_LINE + 1).length > LONGEST_LINE) {
      throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells });
    }
    yield slice;
    onProgress?.(Math.min(at + SLICE, text.length), text.length);
  }
}

/** «sep=;» in the first line is Excel's way to name the delimiter, and no row. */
function withDelimiter(text: string): { text: string; delimiter: string } {
  const stated = /^\uFEFF?sep=(.)\r?\n/.exec(text);
  if (stated?.[1] !== undefined) return { text: text.slice(stated[0].length), delimiter: stated[1] };
  return { text, delimiter: delimiterOf(text) };
}

/** The separator that the first lines hold most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', '\t', ';'].map((char) => ({ char, count: head.split(char).length - 1 }));
  return counts.sort((a, b) => b.count - a.count)[0]?.char ?? ',';
}

/** True when most lines of a text have the same three or more cells, as a table has and prose has not. */
export function looksDelimited(head: string): boolean {
  if (/^\uFEFF?sep=.\r?\n/.test(head)) return true;
  // Cells may hold line ends, so quoted ones go before the lines are counted; the last line may be cut in two.
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, 'x')
    .split(/\r\n|[\r\n]/)
    .slice(0, head.length < CUT ? undefined : -1)
    .filter((line) => line.trim() !== '');
  const delimiter = delimiterOf(head);
  const wide = lines.map((line) => line.split(delimiter).length).filter((width) => width >= 3);
  const usual = wide.filter((width) => width === mode(wide)).length;
  return wide.length >= 2 && usual * 2 > lines.length;
}

const CUT = 20_000;

function mode(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
