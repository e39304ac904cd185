import { SUBSCRIPT, SUPERSCRIPT, raised } from '../xlsx/raised-text.js';
import { tooManyPictures } from '../picture-intake.js';
import type { FoundPicture } from '../picture-intake.js';
import { READ_LIMITS } from '../read-limits.js';
import type { DocumentBlock, DocumentRemark, DocumentTable } from '../text/document-block.js';
import { cutPictured, joinPictured, linesOfParagraph } from '../text/pictured-text.js';
import type { PictureInText, PicturedText } from '../text/pictured-text.js';
import { tooManyParagraphs } from '../unreadable-file.js';
import { ListCounter } from './list-numbers.js';
import type { ListDefinitions } from './list-numbers.js';

type Attributes = Readonly<Record<string, string>>;

interface Paragraph {
  row: number;
  text: string;
  pictures: PictureInText[];
  numId: string;
  level: number;
  style: string;
  /** Text boxes of this paragraph: they are read behind it. */
  boxes: PicturedText[];
}

interface Table {
  block: DocumentTable;
  cells: PicturedText[];
  cell: PicturedText[] | null;
  row: number;
}

/** Parts whose content is not shown, was deleted, or is there a second time for old programs. */
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'pPrChange',
  'rPrChange',
  'sectPr',
  'tblPr',
  'txbxPr',
  'instrText',
  'delText',
]);
/** Ticks and crosses of the symbol fonts, which have no character of their own (private use, 17.3.3.30). */
const SYMBOLS: Readonly<Record<string, string>> = {
  'Wingdings F0FC': '√',
  'Wingdings F0FB': '×',
  'Wingdings F0FE': '√',
  'Wingdings F0FD': '×',
  'Wingdings 2 F050': '√',
  'Wingdings 2 F04F': '×',
  'Wingdings 2 F052': '√',
  'Wingdings 2 F051': '×',
  'Symbol F0D6': '√',
  'Symbol F0B4': '×',
};

/**
 * Turns the tags of a main document part (ECMA-376 part 1, 17) into lines and tables: visible text with automatic
 * numbers, tabs, line breaks and pictures; inserted text kept, deleted text left out; text boxes once.
 *
 * Streaming: feed it the tags as they come; it keeps the open paragraphs and tables only.
 */
export class DocumentPartReader {
  readonly blocks: DocumentBlock[] = [];
  readonly remarks: DocumentRemark[] = [];
  /** Relationship ids of parts in other formats (altChunk), with the place in `blocks` where they belong. */
  readonly foreign: { id: string; at: number; row: number }[] = [];
  paragraphs = 0;
  readonly #lists: ListCounter;
  readonly #open: Paragraph[] = [];
  readonly #tables: Table[] = [];
  #pictures = 0;
  #breaks = 0;
  #skipping = 0;
  #boxes = 0;
  #inText = false;
  #inRunStyle = false;
  #isHidden = false;
  #isUnderlined = false;
  #align = '';
  #run = '';

