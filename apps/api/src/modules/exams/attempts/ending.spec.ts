import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstFault } from './attempt-log.js';
import { hashOfAnswers } from './attempt-record.js';
import type { AttemptRow } from './attempt.entity.js';
import { ending, withTail, type ToEnd } from './ending.js';

const START = new Date('2026-11-22T01:00:00.000Z');
const DEADLINE = new Date('2026-11-22T02:00:00.000Z');
const at = (ms: number): Date => new Date(DEADLINE.getTime() + ms);

const slot = (number: number) => ({
  slot: number,
  versionId: `v${number}`,
  questionId: `q${number}`,
  type: 'single' as const,
  points: 1000,
  optionOrder: [1, 0],
});
const keys = new Map([1, 2, 3].map((number) => [`v${number}`, ['A']]));

function toEnd(tail: ToEnd['tail'], now: Date): ToEnd {
  return {
    attempt: {
      id: 'a',
      deadline: DEADLINE,
      startedAt: START,
      pausedAt: null,
      paper: { slots: [1, 2, 3].map(slot) },
    } as unknown as AttemptRow,
    session: { id: 's', purpose: 'formal', passHundredths: 2000, scoringScheme: 'all-or-nothing', corrections: [] },
    tail,
    now,
  };
}

const answer = (number: number, clientSeq: number, choice = 'A') => ({ slot: number, choice, clientSeq });

describe('A03 what an attempt comes to', () => {
  it('the tail counts where it is newer, as the save path would have stored it', () => {
    const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(answers, answers, (first, second) => {
        const newest = new Map<number, number>();
        for (const [number, seq] of [...first, ...second]) newest.set(number, Math.max(seq, newest.get(number) ?? 0));
        const stored = withTail(
          [],
          first.map(([number, seq]) => answer(number, seq)),
        );
        const merged = withTail(
          stored,
          second.map(([number, seq]) => answer(number, seq)),
        );
        expect(merged.map((one) => [one.slot, one.clientSeq])).toEqual([...newest].sort((a, b) => a[0] - b[0]));
      }),
    );
  });

  it('an equal sequence number does not replace what was acknowledged', () => {
    expect(withTail([answer(1, 4, 'A')], [answer(1, 4, 'B')])).toEqual([answer(1, 4, 'A')]);
  });

  it('within the grace the tail is graded; an answer taken back is none', () => {
    const end = ending(
      toEnd([answer(2, 1), answer(3, 2, '')], at(30_000)),
      { answers: [answer(1, 1), answer(3, 1)], head: null },
      keys,
    );
    expect(end).toMatchObject({
      status: 'submitted',
      endedAt: DEADLINE,
      answers: { choices: 'A,A,', seqs: '1,0,1' },
      passed: true,
      rightCount: 2,
      lateAnswers: 0,
    });
    expect(end.grade.total).toBe(2000);
  });

  it('after the grace only what was acknowledged is graded, and the log says what came too late', () => {
    const end = ending(toEnd([answer(2, 1)], at(30_001)), { answers: [answer(1, 1)], head: null }, keys);
    const answers = { choices: 'A', seqs: '1' };
    expect(end).toMatchObject({ status: 'expired', answers, passed: false, lateAnswers: 1 });
    expect(end.events.map(({ kind, data }) => [kind, data])).toEqual([
      ['late-save-refused', { slots: [2] }],
      ['expired', { answers: hashOfAnswers(answers) }],
      ['graded', { scheme: 'all-or-nothing', score: 1000, max: 3000, passed: false }],
    ]);
  });

  it('the events go on from the head of the log', () => {
    const first = ending(toEnd([], at(0)), { answers: [], head: null }, keys).events;
    expect(firstFault(first)).toBeNull();
    const head = first[0];
    if (!head) throw new Error('no event');
    const next = ending(toEnd([answer(1, 1)], at(31_000)), { answers: [], head }, keys).events;
    expect(firstFault([head, ...next])).toBeNull();
  });
});
