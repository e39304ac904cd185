import type { SlotGrade } from '@zhian/question-bank';

/**
 * What each question of a paper was given, as it rests in attempt_grade.slots: text with a place for each question, in the order
 * of the paper, between commas, e.g. `r100,w,b,w50,r200f`. In a place stand
 *
 * - `r` (exactly the right options), `w` (another answer) or `b` (no answer);
 * - the hundredths of a point awarded, left out when there are none;
 * - `f` or `d` where the question was voided afterwards: full points for everybody, or dropped.
 */
const PLACE = /^([rwb])(\d*)([fd]?)$/;

const VOIDED = { f: 'full', d: 'drop' } as const;

/** @throws RangeError for slots out of order: what could not be read again is not written */
export function packGrade(slots: readonly SlotGrade[]): string {
  return slots
    .map(({ slot, correct, answered, awarded, voided }, index) => {
      if (slot !== index + 1) throw new RangeError(`slot ${slot} stands at place ${index + 1}`);
      const standing = correct ? 'r' : answered ? 'w' : 'b';
      return `${standing}${awarded === 0 ? '' : awarded}${voided === undefined ? '' : voided.charAt(0)}`;
    })
    .join();
}

/** @throws RangeError for text that {@link packGrade} did not write */
export function unpackGrade(packed: string): SlotGrade[] {
  if (packed === '') return [];
  return packed.split(',').map((place, index): SlotGrade => {
    const [, standing, awarded, voided] = PLACE.exec(place) ?? [];
    if (standing === undefined) throw new RangeError(`the grade of question ${index + 1} cannot be read: ${place}`);
    return {
      slot: index + 1,
      awarded: Number(awarded),
      correct: standing === 'r',
      answered: standing !== 'b',
      ...(voided === 'f' || voided === 'd' ? { voided: VOIDED[voided] } : {}),
    };
  });
}
