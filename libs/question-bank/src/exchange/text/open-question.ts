import { foldWidth } from './fold-width.js';
import { labelAtStart, labelsInside } from './labels.js';
import type { Label } from './labels.js';
import * as P from './patterns.js';
import { cutPictured, isPictureOnly } from './pictured-text.js';
import type { PicturedText } from './pictured-text.js';
import { holdsQuestion } from './prepared-lines.js';
import type { PreparedLine } from './prepared-lines.js';
import type { TextBlock, TextField } from './text-question.js';

/** Fields whose text may go on in the next line. */
const LONG_FIELDS: ReadonlySet<string> = new Set<TextField>([
  'explanation',
  'knowledgePoint',
  'sourceClause',
  'criteriaClause',
]);

/** A question that is being gathered: what was found of it, and what of it may still follow. */
export class OpenQuestion {
  /** What the next plain line belongs to. */
  #active: TextField | 'body' = 'body';
  #isComplete: boolean;
  #hasOptions = false;
  /** The stem ended with a mark of truth: nothing of it can follow but options. */
  #isJudged = false;

  constructor(readonly block: TextBlock) {
    this.#isComplete = block.mark !== '' || block.section.stated.type === 'true_false';
  }

  /** It holds what a question has to hold, so that another one may begin. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Nothing is missing where a question without a number would begin. */
  get isOver(): boolean {
    return this.#active === 'body' ? this.#hasOptions : this.#isComplete;
  }

  get isExplained(): boolean {
    return this.#active === 'explanation';
  }

  /** Stem and options, and labelled parts behind them. */
  addBody(row: number, content: PicturedText): void {
    const folded = foldWidth(content.text);
    const labels = labelsInside(folded, 0);
    const body = labels[0] === undefined ? content : cutPictured(content, 0, labels[0].start);
    const { text, pictures } = body;
    if (text !== '' || isPictureOnly(body)) this.block.body.push({ row, text, ...(pictures ? { pictures } : {}) });
    const letter = P.OPTION_START.exec(folded);
    if (letter !== null && !/^a$/iu.test(letter[1] ?? letter[2] ?? '')) this.#hasOptions = true;
    if (this.#hasOptions || holdsQuestion(folded)) this.#isComplete = true;
    this.#isJudged = P.TRUTH_END.test(foldWidth(text));
    this.#addLabels(content, labels);
  }

  /** @returns false when the line begins with no label */
  addLabelled(line: PreparedLine): boolean {
    const label = labelAtStart(line.folded);
    if (label === null) return false;
    this.#addLabels(line, [label, ...labelsInside(line.folded, label.end)]);
    return true;
  }

  addField(field: TextField, { text, pictures = [] }: PicturedText): void {
    const before = this.block.fields[field];
    this.block.fields[field] = before === undefined || before === '' ? text : `${before}\n${text}`;
    this.block.fieldPictures.push(...pictures.map(({ picture }) => ({ field, picture })));
    this.#active = field;
    if (field === 'answer') this.#isComplete = true;
  }

  /** A picture in a paragraph of its own belongs to what was written before it. */
  illustrate({ row, pictures = [] }: PreparedLine): void {
    const field = this.#active;
    if (field === 'body') this.block.body.push({ row, text: '', pictures });
    else this.block.fieldPictures.push(...pictures.map(({ picture }) => ({ field, picture })));
  }

  /** Takes a line without a sign of what it is. @returns false when it cannot belong here */
  goOn(line: PreparedLine): boolean {
    if (this.#active === 'body') {
      const isOption = P.OPTION_START.test(line.folded) || P.OPTION_LOOSE.test(line.folded);
      const isOver = this.#isJudged || (line.afterBlank && this.#isComplete);
      if (isOver && !isOption && labelsInside(line.folded, 0).length === 0) return false;
      this.addBody(line.row, line);
      return true;
    }
    const text = this.block.fields[this.#active] ?? '';
    const goesOn = LONG_FIELDS.has(this.#active) || (this.#active === 'answer' && !isChoiceAnswer(text));
    if (text !== '' && (!goesOn || line.afterBlank)) return false;
    this.addField(this.#active, line);
    return true;
  }

  #addLabels(line: PicturedText, labels: readonly Label[]): void {
    labels.forEach((label, index) => {
      this.addField(label.field, cutPictured(line, label.end, labels[index + 1]?.start, label.start));
    });
  }
}

function isChoiceAnswer(text: string): boolean {
  const folded = foldWidth(text).replace(/[。.]$/u, '');
  return P.LETTERS.test(folded) || P.TRUTH.test(folded);
}
