import type { ExamSession } from '../../shared/api/types.js';

/** How long before an exam opens its board is offered. */
const BEFORE_MS = 60 * 60_000;

/** Is there something to look after: being held, or about to open? */
export function maySupervise(exam: Pick<ExamSession, 'phase' | 'opensAt'>, now: number): boolean {
  if (exam.phase === 'open') return true;
  return exam.phase === 'upcoming' && Boolean(exam.opensAt) && Date.parse(exam.opensAt ?? '') - now <= BEFORE_MS;
}
