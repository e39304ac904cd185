import type { Grid, GridRow } from '../grid.js';
import type { Field } from '../header.js';

/** One question row, still in the file's own words, with the column each part came from. */
export interface RawRow {
  row: number;
  type: string;
  stem: string;
  /** Options in stored order, printed letters taken off; empty when the row has none. */
  options: string[];
  /** The letter printed before each option, '' where there is none. */
  printed: string[];
  answer: string;
  explanation: string;
  difficulty: string;
  knowledgePoint: string;
  category: string;
  sourceClause: string;
  /** 0-based columns, for messages. */
  columns: Partial<Record<Field, number>>;
  optionColumns: number[];
  /** How this sheet separates options in one cell, for messages. */
  separator: string | null;
}

export interface LayoutMatch {
  layout: string;
  headerRow: number | null;
  /** Rows of the grid that hold questions. */
  rows: GridRow[];
  read: (row: GridRow) => RawRow;
}

/** Recognises one way of writing questions into a sheet. */
export type Layout = (grid: Grid) => LayoutMatch | null;
