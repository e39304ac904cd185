import { isCivilDate } from '../../../platform/clock/clock.js';
import { fieldProblem } from '../field-problem.js';

export const EARLIEST_DATE = '1950-01-01';

/** Dates of the roster say what has happened: real, not in the future. @throws DomainError naming the field */
export function requireRosterDate(pointer: string, date: string, today: string): void {
  if (!isCivilDate(date) || date < EARLIEST_DATE)
    throw fieldProblem(pointer, 'isDateString', '日期不对，例如 2026-11-30');
  if (date > today) throw fieldProblem(pointer, 'date-future', '这一天还没到，到那天再办');
}
