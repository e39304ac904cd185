import { describe, expect, it } from '@jest/globals';
import { contradiction, hashOfPaper, type AttemptRecord } from './attempt-record.js';

const paper = { slots: [{ slot: 1 }, { slot: 2 }], algorithm: 'draw-1' };
const record: AttemptRecord = {
  status: 'submitted',
  seed: 'ab',
  paper,
  answers: { 1: 'A', 2: 'B' },
  score: 500,
  passed: false,
  grades: [
    { scheme: 'all-or-nothing', score: 500, max: 1000, passed: false, slots: [{ awarded: 500 }, { awarded: 0 }] },
  ],
};
const log = [
  { kind: 'started', data: { no: 1, paper: hashOfPaper('ab', paper) } },
  { kind: 'submitted', data: { answers: { 2: 'B', 1: 'A' } } },
  { kind: 'graded', data: { scheme: 'all-or-nothing', score: 500, max: 1000, passed: false } },
];

describe('A10 rows against their log', () => {
  it('agrees with itself, also for an attempt under way and a log from before papers were hashed', () => {
    expect(contradiction(record, log)).toBeNull();
    expect(contradiction(record, [{ kind: 'started', data: { no: 1 } }, ...log.slice(1)])).toBeNull();
    expect(
      contradiction(
        { ...record, status: 'open', answers: null, score: null, passed: null, grades: [] },
        log.slice(0, 1),
      ),
    ).toBeNull();
  });

  it.each([
    ['paper', { seed: 'ac' }],
    ['paper', { paper: { ...paper, slots: [{ slot: 1 }] } }],
    ['answers', { answers: { 1: 'A', 2: 'C' } }],
    ['answers', { status: 'expired' }],
    ['answers', { status: 'open' }],
    ['grade', { score: 1000, passed: true }],
    ['grade', { grades: [] }],
    ['grade', { grades: [{ ...record.grades[0], score: 1000 }] }],
    ['grade', { grades: [{ ...record.grades[0], slots: [{ awarded: 500 }, { awarded: 500 }] }] }],
    ['grade', { grades: [...record.grades, ...record.grades] }],
  ])('names the %s that was changed (%j)', (part, change) => {
    expect(contradiction({ ...record, ...change } as AttemptRecord, log)).toBe(part);
  });

  it('an attempt that ran out or was cancelled ends in its log under its own name', () => {
    for (const status of ['expired', 'cancelled']) {
      const ending = { kind: status, data: { answers: record.answers } };
      expect(contradiction({ ...record, status }, [log[0]!, ending, log[2]!])).toBeNull();
      expect(contradiction(record, [log[0]!, ending, log[2]!])).toBe('answers');
    }
    expect(contradiction(record, log.slice(0, 1))).toBe('answers');
    expect(contradiction(record, [...log, log[1]!])).toBe('answers');
  });

  it.each(['scheme', 'score', 'max', 'passed'])('every grade counts, also one whose event says another %s', (field) => {
    const regraded = { ...record.grades[0]!, score: 1000, passed: true, slots: [{ awarded: 500 }, { awarded: 500 }] };
    const twice = { ...record, grades: [...record.grades, regraded], score: 1000, passed: true };
    const event = { kind: 'graded', data: { scheme: 'all-or-nothing', score: 1000, max: 1000, passed: true } };
    expect(contradiction(twice, [...log, event])).toBeNull();
    expect(contradiction(twice, [...log, { ...event, data: { ...event.data, [field]: 'other' } }])).toBe('grade');
    expect(contradiction(twice, log)).toBe('grade');
    expect(contradiction({ ...twice, passed: false }, [...log, event])).toBe('grade');
    expect(contradiction({ ...twice, score: 500 }, [...log, event])).toBe('grade');
  });
});
