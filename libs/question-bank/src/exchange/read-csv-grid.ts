import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';

/** The cells of a CSV file as one grid. @throws UnreadableFileError */
export function readCsvGrid(bytes: Uint8Array, sheet: string): Grid {
  const text = decodeText(bytes);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      // Marks like 3" inside an unquoted cell are text, not a broken quote.
      relax_quotes: true,
      to: READ_LIMITS.rows + 1,
    });
  } catch (cause) {
    const row = cause instanceof CsvError && typeof cause.lines === 'number' ? cause.lines : 1;
    throw new UnreadableFileError('broken-csv', { row }, { cause });
  }
  if (records.length > READ_LIMITS.rows) throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
  const cells = records.reduce((sum, record) => sum + record.length, 0);
  if (cells > READ_LIMITS.cells) throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells });
  return {
    sheet,
    rows: records.map((record, index) => ({ row: index + 1, cells: record.slice(0, READ_LIMITS.columns) })),
  };
}

/** The separator that the first lines hold most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', '\t', ';'].map((char) => ({ char, count: head.split(char).length - 1 }));
  return counts.sort((a, b) => b.count - a.count)[0]?.char ?? ',';
}

/** True when most lines of a text have the same three or more cells, as a table has and prose has not. */
export function looksDelimited(head: string): boolean {
  const lines = head.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '');
  const delimiter = delimiterOf(head);
  const widths = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length);
  const wide = widths.filter((width) => width >= 3);
  const usual = wide.filter((width) => width === mode(wide)).length;
  return wide.length >= 2 && usual * 2 > lines.length;
}

function mode(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
