import { gradePaper, optionLabel, type Paper, type PaperGrade, type ScoringScheme } from '@zhian/question-bank';
import type { FoldedAnswers } from './attempt.entity.js';
import { inForce, type Correction } from './corrections.js';

/** What an attempt is worth: a pure function of paper, answers, keys and what was corrected since. Every grading goes through it. */

export interface GradingRules {
  readonly scoringScheme: ScoringScheme;
  readonly passHundredths: number;
  readonly corrections: readonly Correction[];
}

export interface AttemptGrade {
  readonly grade: PaperGrade;
  readonly passed: boolean;
  readonly rightCount: number;
}

/**
 * The pass line of a paper of which questions have been dropped: the same share of what is left, rounded up to a hundredth of a
 * point. 60 of 100 with 3 points dropped is 58.2 of 97.
 */
export function passLineOf(passHundredths: number, total: number, max: number): number {
  return max === total || total === 0 ? passHundredths : Math.ceil((passHundredths * max) / total);
}

/** @param keys labels of the right options by question version, as they were set */
export function gradeAttempt(
  paper: Pick<Paper, 'slots'>,
  answers: FoldedAnswers,
  rules: GradingRules,
  keys: ReadonlyMap<string, readonly string[]>,
): AttemptGrade {
  const corrections = inForce(rules.corrections);
  const grade = gradePaper({
    scheme: rules.scoringScheme,
    answers: new Map(Object.entries(answers).map(([slot, choice]) => [Number(slot), [...choice]])),
    slots: paper.slots.map((slot) => {
      const correction = corrections.get(slot.versionId);
      return {
        slot: slot.slot,
        type: slot.type,
        points: slot.points,
        key: correction?.kind === 'key' ? correction.correct : (keys.get(slot.versionId) ?? []),
        optionLabels: slot.optionOrder.map((_, index) => optionLabel(index)),
        withdrawn: correction?.kind === 'void' && correction.policy === 'full',
        dropped: correction?.kind === 'void' && correction.policy === 'drop',
      };
    }),
  });
  const total = paper.slots.reduce((sum, slot) => sum + slot.points, 0);
  return {
    grade,
    passed: grade.total >= passLineOf(rules.passHundredths, total, grade.max),
    rightCount: grade.slots.filter((slot) => slot.correct).length,
  };
}
