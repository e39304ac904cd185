import type { GridPicture, GridRow, MergedRange } from '../grid.js';
import type { FoundPicture } from '../picture-intake.js';
import { READ_LIMITS } from '../read-limits.js';
import type { XmlHandlers } from '../read-xml.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { numberText } from './number-format.js';
import type { NumberStyle } from './number-format.js';
import { StringItem, unescapeText } from './read-strings.js';

/** Rows and cells of all sheets so far. */
export interface SheetCounts {
  rows: number;
  cells: number;
  /** Cells that hold something. */
  filled: number;
  rangeCells: number;
}

export interface SheetContext {
  strings: readonly string[];
  styles: readonly NumberStyle[];
  /** What cells may call by its name. */
  cellPictures: ReadonlyMap<string, FoundPicture>;
  starts1904: boolean;
  counts: SheetCounts;
}

const PLAIN: NumberStyle = { kind: 'plain' };
/** WPS keeps a picture in a cell as a call of this function, the name of the picture within. */
const CELL_PICTURE = /^=?(?:_xlfn\.)?DISPIMG\((?:"([^"]{1,200})")?/;
const RANGE = /^\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})$/i;

/** Gathers the rows of one sheet as text while its XML passes by. Formulas give their stored result; nothing is calculated. */
export class SheetParser implements XmlHandlers {
  readonly rows: GridRow[] = [];
  readonly merges: MergedRange[] = [];
  /** Pictures that are the value of a cell. */
  readonly pictures: GridPicture[] = [];
  readonly #context: SheetContext;
  readonly #inline = new StringItem();
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #style = PLAIN;
  #value = '';
  #inValue = false;
  #inInline = false;
  #ordered = true;
  #richValue = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (this.#inInline) this.#inline.open(name, attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inValue = true;
    else if (name === 'is') this.#inInline = true;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'mergeCell') this.#addMerge(attributes['ref'] ?? '');
  };

  readonly close = (name: string): void => {
    if (name === 'is') {
      this.#inInline = false;
      this.#value = this.#inline.take();
    } else if (this.#inInline) this.#inline.close(name);
    else if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  };

  readonly text = (text: string): void => {
    if (this.#inInline) this.#inline.text(text);
    else if (this.#inValue) this.#value += text;
  };

  /** The rows in their order; files that shuffle them are rare but allowed. */
  finish(): GridRow[] {
    return this.#ordered ? this.rows : this.rows.sort((a, b) => a.row - b.row);
  }

  #openRow(attributes: Readonly<Record<string, string>>): void {
    const { counts } = this.#context;
    counts.rows += 1;
    const number = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']);
    if (counts.rows > READ_LIMITS.rows || !(number >= 1 && number <= READ_LIMITS.rowNumber)) {
      throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
    }
    if (number <= this.#row) this.#ordered = false;
    this.#row = number;
    this.#cells = [];
    this.#column = -1;
  }

  #closeRow(): void {
    if (this.#cells.some((cell) => cell !== '')) this.rows.push({ row: this.#row, cells: this.#cells });
    this.#cells = [];
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const { counts, styles } = this.#context;
    counts.cells += 1;
    const reference = attributes['r'];
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (counts.cells > READ_LIMITS.cells || this.#column === -1) throw tooManyCells(READ_LIMITS.cells);
    this.#type = attributes['t'] ?? 'n';
    this.#richValue = attributes['vm'] !== undefined;
    const style = attributes['s'];
    this.#style = (style === undefined ? styles[0] : styles[Number(style)]) ?? PLAIN;
    this.#value = '';
  }

  #closeCell(): void {
    const { counts } = this.#context;
    if (counts.cells - 2 * counts.filled > READ_LIMITS.emptyCells) throw tooManyCells(READ_LIMITS.emptyCells);
    if (this.#column >= READ_LIMITS.columns) return;
    const text = this.#cellText();
    // Excel keeps a picture in a cell as an error with metadata.
    const cellPicture = CELL_PICTURE.exec(text);
    if (cellPicture !== null || (this.#type === 'e' && this.#richValue)) {
      const picture = this.#context.cellPictures.get(cellPicture?.[1] ?? '');
      this.pictures.push({ row: this.#row, column: this.#column, ...(picture ? { picture } : {}) });
      return;
    }
    if (text === '') return;
    counts.filled += 1;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return value === '' ? '' : (this.#context.strings[Number(value)] ?? '');
      case 'inlineStr':
        return value;
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return '';
      case 'd':
        return value.slice(0, 10);
      case 'n':
        return value.trim() === '' ? '' : numberText(Number(value), this.#style, this.#context.starts1904);
      default:
        return unescapeText(value);
    }
  }

  #addMerge(reference: string): void {
    const [, fromColumn = '', fromRow = '', toColumn = '', toRow = ''] = RANGE.exec(reference) ?? [];
    if (fromColumn === '') return;
    const columns = [columnOf(`${fromColumn}1`), columnOf(`${toColumn}1`)].sort((a, b) => a - b);
    const rows = [Number(fromRow), Number(toRow)].sort((a, b) => a - b);
    const range = { top: rows[0] ?? 1, bottom: rows[1] ?? 1, left: columns[0] ?? 0, right: columns[1] ?? 0 };
    const { counts } = this.#context;
    counts.rangeCells += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (counts.rangeCells > READ_LIMITS.rangeCells) throw tooManyCells(READ_LIMITS.rangeCells);
    this.merges.push(range);
  }
}

/** The 0-based column of an address like AB12; -1 when the format has no such cell. */
function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length && at < 4; at += 1) {
    const code = reference.charCodeAt(at) & ~0x20;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const row = Number(reference.slice(at));
  const valid = at >= 1 && at <= 3 && column <= 16_384 && row >= 1 && row <= READ_LIMITS.rowNumber;
  return valid ? column - 1 : -1;
}

function tooManyCells(limit: number): UnreadableFileError {
  return new UnreadableFileError('too-many-cells', { limit });
}
