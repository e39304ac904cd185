import { addDays, addMonths, civilDate, startOfCivilDate } from '../platform/clock/clock.js';

export interface Timeline {
  /** 第三季度 of the exam that is over: the last quarter that has ended. */
  readonly quarter: { readonly year: number; readonly no: number; readonly startsOn: string; readonly endsOn: string };
  /** The quarter of the exam that is open. */
  readonly current: { readonly year: number; readonly no: number };
  /** When the platform was set up, the handbooks published, the exam announced. */
  readonly setUp: Date;
  readonly handbooks: Date;
  readonly announced: Date;
  readonly exam: { readonly opensAt: Date; readonly closesAt: Date };
  /** The coal mine's own exam of that quarter, one morning in its rooms. */
  readonly mineExam: { readonly announced: Date; readonly opensAt: Date; readonly closesAt: Date };
  readonly openExam: { readonly announced: Date; readonly opensAt: Date; readonly closesAt: Date };
}

/** An hour of a civil date in Asia/Shanghai. */
export function at(date: string, hour: number, minute = 0): Date {
  return new Date(startOfCivilDate(date).getTime() + (hour * 60 + minute) * 60_000);
}

/** Dates of the demo, seen from the day it is loaded: one finished quarter, and an exam that is open for thirty days more. */
export function timelineAt(now: Date): Timeline {
  const today = civilDate(now);
  const thisQuarter = quarterOf(today);
  const startsOn = addMonths(thisQuarter.startsOn, -3);
  const quarter = quarterOf(startsOn);
  return {
    quarter: { ...quarter, endsOn: addDays(thisQuarter.startsOn, -1) },
    current: { year: thisQuarter.year, no: thisQuarter.no },
    setUp: at(addDays(startsOn, 5), 9),
    handbooks: at(addDays(startsOn, 20), 10),
    announced: at(addDays(startsOn, 40), 9),
    exam: { opensAt: at(addDays(startsOn, 60), 8), closesAt: at(addDays(startsOn, 79), 18) },
    mineExam: {
      announced: at(addDays(startsOn, 80), 9),
      opensAt: at(addDays(startsOn, 82), 9),
      closesAt: at(addDays(startsOn, 82), 11),
    },
    openExam: {
      announced: new Date(now.getTime() - 24 * 3_600_000),
      opensAt: new Date(now.getTime() - 2 * 3_600_000),
      closesAt: new Date(now.getTime() + 30 * 86_400_000),
    },
  };
}

function quarterOf(date: string): { year: number; no: number; startsOn: string } {
  const year = Number(date.slice(0, 4));
  const no = Math.ceil(Number(date.slice(5, 7)) / 3);
  return { year, no, startsOn: `${year}-${String(no * 3 - 2).padStart(2, '0')}-01` };
}

export const QUARTER_NAMES = ['', '第一季度', '第二季度', '第三季度', '第四季度'] as const;
