import { labelAtStart, labelsInside } from './labels.js';
import { parseAnswersRow, parseKeyLine } from './key-lines.js';
import type { KeyAnswer } from './key-lines.js';
import * as P from './patterns.js';
import type { PreparedLine } from './prepared-lines.js';
import { NO_SECTION, sectionHead } from './section-head.js';
import type { KeyEntry, KeyGroup, StatedType } from './text-question.js';

/** True for a line that a list of answers may begin with. */
export function looksLikeKey({ folded }: PreparedLine): boolean {
  if (sectionHead(folded) !== null) return true;
  const cut = labelsInside(folded, 0).find((label) => label.field === 'explanation');
  const parsed = parseKeyLine((cut === undefined ? folded : folded.slice(0, cut.start)).trim());
  if (parsed === null) return false;
  if (parsed.kind === 'sequence') return !P.LETTERS.test(folded) || parsed.text.length > 8;
  return parsed.kind === 'numbers' || parsed.answers.some((answer) => !answer.isText);
}

/** Reads the lines of a list of answers. */
export class KeyGatherer {
  readonly groups: KeyGroup[] = [];
  #entry: KeyEntry | null = null;
  #pending: number[] | null = null;
  #inText = false;

  /** @returns false when the line is nothing that belongs to a list of answers */
  take(line: PreparedLine): boolean {
    const head = sectionHead(line.folded);
    if (head !== null) {
      this.open(head.title, head.stated);
      const rest = head.rest.replace(/^[:：、\s]{1,9}/u, '');
      if (rest !== '') this.#takeAnswers(line, rest);
      return true;
    }
    if (this.#pending !== null) {
      const answers = parseAnswersRow(line.folded, this.#pending);
      this.#pending = null;
      if (answers !== null) return this.#add(line.row, answers, '');
    }
    return this.#takeLabelled(line) || this.#takeAnswers(line, line.folded) || this.#continue(line);
  }

  /** Pictures of a line go with the text of the answer before. @returns false when there is none */
  illustrate({ pictures = [] }: PreparedLine): boolean {
    if (this.#entry === null || !this.#inText) return false;
    const shown = (this.#entry.pictures ??= []);
    for (const { picture } of pictures) shown.push(picture);
    return true;
  }

  /** Begins a group; answers below it belong together. */
  open(title: string, stated: StatedType): void {
    this.groups.push({ title, stated, entries: [], sequences: [] });
    this.#entry = null;
    this.#inText = false;
  }

  #takeLabelled({ text, folded }: PreparedLine): boolean {
    const label = labelAtStart(folded);
    if (label === null || this.#entry === null) return false;
    if (label.field === 'explanation') {
      this.#entry.explanation = joined(this.#entry.explanation, text.slice(label.end).trim());
      this.#inText = true;
      return true;
    }
    if (label.field !== 'answer' || this.#entry.answer !== '') return false;
    this.#entry.answer = text.slice(label.end).trim();
    return true;
  }

  #takeAnswers(line: PreparedLine, folded: string): boolean {
    const offset = line.folded.length - folded.length;
    const cut = labelsInside(folded, 0).find((label) => label.field === 'explanation');
    const parsed = parseKeyLine((cut === undefined ? folded : folded.slice(0, cut.start)).trim());
    if (parsed === null) return false;
    if (parsed.kind === 'answers') {
      return this.#add(line.row, parsed.answers, cut === undefined ? '' : line.text.slice(offset + cut.end).trim());
    }
    if (parsed.kind === 'numbers') this.#pending = parsed.numbers;
    else this.#group().sequences.push({ row: line.row, text: parsed.text });
    return true;
  }

  #add(row: number, answers: readonly KeyAnswer[], explanation: string): boolean {
    for (const { number, answer, isText } of answers) {
      const last = this.#group().entries.at(-1);
      if (last !== undefined && last.number !== null && number <= last.number) this.open('', NO_SECTION.stated);
      this.#entry = { row, number, answer, explanation: '' };
      this.#inText = isText || explanation !== '';
      this.#group().entries.push(this.#entry);
    }
    if (this.#entry !== null) this.#entry.explanation = explanation;
    return true;
  }

  #continue({ text, afterBlank }: PreparedLine): boolean {
    if (this.#entry === null || !this.#inText || afterBlank) return false;
    if (this.#entry.explanation === '') this.#entry.answer = joined(this.#entry.answer, text);
    else this.#entry.explanation = joined(this.#entry.explanation, text);
    return true;
  }

  #group(): KeyGroup {
    if (this.groups.length === 0) this.open('', NO_SECTION.stated);
    return this.groups.at(-1) as KeyGroup;
  }
}

function joined(before: string, after: string): string {
  return before === '' ? after : `${before}\n${after}`;
}
