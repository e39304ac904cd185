import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { MyHandbookSummary } from '../../handbooks/index.js';
import { ListMyAttempts } from './list-my-attempts.js';
import { ListMyExams } from './list-my-exams.js';
import type { MyExamDto, MyHandbookTaskDto, MyTaskDto, MyTasksDto } from './my-exams.dto.js';

/** 「我的任务」: what to do next comes first. An exam under way, then what is due soonest, then the handbook, then what is done. */
@Injectable()
export class ShowMyTasks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly exams: ListMyExams,
    private readonly attempts: ListMyAttempts,
    private readonly handbooks: MyHandbookSummary,
  ) {}

  async execute(ctx: Ctx): Promise<MyTasksDto> {
    const { personId } = ctx;
    return this.uow.read(ctx, async (tx) => {
      const exams = await this.exams.load(tx, personId);
      const summaries = await this.handbooks.execute(tx, personId);
      const handbook = summaries.map((summary): MyHandbookTaskDto => ({
        ...summary,
        selfTestSessionId: selfTestOf(summary.postId, exams)?.id ?? null,
      }));
      const tasks = orderedTasks(exams, handbook);
      return {
        serverTime: this.clock.now().toISOString(),
        tasks,
        handbook,
        corrected: await this.attempts.corrected(tx, personId),
        done: tasks.filter((task) => task.done).length,
        total: tasks.length,
      };
    });
  }
}

/** The self-test of a post: one made for that post, else one that everybody may take. */
export function selfTestOf(postId: string, exams: readonly MyExamDto[]): MyExamDto | undefined {
  const open = exams.filter((exam) => exam.purpose === 'self_test' && exam.phase === 'open');
  return open.find((exam) => exam.postIds.includes(postId)) ?? open.find((exam) => exam.postIds.length === 0);
}

/** Everything to do and done, the next step first. */
export function orderedTasks(exams: readonly MyExamDto[], handbooks: readonly MyHandbookTaskDto[]): MyTaskDto[] {
  const tasks = [...examTasks(exams), ...handbookTasks(handbooks)];
  return tasks.sort((a, b) => urgency(a) - urgency(b) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
}

/** What cannot be done now (an exam during its pause) is no next step, however soon it is due. */
function urgency(task: MyTaskDto): number {
  if (task.done) return 4;
  if (!task.mayStart) return 3;
  return { exam_in_progress: 0, exam: 1, handbook: 2 }[task.kind];
}

function examTasks(exams: readonly MyExamDto[]): MyTaskDto[] {
  return exams
    .filter(
      (exam) => exam.openAttemptId !== null || (exam.purpose === 'formal' && (exam.passed || exam.phase === 'open')),
    )
    .map((exam) => ({
      kind: exam.openAttemptId ? 'exam_in_progress' : 'exam',
      title: exam.title,
      subtitle:
        exam.because ?? `${exam.questionCount} 题 · ${exam.durationMinutes} 分钟 · ${exam.passHundredths / 100} 分合格`,
      dueAt: exam.closesAt,
      examSessionId: exam.id,
      attemptId: exam.openAttemptId,
      postId: null,
      questionCount: exam.questionCount,
      durationMinutes: exam.durationMinutes,
      passHundredths: exam.passHundredths,
      mayStart: exam.openAttemptId !== null || exam.mayStart,
      done: exam.passed && exam.openAttemptId === null,
    }));
}

function handbookTasks(handbooks: readonly MyHandbookTaskDto[]): MyTaskDto[] {
  return handbooks
    .filter((handbook) => handbook.sections > 0)
    .map((handbook) => ({
      kind: 'handbook',
      title: `${handbook.postName}应知应会手册`,
      subtitle: handbook.receiptAt ? '已学习' : `已看 ${handbook.readSections}/${handbook.sections} 节`,
      dueAt: null,
      examSessionId: null,
      attemptId: null,
      postId: handbook.postId,
      questionCount: null,
      durationMinutes: null,
      passHundredths: null,
      mayStart: true,
      done: handbook.receiptAt !== null,
    }));
}