  /** @param pictures the picture that begins with a tag; null where none does */
  constructor(
    readonly definitions: ListDefinitions,
    readonly pictures: (name: string, attributes: Attributes) => FoundPicture | null,
  ) {
    this.#lists = new ListCounter(definitions);
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipping > 0 || SKIPPED.has(name)) {
      this.#skipping += 1;
      return;
    }
    if (name === 'p') this.#openParagraph();
    else if (name === 'tbl') this.#openTable();
    else if (name === 'txbxContent') this.#openBox();
    else if (name === 'r') this.#openRun();
    else if (name === 'rPr') this.#inRunStyle = true;
    else if (name === 't') this.#inText = true;
    else if (name === 'altChunk') this.#addForeign(attributes['r:id'] ?? '');
    else if (name === 'tr' || name === 'tc') this.#openCell(name);
    else if (name === 'oMath') this.#remark('formula-as-text', '公式只读了文字，请核对上下标和分数。');
    else this.#take(name, attributes);
  }

  close(name: string): void {
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      return;
    }
    if (name === 'p') this.#closeParagraph();
    else if (name === 'tbl') this.#closeTable();
    else if (name === 'txbxContent') this.#closeBox();
    else if (name === 'r') this.#closeRun();
    else if (name === 'rPr') this.#inRunStyle = false;
    else if (name === 't') this.#inText = false;
    else if (name === 'tc') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
  }

  text(text: string): void {
    if (this.#skipping === 0 && this.#inText && !this.#isHidden) this.#run += text;
  }

  #take(name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    const paragraph = this.#open.at(-1);
    if (this.#inRunStyle) {
      if (name === 'vertAlign') this.#align = value;
      else if (name === 'vanish') this.#isHidden = !isOff(value);
      else if (name === 'u') this.#isUnderlined = value !== 'none';
      return;
    }
    if (name === 'tab') this.#run += '\t';
    else if (name === 'br' || name === 'cr') this.#breakLine();
    else if (name === 'noBreakHyphen') this.#run += '-';
    else if (name === 'sym') this.#addSymbol(attributes);
    else if (paragraph === undefined) return;
    else if (name === 'pStyle') paragraph.style = value;
    else if (name === 'numId') paragraph.numId = value;
    else if (name === 'ilvl') paragraph.level = Number(value) || 0;
    else this.#addPicture(paragraph, this.pictures(name, attributes));
  }

  #breakLine(): void {
    this.#breaks += 1;
    if (this.#breaks > READ_LIMITS.paragraphs) throw tooManyParagraphs();
    this.#run += '\n';
  }

  #openParagraph(): void {
    // Paragraphs of a text box count with the one they hang on.
    if (this.#boxes === 0) this.paragraphs += 1;
    if (this.paragraphs > READ_LIMITS.paragraphs) throw tooManyParagraphs();
    this.#open.push({ row: this.paragraphs, text: '', pictures: [], numId: '', level: 0, style: '', boxes: [] });
  }

  #closeParagraph(): void {
    const paragraph = this.#open.pop();
    if (paragraph === undefined) return;
    const numbered = joinPictured([{ text: this.#numberOf(paragraph) }, paragraph], '');
    const lines = linesOfParagraph(joinPictured([numbered, ...paragraph.boxes], '\n'));
    const around = this.#open.at(-1);
    const table = this.#tables.at(-1);
    if (around !== undefined && this.#boxes > 0) around.boxes.push(joinPictured(lines, '\n'));
    else if (table?.cell != null) table.cell.push(joinPictured(lines, '\n'));
    else for (const line of lines) this.blocks.push({ kind: 'line', row: paragraph.row, ...line });
  }

  #numberOf({ numId, level, style, text, pictures }: Paragraph): string {
    const fromStyle = this.definitions.styles.get(style);
    const list = numId === '' ? fromStyle?.numId : numId;
    if (list === undefined || list === '0') return '';
    const number = this.#lists.next(list, numId === '' ? (fromStyle?.level ?? 0) : level);
    return number === '' || (text.trim() === '' && pictures.length === 0) ? '' : `${number} `;
  }

  /** A box hangs within a run: what the run said before goes out first. */
  #openBox(): void {
    this.#closeRun();
    this.#boxes += 1;
  }

  #closeBox(): void {
    this.#boxes -= 1;
    this.#openRun();
  }

  #openRun(): void {
    this.#run = '';
    this.#align = '';
    this.#isHidden = false;
    this.#isUnderlined = false;
  }

  #closeRun(): void {
    this.#say(this.#open.at(-1));
  }

  /** Puts what the run has said so far into the paragraph. */
  #say(paragraph: Paragraph | undefined): void {
    const map = this.#align === 'superscript' ? SUPERSCRIPT : this.#align === 'subscript' ? SUBSCRIPT : null;
    const text = map === null ? this.#run : raised(this.#run, map);
    // Underlined blanks are a line to write on.
    const isLine = this.#isUnderlined && text !== '' && /^[ \u00A0\u3000\t]{1,200}$/u.test(text);
    if (paragraph !== undefined) paragraph.text += isLine ? '____' : text;
    this.#run = '';
  }

  #addSymbol(attributes: Attributes): void {
    const symbol = SYMBOLS[`${attributes['w:font'] ?? ''} ${(attributes['w:char'] ?? '').toUpperCase()}`];
    if (symbol === undefined) this.#remark('symbol-left-out', '有一个符号字体的字没有读出来，请核对。');
    else this.#run += symbol;
  }

  #addPicture(paragraph: Paragraph, picture: FoundPicture | null): void {
    if (picture === null || this.#isHidden) return;
    this.#pictures += 1;
    if (this.#pictures > READ_LIMITS.picturePlaces) throw tooManyPictures();
    // What the run says may become shorter: a line to write on, for one.
    this.#say(paragraph);
    paragraph.pictures.push({ at: paragraph.text.length, picture });
  }

  #addForeign(id: string): void {
    this.foreign.push({ id, at: this.blocks.length, row: this.paragraphs + 1 });
  }

  #openTable(): void {
    this.#tables.push({ block: { kind: 'table', rows: [] }, cells: [], cell: null, row: 0 });
  }

  #openCell(name: 'tr' | 'tc'): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (name === 'tc') table.cell = [];
    else {
      table.cells = [];
      table.row = this.paragraphs + 1;
    }
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table?.cell == null) return;
    table.cells.push(cutPictured(joinPictured(table.cell, '\n'), 0));
    table.cell = null;
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table !== undefined) table.block.rows.push({ row: table.row, cells: table.cells });
  }

  /** A table in a cell becomes lines of that cell. */
  #closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined) return;
    const around = this.#tables.at(-1);
    if (around?.cell == null) this.blocks.push(table.block);
    else for (const row of table.block.rows) around.cell.push(joinPictured(row.cells, '\t'));
  }

  #remark(code: string, message: string): void {
    const row = this.#open.at(-1)?.row ?? this.paragraphs;
    const last = this.remarks.at(-1);
    if (last?.row !== row || last.code !== code) this.remarks.push({ row, code, message });
  }
}

function isOff(value: string): boolean {
  return value === '0' || value === 'false' || value === 'off';
}
