import type { FoldedAnswers } from '../attempts/attempt.entity.js';
import { checkAnswers, toShown, type SlotForm, type StorableAnswer } from '../attempts/answers.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';

/** Keying in of a printed paper. Letters as printed go in and out; stored labels are kept, by the same functions as on screen. */

export interface KeyedAnswer {
  readonly slot: number;
  /** Letters as printed; empty: left blank. */
  readonly choice: readonly string[];
}

export interface KeyedDifference {
  readonly slot: number;
  readonly first: string;
  readonly second: string;
}

/** Letters of one sheet, checked against the paper. */
export function toKeyed(
  slots: readonly SlotForm[],
  given: readonly KeyedAnswer[],
): { keyed: FoldedAnswers; errors: FieldError[] } {
  const { answers, errors } = checkAnswers(
    slots,
    given.map((answer) => ({ ...answer, clientSeq: 1 })),
  );
  return { keyed: Object.fromEntries(answers.map(({ slot, choice }) => [String(slot), choice])), errors };
}

export function shownOf(slots: readonly SlotForm[], keyed: FoldedAnswers): { slot: number; choice: string[] }[] {
  return slots.flatMap((slot, index) => {
    const choice = keyed[String(index + 1)];
    return choice === undefined ? [] : [{ slot: index + 1, choice: toShown(slot, choice) }];
  });
}

/** Slots nothing has been keyed in for, not even «blank». */
export function missingSlots(slotCount: number, keyed: FoldedAnswers): number[] {
  return Array.from({ length: slotCount }, (_, index) => index + 1).filter((slot) => keyed[String(slot)] === undefined);
}

export function differencesOf(slotCount: number, first: FoldedAnswers, second: FoldedAnswers): KeyedDifference[] {
  return Array.from({ length: slotCount }, (_, index) => String(index + 1)).flatMap((slot) => {
    const [one, other] = [first[slot] ?? '', second[slot] ?? ''];
    return one === other ? [] : [{ slot: Number(slot), first: one, second: other }];
  });
}

/** What the attempt ends with: a slot that both left blank, or that was settled as blank, has no answer. */
export function answersOf(keyed: FoldedAnswers): StorableAnswer[] {
  return Object.entries(keyed)
    .filter(([, choice]) => choice !== '')
    .map(([slot, choice]) => ({ slot: Number(slot), choice, clientSeq: 1 }))
    .sort((a, b) => a.slot - b.slot);
}
