import { parse, CsvError } from 'csv-parse/sync';
import iconv from 'iconv-lite';

export interface CsvRow {
  /** 1-based line of the file as a spreadsheet program numbers rows. */
  readonly row: number;
  readonly cells: string[];
}

/** The file is no text table; `message` is zh-CN. */
export class UnreadableCsvError extends Error {}

/** UTF-8 with or without BOM, UTF-16 with BOM, else GB18030 (which contains GBK and GB2312). */
function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return iconv.decode(buffer, 'utf-16');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = iconv.decode(buffer, 'gb18030');
  }
  if (/[\0\uFFFD]/.test(text)) {
    throw new UnreadableCsvError('读不出这份文件的文字，请另存为 UTF-8 的 .csv 再导。');
  }
  return text;
}

/** A line of a table of people or regions; millions of cells in one line would stop the process for seconds. */
const MAX_LINE = 64 * 1024;

/** The rows of a CSV file; at most `limit` of them. @throws UnreadableCsvError */
export function readCsv(bytes: Uint8Array, limit: number): CsvRow[] {
  const text = decode(bytes);
  // The parser counts the characters of a record, but not its empty cells.
  if (hasEndlessLine(text)) throw tooLong();
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      to: limit + 1,
      max_record_size: MAX_LINE,
    });
  } catch (cause) {
    if (cause instanceof CsvError && cause.code === 'CSV_MAX_RECORD_SIZE') throw tooLong(cause);
    const line = cause instanceof CsvError && typeof cause.lines === 'number' ? cause.lines : 1;
    throw new UnreadableCsvError(`从第 ${line} 行起引号不成对，后面读不下去。请补上引号再导。`, { cause });
  }
  if (records.length > limit) throw new UnreadableCsvError(`这份文件超过 ${limit} 行，请拆成几份再导。`);
  return records.map((cells, index) => ({ row: index + 1, cells }));
}

function tooLong(cause?: unknown): UnreadableCsvError {
  return new UnreadableCsvError('有一行特别长，没有读。请删去多余的列和格子里的长文字，再导。', { cause });
}

function hasEndlessLine(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    length = code === 10 || code === 13 ? 0 : length + 1;
    if (length > MAX_LINE) return true;
  }
  return false;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const counted = [',', '\t', ';'].map((char) => ({ char, count: head.split(char).length - 1 }));
  return counted.sort((a, b) => b.count - a.count)[0]?.char ?? ',';
}
