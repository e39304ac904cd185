import type { FirstStepDto } from './overview.dto.js';

export interface Amounts {
  readonly roster: number;
  readonly posts: number;
  readonly questions: number;
  readonly handbooksPublished: number;
  readonly accounts: number;
  readonly exams: number;
  readonly examsOpen: number;
  readonly plansActive: number;
}

interface Step {
  readonly code: string;
  readonly title: string;
  readonly href: string;
  /** Whoever lacks it is not sent there. */
  readonly permission: string;
  readonly done: (amounts: Amounts) => boolean;
}

/** From an empty platform to the first number, in the order in which one step needs the other. */
const STEPS: readonly Step[] = [
  {
    code: 'roster',
    title: '导入花名册',
    href: '/office/people',
    permission: 'organisations.roster.import',
    done: (a) => a.roster > 1,
  },
  {
    code: 'questions',
    title: '导入题库',
    href: '/office/questions',
    permission: 'questions.import.write',
    done: (a) => a.questions > 0,
  },
  {
    code: 'handbooks',
    title: '发布岗位手册',
    href: '/office/handbooks',
    permission: 'handbooks.handbook.write',
    done: (a) => a.handbooksPublished > 0,
  },
  {
    code: 'accounts',
    title: '给员工开账号',
    href: '/office/accounts',
    permission: 'identity.account.write',
    done: (a) => a.accounts > 1,
  },
  {
    code: 'exams',
    title: '发布一场考试',
    href: '/office/exams',
    permission: 'exams.session.publish',
    done: (a) => a.exams > 0,
  },
  {
    code: 'plans',
    title: '建一个培训计划，看覆盖',
    href: '/office/plans',
    permission: 'training-plans.plan.write',
    done: (a) => a.plansActive > 0,
  },
];

export function firstSteps(amounts: Amounts, may: (permission: string) => boolean): FirstStepDto[] {
  return STEPS.filter((step) => may(step.permission)).map(({ code, title, href, done }) => ({
    code,
    title,
    href,
    done: done(amounts),
  }));
}
