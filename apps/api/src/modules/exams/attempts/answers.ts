import type { PaperSlot, QuestionType } from '@zhian/question-bank';
import { optionLabel } from '@zhian/question-bank';
import type { FieldError } from '../../../platform/errors/domain-error.js';

/**
 * Between what a candidate sees and what is stored. He sees options by their place on his paper (A, B, C … from the top);
 * stored are the labels of the question version. So an option's id tells nothing about its place in the bank.
 */

export interface GivenAnswer {
  readonly slot: number;
  /** Option ids as shown on this paper; empty: taken back. */
  readonly choice: readonly string[];
  readonly clientSeq: number;
}

export interface StorableAnswer {
  readonly slot: number;
  /** Stored labels, sorted: 'AC'; '' for «taken back». */
  readonly choice: string;
  readonly clientSeq: number;
}

export const MAX_ANSWERS_PER_SAVE = 300;

/** What an answer to a question of a paper is checked against. */
export type SlotForm = Pick<PaperSlot, 'type' | 'optionOrder'>;

/** Displayed option id → stored label. */
export function toStored(slot: SlotForm, shown: string): string | null {
  const position = shown.length === 1 ? shown.charCodeAt(0) - 65 : -1;
  const stored = slot.optionOrder[position];
  return stored === undefined ? null : optionLabel(stored);
}

/** Stored labels → displayed option ids, in the order of the paper. */
export function toShown(slot: SlotForm, stored: string): string[] {
  return slot.optionOrder.flatMap((original, position) =>
    stored.includes(optionLabel(original)) ? [optionLabel(position)] : [],
  );
}

function problemOf(answer: GivenAnswer, slot: SlotForm | undefined): string | null {
  if (!slot) return '这份试卷没有这道题';
  if (!Number.isSafeInteger(answer.clientSeq) || answer.clientSeq < 1) return '序号不对';
  if (new Set(answer.choice).size !== answer.choice.length) return '选项有重复';
  if (answer.choice.some((id) => toStored(slot, id) === null)) return '这道题没有这个选项';
  if (isSingleChoice(slot.type) && answer.choice.length > 1) return '这道题只能选一项';
  return null;
}

function isSingleChoice(type: QuestionType): boolean {
  return type !== 'multiple';
}

/** How many of `given` are not in what was graded of an attempt: they came after its end. */
export function ungraded(
  slots: readonly SlotForm[],
  given: readonly GivenAnswer[],
  graded: Readonly<Record<string, string>>,
): number {
  const { answers } = checkAnswers(slots, given);
  return answers.filter(({ slot, choice }) => (graded[String(slot)] ?? '') !== choice).length;
}

/**
 * All of them or none: one answer that does not fit refuses the request (contract 9). Per slot the newest wins.
 * `slots` in the order of the paper.
 */
export function checkAnswers(
  slots: readonly SlotForm[],
  given: readonly GivenAnswer[],
): { answers: StorableAnswer[]; errors: FieldError[] } {
  const newest = new Map<number, StorableAnswer>();
  const errors: FieldError[] = [];
  given.forEach((answer, index) => {
    const slot = slots[answer.slot - 1];
    const problem = problemOf(answer, slot);
    if (problem || !slot) {
      errors.push({
        pointer: `/answers/${index}`,
        code: 'answer',
        params: { slot: answer.slot },
        message: `第 ${answer.slot} 题：${problem ?? ''}`,
      });
      return;
    }
    const choice = answer.choice
      .map((id) => toStored(slot, id))
      .sort()
      .join('');
    const known = newest.get(answer.slot);
    if (!known || answer.clientSeq > known.clientSeq)
      newest.set(answer.slot, { slot: answer.slot, choice, clientSeq: answer.clientSeq });
  });
  // Sorted by key, so that two requests for one attempt lock rows in the same order.
  return { answers: [...newest.values()].sort((a, b) => a.slot - b.slot), errors };
}
