import { foldWidth } from './fold-width.js';
import { numberMark } from './number-mark.js';
import type { NumberMark } from './number-mark.js';
import * as P from './patterns.js';
import { cutPictured, isPictureOnly } from './pictured-text.js';
import type { PicturedText } from './pictured-text.js';
import { sectionHead } from './section-head.js';
import type { TextLine } from './text-question.js';

/** A line that holds something, in both forms, with what the lines around it decide. */
export interface PreparedLine extends TextLine {
  /** Same length as `text`. */
  folded: string;
  /** An empty line stands before it. */
  afterBlank: boolean;
  mark: NumberMark | null;
  /** Its section numbers questions like «1.»; «(1)» and «1 » are then no numbers of questions. */
  strongNumbers: boolean;
}

/** Drops empty lines, trims, folds, and finds out which style of numbers each section uses. */
export function prepareLines(lines: readonly TextLine[]): PreparedLine[] {
  const prepared: PreparedLine[] = [];
  let afterBlank = false;
  for (const line of lines) {
    const content = withoutMarkdown(cutPictured(line, 0));
    if (content.text === '' && !isPictureOnly(content)) {
      afterBlank = true;
      continue;
    }
    const folded = foldWidth(content.text);
    const mark = numberMark(folded);
    prepared.push({ row: line.row, ...content, folded, afterBlank, mark, strongNumbers: false });
    afterBlank = false;
  }
  markStyles(prepared);
  return prepared;
}

function markStyles(lines: readonly PreparedLine[]): void {
  let start = 0;
  const close = (end: number): void => {
    const strong = lines.slice(start, end).some(({ mark }) => mark?.style === 'strong' && !mark.isFigure);
    for (let at = start; at < end; at += 1) {
      const line = lines[at];
      if (line !== undefined) line.strongNumbers = strong;
    }
    start = end;
  };
  for (const [at, { folded }] of lines.entries()) {
    if (sectionHead(folded) !== null || P.KEY_TITLE.test(folded)) close(at);
  }
  close(lines.length);
}

function withoutMarkdown(line: PicturedText): PicturedText {
  const lead = P.MARKDOWN_LEAD.exec(line.text)?.[0].length ?? 0;
  const plain = lead === 0 ? line : cutPictured(line, lead, undefined, 0);
  if (!plain.text.startsWith('**')) return plain;
  const bare = (text: string): string => text.replaceAll('**', '');
  const pictures = plain.pictures?.map(({ at, picture }) => ({ at: bare(plain.text.slice(0, at)).length, picture }));
  return cutPictured({ text: bare(plain.text), pictures }, 0);
}

/** True for the line that begins the options of a question. */
export function beginsOptions(line: PreparedLine | undefined): boolean {
  const found = line === undefined ? null : P.OPTION_START.exec(line.folded);
  return /^a$/iu.test(found?.[1] ?? found?.[2] ?? '');
}

/** True when a line holds what only a question holds: options, a filled bracket or its answer. */
export function holdsQuestion(folded: string): boolean {
  const letters = new Set<string>();
  for (const match of folded.matchAll(P.DENSE_MARK)) {
    if (match[3] !== undefined || match[4] !== undefined) return true;
    if (match[2] !== undefined) letters.add(match[2]);
  }
  return letters.size === 2;
}

export interface DensePiece {
  number: number;
  /** Offsets of the text of this question, its number taken off. */
  start: number;
  end: number;
}

/**
 * Cuts a line with several questions: at each next number, as long as what stands before it is a whole question.
 *
 * @param from offset behind the first number
 */
export function splitDense(folded: string, first: number, from: number): DensePiece[] {
  const pieces: DensePiece[] = [{ number: first, start: from, end: folded.length }];
  let letters = new Set<string>();
  let isWhole = false;
  for (const match of folded.slice(from).matchAll(P.DENSE_MARK)) {
    const [whole, digits, letter] = match;
    const current = pieces.at(-1);
    if (digits === undefined) {
      if (letter !== undefined) letters.add(letter);
      else isWhole = true;
    } else if (current !== undefined && (isWhole || letters.size === 2) && Number(digits) === current.number + 1) {
      current.end = from + match.index;
      pieces.push({ number: Number(digits), start: from + match.index + whole.length, end: folded.length });
      letters = new Set();
      isWhole = false;
    }
  }
  return pieces;
}
