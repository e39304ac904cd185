import { isReleased } from './disclosure.js';

/** May this person start now? Each rule answers «no, because …» (contract 8). Pure. */

export interface AdmissionFacts {
  readonly now: Date;
  readonly session: {
    readonly status: 'draft' | 'published' | 'cancelled';
    readonly purpose: 'formal' | 'self_test';
    readonly opensAt: Date | null;
    readonly closesAt: Date | null;
    readonly endsAt?: Date | null;
    readonly pausedAt?: Date | null;
    readonly pausedSeconds?: number;
    readonly lateEntryMinutes?: number | null;
    readonly resitsAllowed?: number;
    readonly discloseAt: 'submission' | 'close';
    readonly attemptsAllowed: number | null;
    readonly coolDownSeconds: number;
  };
  readonly entered: boolean;
  /** Is the person in the middle of a formal exam? */
  readonly sitsFormalExam?: boolean;
  readonly attempts: readonly {
    readonly status: 'open' | 'submitted' | 'expired';
    readonly endedAt: Date | null;
    readonly passed: boolean | null;
  }[];
}

export type Refusal =
  | 'not-entered'
  | 'exam-under-way'
  | 'not-open-yet'
  | 'paused'
  | 'closed'
  | 'late'
  | 'cancelled'
  | 'passed-already'
  | 'attempts-used-up'
  | 'cooling-down';

export type Admission =
  | { readonly admitted: true; readonly attemptsLeft: number | null }
  | {
      readonly admitted: false;
      readonly refusal: Refusal;
      readonly because: string;
      readonly retryAt: Date | null;
      readonly attemptsLeft: number | null;
    };

type Rule = (facts: AdmissionFacts) => { refusal: Refusal; because: string; retryAt?: Date } | null;

/** 11月30日 9:05 in Asia/Shanghai. */
export function sayInstant(instant: Date): string {
  const local = new Date(instant.getTime() + 8 * 3_600_000);
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`;
}

function lastEnd(facts: AdmissionFacts): Date | null {
  const ends = facts.attempts.flatMap((attempt) => (attempt.endedAt ? [attempt.endedAt.getTime()] : []));
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

/** When the wait after the last attempt is over; null when there is none. */
export function coolDownEnd(facts: Pick<AdmissionFacts, 'attempts' | 'session'> & { now: Date }): Date | null {
  const last = lastEnd(facts as AdmissionFacts);
  if (!last || facts.session.coolDownSeconds === 0) return null;
  const end = new Date(last.getTime() + facts.session.coolDownSeconds * 1000);
  return end > facts.now ? end : null;
}

/** The last instant of a first start; pauses are not held against those who came meanwhile. */
function lateLimit({ opensAt, lateEntryMinutes, pausedSeconds }: AdmissionFacts['session']): Date | null {
  if (!opensAt || lateEntryMinutes === null || lateEntryMinutes === undefined) return null;
  return new Date(opensAt.getTime() + (lateEntryMinutes * 60 + (pausedSeconds ?? 0)) * 1000);
}

/** Attempts that the person has in all; a resit is only for who is known to have failed, so it waits for the results. */
function attemptLimit({ session, attempts, now }: Pick<AdmissionFacts, 'session' | 'attempts' | 'now'>): number | null {
  if (session.attemptsAllowed === null) return null;
  const resits = isReleased(session, now) && !attempts.some((attempt) => attempt.passed) ? session.resitsAllowed : 0;
  return session.attemptsAllowed + (resits ?? 0);
}

const RULES: readonly Rule[] = [
  ({ session }) => (session.status === 'published' ? null : { refusal: 'cancelled', because: '这场考试已取消。' }),
  ({ entered }) =>
    entered ? null : { refusal: 'not-entered', because: '你不在这场考试的名单里，有疑问请找本单位安全管理人员。' },
  ({ session, now }) =>
    session.opensAt && now < session.opensAt
      ? { refusal: 'not-open-yet', because: `${sayInstant(session.opensAt)} 开考。`, retryAt: session.opensAt }
      : null,
  ({ session }) => (session.pausedAt ? { refusal: 'paused', because: '考试暂停中，恢复后就能开始。' } : null),
  ({ session, now }) =>
    session.closesAt && now >= session.closesAt
      ? { refusal: 'closed', because: `${sayInstant(session.closesAt)} 已截止。` }
      : null,
  // Only who comes for the first time can be late; who was there may go on, or sit his resit.
  (facts) => {
    const limit = lateLimit(facts.session);
    return limit && facts.attempts.length === 0 && facts.now > limit
      ? {
          refusal: 'late',
          because: `开考 ${facts.session.lateEntryMinutes} 分钟后不能入场，${sayInstant(limit)} 已停止入场，请找监考人员。`,
        }
      : null;
  },
  // A self-test draws from the same bank and shows its keys at once.
  ({ session, sitsFormalExam }) =>
    session.purpose === 'self_test' && sitsFormalExam
      ? { refusal: 'exam-under-way', because: '你有一场正式考试还没有交卷，交卷后再自测。' }
      : null,
  // Not before results are released: «you have passed» is a result.
  ({ session, attempts, now }) =>
    session.purpose === 'formal' && isReleased(session, now) && attempts.some((attempt) => attempt.passed)
      ? { refusal: 'passed-already', because: '你已经合格，不用再考。' }
      : null,
  (facts) => {
    const allowed = attemptLimit(facts);
    return allowed !== null && facts.attempts.length >= allowed
      ? { refusal: 'attempts-used-up', because: `${allowed} 次机会已用完，请找本单位安全管理人员。` }
      : null;
  },
  (facts) => {
    const end = coolDownEnd(facts);
    return end ? { refusal: 'cooling-down', because: `${sayInstant(end)} 以后可以再考。`, retryAt: end } : null;
  },
];

export function admit(facts: AdmissionFacts): Admission {
  const limit = attemptLimit(facts);
  const attemptsLeft = limit === null ? null : Math.max(0, limit - facts.attempts.length);
  for (const rule of RULES) {
    const refused = rule(facts);
    if (refused) return { admitted: false, retryAt: null, attemptsLeft, ...refused };
  }
  return { admitted: true, attemptsLeft };
}

/** The word said in the room: case and the spaces of a copy do not matter. */
export function isAccessCode(wanted: string, given: string | null | undefined): boolean {
  return (given ?? '').trim().toLowerCase() === wanted.toLowerCase();
}
