import type { QuestionType } from '../../model/question.js';
import type { FoundPicture } from '../picture-intake.js';
import type { PicturedText } from './pictured-text.js';

/** A line of a text with the place a person finds it at: the line of a text file, the paragraph of a document. */
export interface TextLine extends PicturedText {
  /** 1-based. */
  row: number;
}

/** What a head, a marker or the content says about the type. The last two are read and refused by name. */
export type TextKind = QuestionType | 'blank' | 'subjective';

/** What a section or a marker promises. `open`: the content decides; `other`: a type this product does not ask. */
export interface StatedType {
  type: QuestionType | 'open' | 'other';
  /** As people write it, e.g. 单选题, 填空题; '' where nothing is said. */
  name: string;
}

export interface Section {
  title: string;
  stated: StatedType;
}

/** The parts of a question as they were found, before anything is decided. */
export interface TextBlock {
  row: number;
  number: number | null;
  /** What stood in a bracket before the number; '' when there was none. */
  mark: string;
  section: Section;
  /** Which run of numbers it belongs to; a new head or a restart at 1 begins a new run. */
  run: number;
  /** What several questions share; its text is '' when there is none. */
  material: PicturedText;
  /** Stem and options, number taken off the first line; a line of a picture alone was a paragraph of its own. */
  body: TextLine[];
  fields: Partial<Record<TextField, string>>;
  /** Pictures among the labelled parts, or below them. */
  fieldPictures: { field: TextField; picture: FoundPicture }[];
  doubts: TextRemark[];
}

export type TextField =
  | 'answer'
  | 'explanation'
  | 'difficulty'
  | 'knowledgePoint'
  | 'category'
  | 'sourceClause'
  | 'criteriaClause'
  | 'type'
  | 'points';

/** A remark without its place. */
export interface TextRemark {
  code: string;
  /** zh-CN */
  message: string;
}

/** An answer from a list of answers. */
export interface KeyEntry {
  row: number;
  /** null for one of a sequence without numbers. */
  number: number | null;
  answer: string;
  explanation: string;
  /** Pictures in the explanation, or below it. */
  pictures?: FoundPicture[];
}

/** Part of a list of answers below one head; its numbers grow. */
export interface KeyGroup {
  title: string;
  stated: StatedType;
  entries: KeyEntry[];
  /** Answers without numbers, each with the text it stood in, for matching by count. */
  sequences: { row: number; text: string }[];
}

/** Questions with the list of answers that follows them. */
export interface Zone {
  blocks: TextBlock[];
  keys: KeyGroup[];
}
