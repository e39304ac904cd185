import type { PrintedOption, PrintedQuestion } from './printed-document.js';

/** What stands in a box of the answer sheet: the letter, or the word of a judgement where it goes into the box. */
export function boxWord(question: Pick<PrintedQuestion, 'type'>, option: PrintedOption): string {
  return question.type === 'true_false' && [...option.text].length <= 2 ? option.text : option.id;
}
