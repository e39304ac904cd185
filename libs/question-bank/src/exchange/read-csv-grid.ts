import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
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

/** UTF-8 with or without BOM, UTF-16 with BOM (Excel's «Unicode text»), else GB18030, which contains GBK and GB2312. */
export function decodeText(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return iconv.decode(Buffer.from(bytes), 'utf-16');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = iconv.decode(Buffer.from(bytes), 'gb18030');
    if (text.includes('\uFFFD')) throw new UnreadableFileError('not-text');
  }
  if (text.includes('\0')) throw new UnreadableFileError('not-text');
  return text;
}

/** The separator that the first lines hold most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', '\t', ';'].map((char) => ({ char, count: head.split(char).length - 1 }));
  return counts.sort((a, b) => b.count - a.count)[0]?.char ?? ',';
}
