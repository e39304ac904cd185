import { describe, expect, it } from '@jest/globals';
import { effectOf } from '../regrades/regrade.js';
import type { Correction } from './corrections.js';
import { gradeAttempt, passLineOf } from './grade-attempt.js';

const slot = (n: number, type: 'single' | 'multiple' = 'single') => ({
  slot: n,
  versionId: `v${n}`,
  questionId: `q${n}`,
  type,
  points: 1000,
  optionOrder: [3, 1, 0, 2],
});
const paper = { slots: [1, 2, 3, 4, 5].map((n) => slot(n)) };
const keys = new Map(paper.slots.map(({ versionId }) => [versionId, ['A']]));
const answers = { '1': 'A', '2': 'A', '3': 'B', '4': 'C' };
const rules = (...corrections: Correction[]) => ({
  scoringScheme: 'all-or-nothing' as const,
  passHundredths: 3000,
  corrections,
});
const voided = (versionId: string, policy: 'full' | 'drop', regradeId = 'r'): Correction => ({
  regradeId,
  versionId,
  kind: 'void',
  policy,
});
const rekeyed = (versionId: string, ...correct: string[]): Correction => ({
  regradeId: 'k',
  versionId,
  kind: 'key',
  correct,
});
const sums = (...corrections: Correction[]) => {
  const { grade, passed, rightCount } = gradeAttempt(paper, answers, rules(...corrections), keys);
  return [grade.total, grade.max, passed, rightCount];
};

describe('A08 grading with corrections', () => {
  it.each<[string, Correction[], unknown[]]>([
    ['none', [], [2000, 5000, false, 2]],
    ['full points for a wrong answer', [voided('v3', 'full')], [3000, 5000, true, 2]],
    ['full points without any answer', [voided('v5', 'full')], [3000, 5000, true, 2]],
    ['full points where it was right', [voided('v1', 'full')], [2000, 5000, false, 2]],
    ['dropped, it was right', [voided('v1', 'drop')], [1000, 4000, false, 2]],
    [
      'dropped twice, wrong ones: 20 of 30, line 18',
      [voided('v3', 'drop'), voided('v4', 'drop')],
      [2000, 3000, true, 2],
    ],
    ['a new key', [rekeyed('v3', 'B')], [3000, 5000, true, 3]],
    ['a new key for all', [rekeyed('v1', 'B'), rekeyed('v2', 'C')], [0, 5000, false, 0]],
    ['the newest decision about a question counts', [voided('v3', 'drop'), rekeyed('v3', 'B')], [3000, 5000, true, 3]],
    ['a question that was not asked', [voided('v9', 'drop')], [2000, 5000, false, 2]],
  ])('%s', (_, corrections, want) => expect(sums(...corrections)).toEqual(want));

  it('the pass line keeps its share, rounded up', () => {
    expect(passLineOf(6000, 10_000, 10_000)).toBe(6000);
    expect(passLineOf(6000, 10_000, 9700)).toBe(5820);
    expect(passLineOf(6000, 9900, 9700)).toBe(5879);
    expect(passLineOf(6000, 10_000, 0)).toBe(0);
  });

  it('grading again what is right already changes nothing', () => {
    const by = rules(voided('v3', 'full'));
    const { grade, passed } = gradeAttempt(paper, answers, by, keys);
    const attempt = { paper, answers, score: grade.total, maxScore: grade.max, passed, slots: grade.slots };
    expect(effectOf(attempt, by, keys)).toMatchObject({ changed: false, regraded: false });
    expect(effectOf(attempt, rules(), keys)).toMatchObject({ changed: true, regraded: true });
    // How a question counts is on record also where nobody's points move.
    expect(effectOf(attempt, rules(voided('v3', 'full'), voided('v1', 'full')), keys)).toMatchObject({
      changed: false,
      regraded: true,
    });
  });
});
