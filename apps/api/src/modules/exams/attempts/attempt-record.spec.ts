import { describe, expect, it } from '@jest/globals';
import { contradiction, hashOfAnswers, hashOfPaper, type AttemptRecord } from './attempt-record.js';

const paper = { slots: [{ slot: 1 }, { slot: 2 }], algorithm: 'draw-1' };
const answers = { choices: 'A,B', seqs: '7,5' };
const record: AttemptRecord = {
  status: 'submitted',
  seed: 'ab',
  paper,
  answers,
  score: 500,
  passed: false,
  grades: [
    { scheme: 'all-or-nothing', score: 500, max: 1000, passed: false, slots: [{ awarded: 500 }, { awarded: 0 }] },
  ],
};
const log = [
  { kind: 'started', data: { no: 1, paper: hashOfPaper('ab', paper) } },
  { kind: 'submitted', data: { answers: hashOfAnswers(answers) } },
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
    ['answers', { answers: { ...answers, choices: 'A,C' } }],
    ['answers', { answers: { ...answers, seqs: '7,6' } }],
    ['answers', { answers: null }],
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

  it('agrees with a log from before answers were hashed, which says them in full, at first without when', () => {
    const full = (data: object) => [log[0]!, { kind: 'submitted', data }, log[2]!];
    const said = { answers: { 2: 'B', 1: 'A' }, seqs: { 1: 7, 2: 12 } };
    expect(contradiction(record, full(said))).toBeNull();
    expect(contradiction(record, full({ ...said, seqs: { 1: 7, 2: 11 } }))).toBe('answers');
    expect(contradiction(record, full({ ...said, answers: { 1: 'A' } }))).toBe('answers');
    const undated = { ...record, answers: { choices: 'A,B', seqs: ',' } };
    expect(contradiction(undated, full({ answers: said.answers }))).toBeNull();
  });

  it('a paper that was withdrawn has neither answers nor a grade', () => {
    const withdrawn = { ...record, status: 'cancelled', answers: null, score: null, passed: null, grades: [] };
    const ending = { kind: 'cancelled', data: { answers: null } };
    expect(contradiction(withdrawn, [log[0]!, ending])).toBeNull();
    expect(contradiction({ ...withdrawn, answers }, [log[0]!, ending])).toBe('answers');
  });

  it('an attempt that ran out or was cancelled ends in its log under its own name', () => {
    for (const status of ['expired', 'cancelled']) {
      const ending = { kind: status, data: { answers: hashOfAnswers(answers) } };
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
