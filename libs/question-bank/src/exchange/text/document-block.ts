import type { PicturedText } from './pictured-text.js';

/** What a document is made of, in the order it is read. */
export type DocumentBlock = DocumentLine | DocumentTable;

export interface DocumentLine extends PicturedText {
  kind: 'line';
  /** 1-based number of the paragraph; the lines of one paragraph share it. */
  row: number;
}

export interface DocumentTable {
  kind: 'table';
  /** Number of the first paragraph of each row, and the text of its cells; paragraphs of a cell are lines of it. */
  rows: { row: number; cells: PicturedText[] }[];
}

/** Something about a document that a person should know. */
export interface DocumentRemark {
  row: number;
  code: string;
  /** zh-CN */
  message: string;
}
