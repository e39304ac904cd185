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
});
