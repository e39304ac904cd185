import { CountItems } from '../../apps/api/src/modules/exams/index.js';
import type { MadeExam } from './exam.js';
import { endOverdue, openAttempts, type AskedQuestion } from './graded-exam.js';
import type { TestApp } from './harness.js';
import { settle } from './plans.js';

/** So many people are enough for flags. */
export const FLAGGED_PEOPLE = 40;

/**
 * Everybody sits an exam of six questions of which two should be looked at: the first is answered right by the weak alone, the
 * second by everybody. Graded and counted.
 */
export async function sitFlaggedExam(
  t: TestApp,
  exam: MadeExam,
  people: readonly { readonly id: string; readonly name: string }[],
  questions: readonly AskedQuestion[],
): Promise<void> {
  const now = t.clock?.now().getTime() ?? Date.now();
  const seqOf = (slot: number): number => now - 1_000_000 + slot * 21_000;
  await openAttempts(
    t,
    exam,
    people,
    () => questions,
    answer,
    new Date(now - 60_000),
    () => ({ seqOf }),
  );
  await endOverdue(t);
  await settle(t);
  t.clock?.advance(3_600_000);
  await t.get(CountItems).execute();

  function answer(person: number, question: AskedQuestion): string {
    const wrong = question.key === 'D' ? 'A' : 'D';
    const no = questions.indexOf(question);
    if (no === 0) return person < 20 ? question.key : wrong;
    if (no === 1) return question.key;
    return person >= 6 + 4 * no ? question.key : 'ABCD'.replace(question.key, '').charAt(person % 3);
  }
}
