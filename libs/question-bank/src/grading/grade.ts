import type { QuestionType } from '../model/question.js';
import { partialCredit } from './schemes.js';
import type { ScoringScheme } from './schemes.js';

export interface GradedSlotInput {
  slot: number;
  type: QuestionType;
  /** Hundredths of a point. */
  points: number;
  /** Labels of the right options. */
  key: readonly string[];
  /** Stored labels of all options. */
  optionLabels: readonly string[];
  /** Hundredths per option in the order of optionLabels, for `option-weights`; weights of wrong options do not count. */
  weights?: readonly number[];
  /** Withdrawn after the exam: full points for everybody (rules.md 4.2). */
  withdrawn?: boolean;
  /** Taken out after the exam: it counts neither for the score nor for the maximum. Goes before `withdrawn`. */
  dropped?: boolean;
}

export interface SlotGrade {
  slot: number;
  /** Hundredths of a point. */
  awarded: number;
  /** Exactly the right options were chosen; does not speak about points. */
  correct: boolean;
  answered: boolean;
  /** Given where the question was voided after the exam: full points for everybody, or out of score and maximum. */
  voided?: 'full' | 'drop';
}

export interface PaperGrade {
  /** Hundredths of a point. */
  total: number;
  max: number;
  slots: SlotGrade[];
}

/**
 * Grades one answer, given in stored labels (the paper's option order plays no part, so shuffling cannot change a
 * score). A label named twice counts once; a label that is no option counts as a wrong one.
 *
 * @throws RangeError for points that are not a non-negative integer, an empty key, or weights that are negative, not
 * integers, or whose right options add up to more than the points
 */
export function gradeSlot(input: GradedSlotInput, answer: readonly string[], scheme: ScoringScheme): SlotGrade {
  const right = new Set(input.key);
  assertSlot(input, right);
  const chosen = new Set(answer);
  const rightChosen = [...chosen].filter((label) => right.has(label));
  const wrongChosen = chosen.size - rightChosen.length;
  const correct = wrongChosen === 0 && rightChosen.length === right.size;
  const answered = chosen.size > 0;
  let awarded = 0;
  if (input.dropped === true) return { slot: input.slot, awarded, correct, answered, voided: 'drop' };
  if (input.withdrawn === true) return { slot: input.slot, awarded: input.points, correct, answered, voided: 'full' };
  if (correct) awarded = input.points;
  else if (answered && input.type === 'multiple') {
    awarded = partialCredit(scheme, {
      points: input.points,
      rightTotal: right.size,
      rightChosen: rightChosen.length,
      wrongChosen,
      chosenWeight: input.weights === undefined ? null : sumWeights(input, new Set(rightChosen)),
    });
  }
  return { slot: input.slot, awarded, correct, answered };
}

function sumWeights(input: GradedSlotInput, labels: ReadonlySet<string>): number {
  return input.optionLabels.reduce(
    (sum, label, index) => sum + (labels.has(label) ? (input.weights?.[index] ?? 0) : 0),
    0,
  );
}

function assertSlot(input: GradedSlotInput, right: ReadonlySet<string>): void {
  if (!Number.isSafeInteger(input.points) || input.points < 0) {
    throw new RangeError(`slot ${input.slot}: points must be a non-negative integer of hundredths`);
  }
  if (right.size === 0) throw new RangeError(`slot ${input.slot}: the key is empty`);
  if (input.weights === undefined) return;
  if (input.weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError(`slot ${input.slot}: weights must be non-negative integers of hundredths`);
  }
  if (sumWeights(input, right) > input.points) {
    throw new RangeError(`slot ${input.slot}: weights of the right options exceed the points`);
  }
}

/** Grades a whole paper; a slot without an answer gets 0. Answers to slots that the paper lacks are ignored. */
export function gradePaper(input: {
  slots: readonly GradedSlotInput[];
  answers: ReadonlyMap<number, readonly string[]>;
  scheme: ScoringScheme;
}): PaperGrade {
  const slots = input.slots.map((slot) => gradeSlot(slot, input.answers.get(slot.slot) ?? [], input.scheme));
  return {
    total: slots.reduce((sum, slot) => sum + slot.awarded, 0),
    max: input.slots.reduce((sum, slot) => sum + (slot.dropped === true ? 0 : slot.points), 0),
    slots,
  };
}
