import { SUBSCRIPT, SUPERSCRIPT, raised } from './raised-text.js';
import type { XmlHandlers } from '../read-xml.js';

/**
 * Builds the text of a string item (`<si>` or `<is>`): plain `<t>`, or runs `<r>` whose raised and lowered parts turn
 * into Unicode. Phonetic readings (`<rPh>`) are no text of the cell.
 */
export class StringItem {
  #text = '';
  #inText = false;
  #phonetic = 0;
  #align: string | null = null;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 't') this.#inText = this.#phonetic === 0;
    else if (name === 'r') this.#align = null;
    else if (name === 'vertAlign') this.#align = attributes['val'] ?? null;
    else if (name === 'rPh') this.#phonetic += 1;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'r') this.#align = null;
    else if (name === 'rPh') this.#phonetic -= 1;
  }

  text(text: string): void {
    if (!this.#inText) return;
    const map = this.#align === 'superscript' ? SUPERSCRIPT : this.#align === 'subscript' ? SUBSCRIPT : null;
    this.#text += map === null ? text : raised(text, map);
  }

  /** The text so far, and a fresh start. */
  take(): string {
    const text = unescapeText(this.#text);
    this.#text = '';
    this.#align = null;
    return text;
  }
}

/** `_xHHHH_` stands for a sign that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Handlers that fill a list with the shared strings, each by its place. */
export function stringsInto(strings: string[]): XmlHandlers {
  const item = new StringItem();
  let depth = 0;
  return {
    open: (name, attributes) => {
      if (name === 'si') depth += 1;
      else if (depth > 0) item.open(name, attributes);
    },
    close: (name) => {
      if (name === 'si') {
        depth -= 1;
        strings.push(item.take());
      } else if (depth > 0) item.close(name);
    },
    text: (text) => item.text(text),
  };
}
