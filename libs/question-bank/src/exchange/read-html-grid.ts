import { Parser } from 'htmlparser2';
import { decodeText } from './decode-text.js';
import type { Grid, GridPicture, GridRow, MergedRange } from './grid.js';
import { READ_LIMITS } from './read-limits.js';
import type { GridOptions } from './read-xlsx-grid.js';
import { UnreadableFileError } from './unreadable-file.js';

const SLICE = 256 * 1024;
const DEEPEST = 200;

/** True for a web page with a table, which many exam systems save under the name .xls. */
export function looksLikeTables(head: string): boolean {
  return /^\uFEFF?\s*</.test(head) && /<(?:table|html)[\s>]/i.test(head);
}

/**
 * The outermost tables of a web page, each as a sheet; `rowspan` and `colspan` become merged ranges, line breaks stay.
 * Tables inside cells are text of the cell. Scripts and styles are no text, nothing is loaded.
 *
 * @throws UnreadableFileError
 */
export async function* htmlGrids(bytes: Uint8Array, title: string, options: GridOptions = {}): AsyncGenerator<Grid> {
  const text = decodeText(bytes);
  if (!looksLikeTables(text.slice(0, 64 * 1024))) throw new UnreadableFileError('not-a-workbook');
  const tables = new Tables();
  const parser = new Parser(tables, { decodeEntities: true });
  for (let at = 0; at < text.length; at += SLICE) {
    options.signal?.throwIfAborted();
    parser.write(text.slice(at, at + SLICE));
    options.onProgress?.(Math.min(at + SLICE, text.length), text.length);
    // The parser does not wait for anything, so the loop has to turn by itself.
    await new Promise((resolve) => void setImmediate(resolve));
  }
  parser.end();
  const found = tables.grids.filter((table) => table.rows.length > 0);
  for (const [index, table] of found.entries()) {
    const sheet = tables.sheetNames[index] ?? (found.length === 1 ? title : `${title} ${index + 1}`);
    yield { sheet, ...table };
  }
}

interface Table {
  rows: GridRow[];
  merges: MergedRange[];
  pictures: GridPicture[];
}

/** Builds tables while the tags pass by. */
class Tables {
  readonly grids: Table[] = [];
  /** Excel writes the names of the sheets into a remark in the head. */
  sheetNames: string[] = [];
  #depth = 0;
  #nesting = 0;
  #row: string[] | null = null;
  #rowNumber = 0;
  /** Columns of the row that have been written. */
  #taken = 0;
  #cell: { text: string; column: number } | null = null;
  #silent = 0;
  /** Rows that cells above still reach into, by column. */
  #reach: number[] = [];
  #counts = { rows: 0, cells: 0, rangeCells: 0 };

  readonly oncomment = (text: string): void => {
    this.sheetNames.push(...Array.from(text.matchAll(/<x:Name>([^<]{1,60})<\/x:Name>/g), (match) => match[1] ?? ''));
  };

  readonly onopentag = (name: string, attributes: Readonly<Record<string, string>>): void => {
    this.#nesting += 1;
    if (this.#nesting > DEEPEST) throw new UnreadableFileError('archive-unsafe');
    if (name === 'script' || name === 'style') this.#silent += 1;
    if (name === 'img' && this.#cell !== null) {
      this.grids.at(-1)?.pictures.push({ row: this.#rowNumber, column: this.#cell.column });
    }
    if (name === 'table') this.#openTable();
    else if (this.#depth !== 1) this.#breakLine(name);
    else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    else this.#breakLine(name);
  };

  readonly onclosetag = (name: string): void => {
    this.#nesting -= 1;
    if (name === 'script' || name === 'style') this.#silent -= 1;
    if (name === 'table') this.#closeTable();
    else if (this.#depth === 1 && (name === 'td' || name === 'th')) this.#closeCell();
    else if (this.#depth === 1 && name === 'tr') this.#closeRow();
  };

  readonly ontext = (text: string): void => {
    if (this.#cell === null || this.#silent > 0) return;
    // A line end of the source is a blank; <br> is the line end of the cell.
    this.#cell.text += text.replace(/[ \t\r\n\f]+/g, ' ');
    if (this.#cell.text.length > 2 * READ_LIMITS.cellChars) {
      throw new UnreadableFileError('cell-too-long', {
        sheet: `表 ${this.grids.length}`,
        row: this.#rowNumber,
        limit: READ_LIMITS.cellChars,
      });
    }
  };

  #breakLine(name: string): void {
    const isBreak = name === 'br' || ((name === 'p' || name === 'div') && this.#cell?.text.trim() !== '');
    if (this.#cell !== null && isBreak) this.#cell.text += '\n';
  }

  #openTable(): void {
    this.#depth += 1;
    if (this.#depth > 1) return;
    this.grids.push({ rows: [], merges: [], pictures: [] });
    this.#rowNumber = 0;
    this.#reach = [];
  }

  #closeTable(): void {
    if (this.#depth === 1) this.#closeRow();
    this.#depth = Math.max(0, this.#depth - 1);
  }

  #openRow(): void {
    this.#closeRow();
    this.#row = [];
    this.#taken = 0;
    this.#rowNumber += 1;
    this.#counts.rows += 1;
    if (this.#counts.rows > READ_LIMITS.rows)
      throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
  }

  #closeRow(): void {
    this.#closeCell();
    if (this.#row !== null && this.#row.some((cell) => cell !== '')) {
      this.grids.at(-1)?.rows.push({ row: this.#rowNumber, cells: Array.from(this.#row, (cell) => cell ?? '') });
    }
    this.#row = null;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#closeCell();
    if (this.#row === null) this.#openRow();
    let column = this.#taken;
    while ((this.#reach[column] ?? 0) >= this.#rowNumber) column += 1;
    const width = span(attributes['colspan'], READ_LIMITS.columns);
    const height = span(attributes['rowspan'], READ_LIMITS.rows);
    this.#counts.cells += 1;
    this.#counts.rangeCells += width * height;
    if (
      this.#counts.cells > READ_LIMITS.cells ||
      this.#counts.rangeCells > READ_LIMITS.cells + READ_LIMITS.rangeCells
    ) {
      throw new UnreadableFileError('too-many-cells', { limit: READ_LIMITS.cells });
    }
    const right = column + width - 1;
    if (width * height > 1 && column < READ_LIMITS.columns) {
      const bottom = this.#rowNumber + height - 1;
      this.grids.at(-1)?.merges.push({ top: this.#rowNumber, left: column, bottom, right });
    }
    for (let at = column; at <= right && at < READ_LIMITS.columns; at += 1) {
      this.#reach[at] = this.#rowNumber + height - 1;
    }
    this.#taken = right + 1;
    this.#cell = { text: '', column };
  }

  #closeCell(): void {
    if (this.#cell === null || this.#row === null) return;
    const { text, column } = this.#cell;
    if (column < READ_LIMITS.columns) this.#row[column] = tidy(text);
    this.#cell = null;
  }
}

function span(value: string | undefined, most: number): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(number) || number < 1 ? 1 : Math.min(number, most);
}

function tidy(text: string): string {
  return text
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
