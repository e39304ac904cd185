import type { MyTask, MyTasks } from '../../shared/api/types.js';
import type { MyInvigilation } from '../../shared/api/requests/my-invigilations.js';
import { civilDaysBetween, civilParts } from '../../shared/time/format.js';

/** The first thing that can be done now, and the others. The server puts the most urgent first. */
export function splitTasks(tasks: readonly MyTask[]): { next: MyTask | null; others: MyTask[] } {
  const next = tasks.find((task) => !task.done && task.mayStart) ?? null;
  return { next, others: tasks.filter((task) => task !== next) };
}

/** Where a task is done; `null` when the server did not say. */
export function addressOfTask(task: MyTask): string | null {
  if (task.kind === 'handbook') return task.postId ? `/handbook/${task.postId}` : null;
  if (task.kind === 'exam_in_progress' && task.attemptId) return `/exam/${task.attemptId}`;
  return task.examSessionId ? `/exams/${task.examSessionId}` : null;
}

/** Sections read and all sections, for a task that is a handbook. */
export function progressOfTask(task: MyTask, tasks: MyTasks): { read: number; all: number } | null {
  const book = task.kind === 'handbook' ? tasks.handbook.find(({ postId }) => postId === task.postId) : undefined;
  return book && book.sections > 0 ? { read: book.readSections, all: book.sections } : null;
}

/** Civil days until the task is due, by the server's clock; `null` without a date. */
export function daysLeft(task: MyTask, serverTime: string): number | null {
  return task.dueAt ? civilDaysBetween(serverTime, task.dueAt) : null;
}

/** The part of the day in Asia/Shanghai, for the greeting. */
export function partOfDay(serverTime: string): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const { hour } = civilParts(serverTime);
  if (hour >= 4 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 13) return 'noon';
  return hour >= 13 && hour < 18 ? 'afternoon' : 'evening';
}

/** How long before an exam its invigilator finds it above everything else. */
const AT_HAND_MS = 2 * 3_600_000;

/** Is it time to go there: the exam is being held, or opens within two hours? */
export function isAtHand({ phase, opensAt }: Pick<MyInvigilation, 'phase' | 'opensAt'>, now: number): boolean {
  return phase === 'open' || (phase === 'upcoming' && opensAt !== null && Date.parse(opensAt) - now <= AT_HAND_MS);
}
