import { Parser } from 'htmlparser2';
import { referencedPicture, tooManyPictures } from '../picture-intake.js';
import type { FoundPicture } from '../picture-intake.js';
import { READ_LIMITS } from '../read-limits.js';
import type { DocumentBlock, DocumentTable } from '../text/document-block.js';
import { cutPictured, joinPictured, linesOfParagraph } from '../text/pictured-text.js';
import type { PictureInText, PicturedText } from '../text/pictured-text.js';
import { tooManyParagraphs } from '../unreadable-file.js';
import { formatNumber } from './list-numbers.js';

const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul'.split(
    ' ',
  ),
);
const SKIPPED = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'del', 'xml', 'svg']);
const LIST_FORMATS: Readonly<Record<string, string>> = {
  A: 'upperLetter',
  a: 'lowerLetter',
  I: 'upperRoman',
  i: 'lowerRoman',
};

/** What lies beside a page under this name; null when nothing does. */
export type BesidePage = (source: string) => Pick<FoundPicture, 'key' | 'load'> | null;

/**
 * The visible text of a web page as lines and tables, with the numbers of its ordered lists, and its pictures. Nothing of it
 * is run or fetched. Counts paragraphs on from `firstRow`.
 */
export function readHtmlBlocks(html: string, firstRow: number, beside: BesidePage = () => null): DocumentBlock[] {
  const reader = new HtmlReader(firstRow, beside);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  return reader.finish();
}

class HtmlReader {
  readonly #blocks: DocumentBlock[] = [];
  #row: number;
  #text = '';
  #pictures: PictureInText[] = [];
  /** Pictures of the whole page. */
  #found = 0;
  #skipping = 0;
  #table: DocumentTable | null = null;
  #tables = 0;
  #cells: PicturedText[] = [];
  #cell: PicturedText[] | null = null;
  /** Paragraphs, and lines broken within them. */
  #lines = 0;
  readonly #lists: { format: string; next: number }[] = [];
  #number = '';

  constructor(
    firstRow: number,
    readonly beside: BesidePage,
  ) {
    this.#row = firstRow;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (SKIPPED.has(name)) this.#skipping += 1;
    if (this.#skipping > 0) return;
    if (name === 'br') this.#breakLine();
    else if (name === 'img') this.#addPicture(attributes);
    else if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#cells = [];
    else if (name === 'td' || name === 'th') this.#openCell();
    else if (BLOCKS.has(name)) this.#flush();
    if (name === 'ol') {
      const start = Number(attributes['start'] ?? 1);
      this.#lists.push({ format: LIST_FORMATS[attributes['type'] ?? ''] ?? 'decimal', next: start || 1 });
    } else if (name === 'ul') this.#lists.push({ format: 'bullet', next: 1 });
    else if (name === 'li') this.#openItem(attributes['value']);
  }

  close(name: string): void {
    if (SKIPPED.has(name)) {
      this.#skipping = Math.max(0, this.#skipping - 1);
      return;
    }
    if (this.#skipping > 0) return;
    if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'table') this.#closeTable();
    else if (BLOCKS.has(name)) this.#flush();
    if (name === 'ol' || name === 'ul') this.#lists.pop();
  }

  text(text: string): void {
    if (this.#skipping === 0) this.#text += text.replace(/[ \t\r\n\f]+/gu, ' ');
  }

  finish(): DocumentBlock[] {
    this.#flush();
    return this.#blocks;
  }

  #addPicture({ src = '', alt = '' }: Readonly<Record<string, string>>): void {
    this.#found += 1;
    if (this.#found > READ_LIMITS.picturePlaces) throw tooManyPictures();
    this.#pictures.push({ at: this.#text.length, picture: referencedPicture(src, alt, this.beside) });
  }

  #openItem(value: string | undefined): void {
    const list = this.#lists.at(-1);
    if (list === undefined || list.format === 'bullet') return;
    if (value !== undefined && /^\d{1,5}$/u.test(value)) list.next = Number(value);
    this.#number = `${formatNumber(list.next, list.format)}. `;
    list.next += 1;
  }

  #breakLine(): void {
    this.#countLine();
    this.#text += '\n';
  }

  #countLine(): void {
    this.#lines += 1;
    if (this.#lines > READ_LIMITS.paragraphs) throw tooManyParagraphs();
  }

  /** Ends a paragraph; inside a cell it is a line of the cell. */
  #flush(): void {
    const lines = linesOfParagraph({ text: this.#text, pictures: this.#pictures });
    this.#text = '';
    this.#pictures = [];
    if (lines.every(({ text, pictures }) => text === '' && pictures === undefined)) return;
    this.#countLine();
    if (this.#number !== '') lines[0] = joinPictured([{ text: this.#number }, lines[0] ?? { text: '' }], '');
    this.#number = '';
    if (this.#cell !== null) for (const line of lines) this.#cell.push(line);
    else {
      for (const line of lines) this.#blocks.push({ kind: 'line', row: this.#row, ...line });
      this.#row += 1;
    }
  }

  /** A table in a table is read as lines of the cell it stands in. */
  #openTable(): void {
    this.#flush();
    this.#tables += 1;
    if (this.#tables === 1) this.#table = { kind: 'table', rows: [] };
  }

  #openCell(): void {
    this.#flush();
    if (this.#tables === 1) this.#cell = [];
  }

  #closeCell(): void {
    this.#flush();
    if (this.#tables !== 1 || this.#cell === null) return;
    this.#cells.push(cutPictured(joinPictured(this.#cell, '\n'), 0));
    this.#cell = null;
  }

  #closeRow(): void {
    if (this.#tables !== 1 || this.#table === null) return;
    this.#table.rows.push({ row: this.#row, cells: this.#cells });
    this.#row += 1;
  }

  #closeTable(): void {
    this.#tables = Math.max(0, this.#tables - 1);
    if (this.#tables > 0 || this.#table === null) return;
    this.#cell = null;
    this.#blocks.push(this.#table);
    this.#table = null;
  }
}
