import { describe, expect, it } from '@jest/globals';
import {
  ATTEMPT_ACTIONS,
  ATTEMPT_STATUSES,
  GRACE_MS,
  deadlineOf,
  endOf,
  isAllowed,
  isOver,
  remainingMs,
} from './attempt.js';

describe('A11 state machine of an attempt', () => {
  const TABLE: Record<string, string[]> = {
    open: ['save', 'submit', 'expire', 'show-paper'],
    submitted: ['submit', 'show-result'],
    expired: ['submit', 'show-result'],
  };

  it.each(ATTEMPT_STATUSES.flatMap((status) => ATTEMPT_ACTIONS.map((action) => [status, action] as const)))(
    '%s: %s',
    (status, action) => {
      expect(isAllowed(status, action)).toBe(TABLE[status]?.includes(action));
    },
  );
});

describe('A01 time', () => {
  const start = new Date('2026-11-22T01:00:00.000Z');
  const deadline = deadlineOf(start, 3600, null);

  it.each([
    [3_599_999, false],
    [3_600_000, false],
    [3_600_001, false],
    [3_630_000, false],
    [3_630_001, true],
  ])('%i ms after the start: over is %s', (ms, over) => {
    expect(isOver(deadline, new Date(start.getTime() + ms))).toBe(over);
  });

  it('ends with the session when that is sooner', () => {
    const closes = new Date('2026-11-22T01:30:00.000Z');
    expect(deadlineOf(start, 3600, closes)).toEqual(closes);
    expect(deadlineOf(start, 600, closes)).toEqual(new Date('2026-11-22T01:10:00.000Z'));
  });

  it('shows no grace to the candidate', () => {
    expect(remainingMs(deadline, new Date(deadline.getTime() - 5))).toBe(5);
    expect(remainingMs(deadline, new Date(deadline.getTime() + 5))).toBe(0);
  });

  it('an attempt handed in within the grace ended at its deadline; one that ran out is expired', () => {
    expect(endOf(deadline, new Date(deadline.getTime() - 1000))).toEqual({
      status: 'submitted',
      endedAt: new Date(deadline.getTime() - 1000),
    });
    expect(endOf(deadline, new Date(deadline.getTime() + GRACE_MS))).toEqual({
      status: 'submitted',
      endedAt: deadline,
    });
    expect(endOf(deadline, new Date(deadline.getTime() + GRACE_MS + 1))).toEqual({
      status: 'expired',
      endedAt: deadline,
    });
  });
});
