import { describe, expect, it } from '@jest/globals';
import { isReleased, showsQuestion } from './disclosure.js';

const closesAt = new Date('2026-11-30T10:00:00.000Z');

describe('disclosure', () => {
  it('releases at submission, or at the close and not a millisecond before', () => {
    expect(isReleased({ discloseAt: 'submission', closesAt }, new Date(0))).toBe(true);
    expect(isReleased({ discloseAt: 'close', closesAt }, new Date(closesAt.getTime() - 1))).toBe(false);
    expect(isReleased({ discloseAt: 'close', closesAt }, closesAt)).toBe(true);
    expect(isReleased({ discloseAt: 'close', closesAt: null }, closesAt)).toBe(false);
  });

  it.each([
    ['score', false, false],
    ['score', true, false],
    ['wrong_questions', false, true],
    ['wrong_questions', true, false],
    ['everything', false, true],
    ['everything', true, true],
  ] as const)('%s, answered right: %s ⇒ shown: %s', (disclosure, correct, shown) => {
    expect(showsQuestion({ disclosure, discloseAt: 'submission', closesAt }, correct)).toBe(shown);
  });
});
