import { describe, expect, it } from '@jest/globals';
import {
  ATTEMPT_ACTIONS,
  ATTEMPT_STATES,
  GRACE_MS,
  PAUSE_GRACE_MS,
  deadlineOf,
  endOf,
  extended,
  isAllowed,
  isElsewhere,
  isOver,
  remainingMs,
  stateOf,
  takesAnswers,
} from './attempt.js';

describe('A11 state machine of an attempt', () => {
  const TABLE: Record<string, string[]> = {
    open: [
      'save',
      'submit',
      'expire',
      'show-paper',
      'signal',
      'take-over',
      'pause',
      'extend',
      'force-submit',
      'reset-device',
    ],
    paused: ['show-paper', 'signal', 'take-over', 'resume', 'extend', 'force-submit', 'reset-device'],
    submitted: ['submit', 'show-result'],
    expired: ['submit', 'show-result'],
  };

  it.each(ATTEMPT_STATES.flatMap((status) => ATTEMPT_ACTIONS.map((action) => [status, action] as const)))(
    '%s: %s',
    (status, action) => {
      expect(isAllowed(status, action)).toBe(TABLE[status]?.includes(action));
    },
  );
});

describe('A01 time', () => {
  const start = new Date('2026-11-22T01:00:00.000Z');
  const deadline = deadlineOf(start, { durationSeconds: 3600, closesAt: null, startMode: 'individual' });

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
    const session = { durationSeconds: 3600, closesAt: closes, startMode: 'individual' } as const;
    expect(deadlineOf(start, session)).toEqual(closes);
    expect(deadlineOf(start, { ...session, durationSeconds: 600 })).toEqual(new Date('2026-11-22T01:10:00.000Z'));
    expect(deadlineOf(start, session, 90)).toEqual(new Date('2026-11-22T01:31:30.000Z'));
  });

  it('ends for all when the session closes, where it ends together', () => {
    const closes = new Date('2026-11-22T02:00:00.000Z');
    const session = { durationSeconds: 600, closesAt: closes, startMode: 'together' } as const;
    expect(deadlineOf(start, session)).toEqual(closes);
    expect(deadlineOf(new Date('2026-11-22T01:59:00.000Z'), session, 60)).toEqual(new Date('2026-11-22T02:01:00.000Z'));
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

describe('A09 extension', () => {
  const now = new Date('2026-11-22T01:40:00.000Z');
  const attempt = { deadline: new Date('2026-11-22T02:00:00.000Z'), extensionSeconds: 600, pausedAt: null };

  it.each([
    ['adds', attempt, 300, '2026-11-22T02:05:00.000Z', 300],
    ['takes back what was added', attempt, -300, '2026-11-22T01:55:00.000Z', -300],
    ['by nothing changes nothing', attempt, 0, '2026-11-22T02:00:00.000Z', 0],
    ['takes back no more than was added', attempt, -900, '2026-11-22T01:50:00.000Z', -600],
    [
      'never to before now',
      { ...attempt, deadline: new Date('2026-11-22T01:41:00.000Z') },
      -600,
      now.toISOString(),
      -60,
    ],
    [
      'takes nothing in the grace',
      { ...attempt, deadline: new Date('2026-11-22T01:39:50.000Z') },
      -600,
      '2026-11-22T01:39:50.000Z',
      0,
    ],
    [
      'a pause stops the clock',
      { ...attempt, pausedAt: new Date('2026-11-22T01:30:00.000Z'), extensionSeconds: 3600 },
      -3600,
      '2026-11-22T01:30:00.000Z',
      -1800,
    ],
  ])('%s', (_, given, seconds, deadline, moved) => {
    expect(extended(given, seconds, now)).toEqual({ deadline: new Date(deadline), seconds: moved });
  });
});

describe('a pause', () => {
  const pausedAt = new Date('2026-11-22T01:30:00.000Z');

  it.each([
    ['open', null, 'open'],
    ['open', pausedAt, 'paused'],
    ['submitted', pausedAt, 'submitted'],
    ['expired', null, 'expired'],
    ['cancelled', null, 'expired'],
  ] as const)('%s, paused at %s, is %s', (status, at, state) => {
    expect(stateOf({ status, pausedAt: at })).toBe(state);
  });
  const after = (ms: number): Date => new Date(pausedAt.getTime() + ms);
  const attempt = { status: 'open', pausedAt, deadline: after(1000) } as const;

  it('takes what was under way, then nothing, and its attempt does not run out', () => {
    expect(takesAnswers(attempt, after(0))).toBe('taken');
    expect(takesAnswers(attempt, after(PAUSE_GRACE_MS))).toBe('taken');
    expect(takesAnswers(attempt, after(PAUSE_GRACE_MS + 1))).toBe('paused');
    expect(takesAnswers(attempt, after(86_400_000))).toBe('paused');
    expect(takesAnswers({ ...attempt, status: 'submitted' }, after(0))).toBe('closed');
    expect(takesAnswers({ ...attempt, pausedAt: null }, after(31_001))).toBe('closed');
    expect(remainingMs(attempt.deadline, after(86_400_000), pausedAt)).toBe(1000);
    expect(endOf(attempt.deadline, after(86_400_000), pausedAt)).toEqual({ status: 'submitted', endedAt: pausedAt });
  });
});

describe('one device', () => {
  it.each([
    [null, 'b', false],
    ['a', null, false],
    ['a', 'a', false],
    ['a', 'b', true],
  ])('bound to %s, asked by %s: elsewhere is %s', (deviceId, device, elsewhere) => {
    expect(isElsewhere({ deviceId }, device)).toBe(elsewhere);
  });
});
