import type { QuestionType } from '../../model/question.js';
import type { ColumnMap } from '../columns/column-map.js';
import type { GridRow } from '../grid.js';
import type { Field } from '../read-options.js';
import type { OptionSeparator } from '../split-options.js';

/** One question, still in the file's own words, with the column each part came from. */
export interface RawRow {
  row: number;
  type: string;
  /** What the sheet, its title or a heading above says where the row says nothing. */
  usualType: QuestionType | null;
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
  criteriaClause: string;
  /** 0-based columns, for messages. */
  columns: Partial<Record<Field, number>>;
  optionColumns: number[];
  /** How this sheet separates options in one cell, for messages. */
  separator: string | null;
}

/** Rows of a sheet below one header, and what its columns hold. */
export interface Block {
  map: ColumnMap;
  rows: readonly GridRow[];
  /** What separates options in one cell: given by a person, or found in the cells. */
  separator: OptionSeparator | null;
}

/** One way of writing questions into a sheet. */
export interface Layout {
  name: string;
  /** True when the columns and their cells are of this kind. */
  fits: (block: Block) => boolean;
  /** The questions one after the other. */
  read: (block: Block) => Iterable<RawRow>;
}
