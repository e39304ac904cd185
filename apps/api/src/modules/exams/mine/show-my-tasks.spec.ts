import { describe, expect, it } from '@jest/globals';
import type { MyExamDto, MyHandbookTaskDto } from './my-exams.dto.js';
import { orderedTasks } from './show-my-tasks.js';

const exam = (part: Partial<MyExamDto>): MyExamDto => ({
  id: 'exam',
  title: '季度考试',
  organisationName: '甲煤业',
  purpose: 'formal',
  phase: 'open',
  needsAccessCode: false,
  paused: false,
  startMode: 'individual',
  roomName: null,
  seat: null,
  opensAt: '2026-11-01T00:00:00.000Z',
  closesAt: '2026-11-30T00:00:00.000Z',
  durationMinutes: 30,
  questionCount: 20,
  totalPoints: 10_000,
  passHundredths: 8_000,
  attemptsLeft: 2,
  mayStart: true,
  because: null,
  openAttemptId: null,
  lastAttemptId: null,
  bestScore: null,
  passed: false,
  disclosure: 'everything',
  discloseAt: 'submission',
  postIds: [],
  pack: null,
  ...part,
});

const book: MyHandbookTaskDto = {
  postId: 'post',
  postName: '采煤机司机',
  versionNo: 1,
  sections: 5,
  readSections: 2,
  receiptAt: null,
  selfTestSessionId: null,
};

describe('my tasks in their order', () => {
  const ids = (...exams: MyExamDto[]) => orderedTasks(exams, [book]).map((task) => task.examSessionId ?? task.postId);

  it('puts the exam under way first, then what is due soonest, then the handbook, then what is done', () => {
    const late = exam({ id: 'late', closesAt: '2026-12-30T00:00:00.000Z' });
    const running = exam({ id: 'running', mayStart: false, openAttemptId: 'a1' });
    expect(ids(exam({ id: 'done', passed: true }), late, exam({ id: 'soon' }), running)).toEqual([
      'running',
      'soon',
      'late',
      'post',
      'done',
    ]);
  });

  it('never makes an exam in its pause the next step, and says why it waits', () => {
    const resting = exam({ mayStart: false, because: '11月23日 10:21 以后可以再考。' });
    const [first, second] = orderedTasks([resting], [book]);
    expect(first?.kind).toBe('handbook');
    expect(second).toMatchObject({ kind: 'exam', mayStart: false, subtitle: '11月23日 10:21 以后可以再考。' });
  });
});
