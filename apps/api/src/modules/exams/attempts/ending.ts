import type { PaperGrade } from '@zhian/question-bank';
import { hashOfEvent, LOG_GENESIS, type AttemptEventKind } from './attempt-log.js';
import { hashOfAnswers } from './attempt-record.js';
import type { AttemptRow, FoldedAnswers } from './attempt.entity.js';
import type { StorableAnswer } from './answers.js';
import { endOf } from './attempt.js';
import { gradeAttempt } from './grade-attempt.js';
import { packAnswers, type PackedAnswers } from './packed-answers.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';

/** What an attempt comes to when it ends: a pure function of the attempt, its answers, the keys and the time. */

export interface ToEnd {
  readonly attempt: Pick<AttemptRow, 'id' | 'personId' | 'deadline' | 'pausedAt' | 'paper'>;
  readonly session: Pick<ExamSessionRow, 'id' | 'purpose' | 'passHundredths' | 'scoringScheme' | 'corrections'>;
  /** What a submission carries and the server has not acknowledged. */
  readonly tail: readonly StorableAnswer[];
  readonly now: Date;
}

/** What stands in the database of an attempt whose row is locked. */
export interface Found {
  readonly answers: readonly StorableAnswer[];
  /** Last event of its log. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
}

export interface EndEvent {
  readonly attemptId: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: AttemptEventKind;
  readonly data: unknown;
  readonly prevHash: string;
  readonly hash: string;
}

export interface Ending {
  readonly id: string;
  readonly status: 'submitted' | 'expired';
  readonly endedAt: Date;
  readonly gradedAt: Date;
  readonly answers: PackedAnswers;
  readonly grade: PaperGrade;
  readonly passed: boolean;
  readonly rightCount: number;
  readonly lateAnswers: number;
  readonly events: readonly EndEvent[];
}

/** Per slot the newest, as the save path would have stored it; in the order of the slots. */
export function withTail(stored: readonly StorableAnswer[], tail: readonly StorableAnswer[]): StorableAnswer[] {
  const newest = new Map(stored.map((answer) => [answer.slot, answer]));
  for (const answer of tail)
    if (answer.clientSeq > (newest.get(answer.slot)?.clientSeq ?? 0)) newest.set(answer.slot, answer);
  return [...newest.values()].sort((a, b) => a.slot - b.slot);
}

export function ending(
  { attempt, session, tail, now }: ToEnd,
  found: Found,
  keys: ReadonlyMap<string, readonly string[]>,
): Ending {
  const { status, endedAt } = endOf(attempt.deadline, now, attempt.pausedAt);
  const late = status === 'expired' ? tail : [];
  const counted = withTail(found.answers, status === 'submitted' ? tail : []);
  const given: FoldedAnswers = Object.fromEntries(
    counted.filter((answer) => answer.choice !== '').map((answer) => [String(answer.slot), answer.choice]),
  );
  const answers = packAnswers(counted);
  const { grade, passed, rightCount } = gradeAttempt(attempt.paper, given, session, keys);
  const { scoringScheme: scheme, corrections } = session;
  return {
    id: attempt.id,
    status,
    endedAt,
    gradedAt: now,
    answers,
    grade,
    passed,
    rightCount,
    lateAnswers: late.length,
    events: chain(attempt.id, found.head, now, [
      ...(late.length > 0 ? [['late-save-refused', { slots: late.map((answer) => answer.slot) }] as const] : []),
      [status, { answers: hashOfAnswers(answers) }],
      [
        'graded',
        {
          scheme,
          score: grade.total,
          max: grade.max,
          passed,
          ...(corrections.length > 0 ? { regrades: corrections.map(({ regradeId }) => regradeId) } : {}),
        },
      ],
    ]),
  };
}

function chain(
  attemptId: string,
  head: Found['head'],
  now: Date,
  entries: readonly (readonly [AttemptEventKind, unknown])[],
): EndEvent[] {
  let prevHash = head?.hash ?? LOG_GENESIS;
  return entries.map(([kind, data], index) => {
    const event = { attemptId, seq: (head?.seq ?? 0) + 1 + index, at: now.toISOString(), kind, data, prevHash };
    const hash = hashOfEvent(event);
    prevHash = hash;
    return { ...event, hash };
  });
}
