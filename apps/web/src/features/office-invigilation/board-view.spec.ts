import { describe, expect, it } from '@jest/globals';
import type { Board, Candidate, CandidateEvent, SessionEvent } from './api.js';
import { leftOf, roomsToTell, shownCandidates, signalSums, timelineOf } from './board-view.js';
import type { BoardChoice } from './board-view.js';

const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const inMinutes = (n: number): string => new Date(NOW + n * 60_000).toISOString();

function one(name: string, more: Partial<Candidate> = {}): Candidate {
  return {
    personId: name,
    name,
    unitName: '综采队',
    roomId: null,
    seat: null,
    attemptId: 'a',
    status: 'in_progress',
    answered: 5,
    total: 20,
    startedAt: inMinutes(-10),
    endedAt: null,
    deadline: inMinutes(30),
    extensionSeconds: 0,
    lastSeenAt: inMinutes(0),
    signals: 0,
    incidents: 0,
    device: 'bound',
    ...more,
  };
}

const people = [
  one('安', { seat: 1, answered: 9 }),
  one('白', { seat: 12, status: 'not_started', deadline: null, attemptId: null, answered: 0 }),
  one('陈', { seat: 2, signals: 2 }),
  one('丁', { seat: 3, deadline: inMinutes(4) }),
  one('范', { seat: 4, status: 'submitted', answered: 20 }),
  one('高', { seat: 5, status: 'offline' }),
];
const board = { candidates: people, session: { pausedAt: null } } as unknown as Board;
const show = (choice: Partial<BoardChoice>): string =>
  shownCandidates(board, { filter: undefined, sort: 'seat', find: '', ...choice }, NOW)
    .map(({ name }) => name)
    .join('');

describe('shownCandidates', () => {
  it('keeps the order of rooms and seats, and puts first who should be looked at', () => {
    expect(show({})).toBe('安白陈丁范高');
    expect(show({ sort: 'worst' })).toBe('高陈丁安白范');
    expect(show({ sort: 'progress' })).toBe('白陈丁高安范');
  });

  it('filters by what is the matter', () => {
    expect(show({ filter: 'offline' })).toBe('高');
    expect(show({ filter: 'absent' })).toBe('白');
    expect(show({ filter: 'look' })).toBe('陈');
    expect(show({ filter: 'late' })).toBe('丁');
    expect(show({ filter: 'running' })).toBe('安陈丁高');
    expect(show({ filter: 'done' })).toBe('范');
  });

  it('finds by a part of the name or the whole seat number', () => {
    expect(show({ find: '高' })).toBe('高');
    expect(show({ find: '1' })).toBe('安');
    expect(show({ find: ' 12 ' })).toBe('白');
  });
});

describe('leftOf', () => {
  it('stands still in a pause, and is nobody’s who does not sit', () => {
    const paused = one('安', { status: 'paused', deadline: inMinutes(10) });
    expect(leftOf(paused, { pausedAt: inMinutes(-5) }, NOW)).toBe(15 * 60_000);
    expect(leftOf(one('安', { status: 'submitted' }), { pausedAt: null }, NOW)).toBeNull();
    expect(leftOf(one('安', { deadline: inMinutes(-1) }), { pausedAt: null }, NOW)).toBe(0);
  });
});

describe('timelineOf', () => {
  it('tells each deed once, with its reason, the newest first, and no marks', () => {
    const own = (seq: number, kind: CandidateEvent['kind'], minutes: number): CandidateEvent => ({
      seq,
      kind,
      at: inMinutes(minutes),
      seconds: kind === 'extended' ? 300 : null,
      signals: [],
      kioskEntry: null,
    });
    const event = (seq: number, kind: SessionEvent['kind'], minutes: number, personId: string): SessionEvent => ({
      seq,
      kind,
      at: inMinutes(minutes),
      actorName: '崔玉梅',
      reason: '断电断网',
      text: null,
      minutes: 5,
      people: [{ personId, name: personId }],
    });
    const entries = timelineOf(
      '安',
      [own(4, 'graded', 9), own(3, 'extended', 6), own(2, 'extended', 3), own(1, 'started', 0)],
      [event(9, 'incident', 7, '白'), event(8, 'incident', 5, '安'), event(7, 'extended', 3, '安')],
    );
    expect(entries.map(({ key }) => key)).toEqual(['own-3', 'session-8', 'session-7', 'own-1']);
  });
});

describe('signalSums', () => {
  it('counts leaving and lends it the length that coming back tells', () => {
    expect(
      signalSums([
        { kind: 'blur', ms: null },
        { kind: 'focus', ms: 12_000 },
        { kind: 'blur', ms: null },
        { kind: 'focus', ms: 29_000 },
        { kind: 'copy', ms: null },
      ]),
    ).toEqual([
      { kind: 'blur', count: 2, ms: 41_000 },
      { kind: 'copy', count: 1, ms: 0 },
    ]);
  });
});

describe('rooms', () => {
  const rooms = [
    { id: 'r1', name: '甲' },
    { id: 'r2', name: '乙' },
  ] as unknown as Board['rooms'];
  const seated = (...ids: (string | null)[]) => ({ rooms, candidates: ids.map((roomId) => one('安', { roomId })) });

  it('are told where people of more than one are in view', () => {
    expect([...roomsToTell(seated('r1', 'r2')).values()]).toEqual(['甲', '乙']);
    expect(roomsToTell(seated('r1', null)).size).toBe(2);
    expect(roomsToTell(seated('r2', 'r2')).size).toBe(0);
    expect(roomsToTell(seated()).size).toBe(0);
  });
});
