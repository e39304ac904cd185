import { describe, expect, it } from '@jest/globals';
import type { MyAttempt } from '../api/types.js';
import { correctedText } from './corrected-result.js';

const attempt = (
  [scoreBefore, score]: [number, number],
  [passedBefore, passed]: [boolean, boolean],
  [maxBefore, max]: [number, number] = [10_000, 10_000],
): MyAttempt => ({
  id: 'a',
  examSessionId: 's',
  title: '第四季度考试',
  purpose: 'formal',
  status: 'submitted',
  startedAt: '2026-11-20T01:00:00.000Z',
  submittedAt: '2026-11-20T02:00:00.000Z',
  score,
  max,
  passed,
  corrected: { at: '2026-11-21T02:00:00.000Z', scoreBefore, maxBefore, passedBefore },
});

describe('a result that was corrected', () => {
  it.each([
    [attempt([5800, 6200], [false, true]), '成绩已更正：58 → 62 分，现已合格'],
    [attempt([5000, 5250], [false, false]), '成绩已更正：50 → 52.5 分，仍未合格'],
    [attempt([8000, 9000], [true, true]), '成绩已更正：80 → 90 分，仍合格'],
    [attempt([6000, 5800], [true, false]), '成绩已更正：60 → 58 分，现不合格'],
    // A question that counts no more was wrong: the maximum moves, and the pass line with it.
    [attempt([5800, 5800], [false, true], [10_000, 9600]), '满分已更正：100 → 96 分，现已合格'],
  ])('says what it was, what it is, and whether that is enough', (given, said) => {
    expect(correctedText(given)).toBe(said);
  });

  it('says nothing where nothing changed, or nothing is released', () => {
    const plain = attempt([5800, 6200], [false, true]);
    expect(correctedText({ ...plain, corrected: null })).toBeNull();
    expect(correctedText({ ...plain, score: null, passed: null })).toBeNull();
  });
});
