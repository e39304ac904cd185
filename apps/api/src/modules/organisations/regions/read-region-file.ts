import { readCsv, UnreadableCsvError } from '../read-csv.js';
import { levelOfCode, type RegionLevel } from './region-code.js';

export interface RegionLine {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
}

/** All levels of the country with villages are about 700,000 rows; towns and above 45,000. */
const MAX_ROWS = 200_000;

/**
 * Reads an official table: csv with a header that names `code` and `name` (or 代码, 名称); other columns are ignored, the
 * parent follows from the code. Any mix of levels in any order; a code that comes twice counts once, the last name wins.
 *
 * @throws UnreadableCsvError naming the row
 */
export function readRegionFile(bytes: Uint8Array): RegionLine[] {
  const [header, ...rows] = readCsv(bytes, MAX_ROWS);
  const names = (header?.cells ?? []).map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  );
  const codeAt = names.findIndex((name) => ['code', '代码', '区划代码'].includes(name));
  const nameAt = names.findIndex((name) => ['name', '名称', '区划名称'].includes(name));
  if (codeAt < 0 || nameAt < 0) throw new UnreadableCsvError('第 1 行要有表头 code,name（代码、名称）。');
  const found = new Map<string, RegionLine>();
  for (const { row, cells } of rows) {
    const code = (cells[codeAt] ?? '').trim();
    const name = (cells[nameAt] ?? '').normalize('NFC').trim();
    if (code === '' && name === '') continue;
    const level = levelOfCode(code);
    if (level === null) throw new UnreadableCsvError(`${row} 行：区划代码应是 2、4、6、9 或 12 位数字，请核对。`);
    if (name === '' || name.length > 60) throw new UnreadableCsvError(`${row} 行：区划名称应是 1–60 个字，请核对。`);
    found.set(code, { code, name, level });
  }
  if (found.size === 0) throw new UnreadableCsvError('这份文件里没有区划。');
  return [...found.values()].sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
}
