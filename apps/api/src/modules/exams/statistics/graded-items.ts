import { answerSeconds, type GradedItem, type PaperSlot, type SlotGrade } from '@zhian/question-bank';
import type { FoldedAnswers } from '../attempts/attempt.entity.js';

/** An ended attempt as item statistics need it; `grades` are the newest ones. */
export interface CountedAttempt {
  readonly id: string;
  readonly personId: string;
  readonly slots: readonly Pick<PaperSlot, 'slot' | 'versionId' | 'questionId' | 'points'>[];
  readonly answers: FoldedAnswers;
  readonly grades: readonly SlotGrade[];
  /** clientSeq of the last answer by slot. */
  readonly seqs: Readonly<Record<string, number>>;
}

/** What a paper says about its questions; those that were voided afterwards say nothing. Pure. */
export function gradedItems(attempt: CountedAttempt): GradedItem[] {
  const grades = new Map(attempt.grades.map((grade) => [grade.slot, grade]));
  const seconds = answerSeconds(attempt.seqs);
  return attempt.slots.flatMap(({ slot, versionId, points }) => {
    const grade = grades.get(slot);
    if (!grade || grade.voided !== undefined) return [];
    return [
      {
        versionId,
        points,
        awarded: grade.awarded,
        correct: grade.correct,
        chosen: [...(attempt.answers[String(slot)] ?? '')],
        seconds: seconds.get(slot) ?? null,
      },
    ];
  });
}
