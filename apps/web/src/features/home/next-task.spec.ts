import { describe, expect, it } from '@jest/globals';
import type { MyTask, MyTasks } from '../../shared/api/types.js';
import { addressOfTask, daysLeft, isAtHand, partOfDay, progressOfTask, splitTasks } from './next-task.js';

const task = (part: Partial<MyTask>): MyTask => ({
  kind: 'exam',
  title: '考试',
  subtitle: '',
  dueAt: null,
  examSessionId: 's1',
  attemptId: null,
  postId: null,
  questionCount: 20,
  durationMinutes: 30,
  passHundredths: 8000,
  mayStart: true,
  done: false,
  ...part,
});

describe('what to do next', () => {
  it('is the first task that is not done', () => {
    const done = task({ done: true });
    const open = task({});
    expect(splitTasks([done, open])).toEqual({ next: open, others: [done] });
    expect(splitTasks([done]).next).toBeNull();
  });

  it('is never an exam that cannot be started yet', () => {
    const resting = task({ mayStart: false });
    const book = task({ kind: 'handbook', postId: 'p1' });
    expect(splitTasks([resting, book])).toEqual({ next: book, others: [resting] });
    expect(splitTasks([resting]).next).toBeNull();
  });

  it('leads to the place where it is done', () => {
    expect(addressOfTask(task({}))).toBe('/exams/s1');
    expect(addressOfTask(task({ kind: 'exam_in_progress', attemptId: 'a1' }))).toBe('/exam/a1');
    expect(addressOfTask(task({ kind: 'handbook', postId: 'p1' }))).toBe('/handbook/p1');
    expect(addressOfTask(task({ kind: 'handbook', postId: null }))).toBeNull();
  });

  it('counts sections of the right handbook', () => {
    const book = {
      postId: 'p1',
      postName: '采煤机司机',
      versionNo: 1,
      sections: 5,
      readSections: 2,
      receiptAt: null,
      selfTestSessionId: null,
    };
    const tasks: MyTasks = { serverTime: '', tasks: [], handbook: [book], corrected: [], done: 0, total: 0 };
    expect(progressOfTask(task({ kind: 'handbook', postId: 'p1' }), tasks)).toEqual({ read: 2, all: 5 });
    expect(progressOfTask(task({ postId: 'p1' }), tasks)).toBeNull();
  });

  it('counts civil days and greets by the clock of Asia/Shanghai', () => {
    expect(daysLeft(task({ dueAt: '2026-11-30T15:59:00.000Z' }), '2026-11-24T16:00:00.000Z')).toBe(5);
    expect(partOfDay('2026-11-23T23:42:00.000Z')).toBe('morning');
    expect(partOfDay('2026-11-23T14:00:00.000Z')).toBe('evening');
  });
});

describe('an exam that I look after', () => {
  it('is at hand while it is held and two hours before, not when it is over or days away', () => {
    const now = Date.parse('2026-11-23T01:00:00.000Z');
    const opens = (opensAt: string | null, phase: 'upcoming' | 'open' | 'closed' = 'upcoming') =>
      isAtHand({ phase, opensAt }, now);
    expect(opens(null, 'open')).toBe(true);
    expect(opens('2026-11-23T03:00:00.000Z')).toBe(true);
    expect(opens('2026-11-23T03:00:01.000Z')).toBe(false);
    expect(opens('2026-11-22T03:00:00.000Z', 'closed')).toBe(false);
  });
});
