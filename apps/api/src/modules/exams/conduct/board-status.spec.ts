import { describe, expect, it } from '@jest/globals';
import { boardStatus, type Sighting } from './board-status.js';

const now = new Date('2026-11-22T02:00:00.000Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
const open: Sighting = {
  status: 'open',
  onPaper: false,
  pausedAt: null,
  startedAt: ago(600),
  seenAt: ago(5),
  online: true,
};

describe('status on the board', () => {
  it.each<[string, Sighting, string]>([
    ['without an attempt', { ...open, status: null }, 'not_started'],
    ['seen just now', open, 'in_progress'],
    ['seen 45 s ago', { ...open, seenAt: ago(45) }, 'in_progress'],
    ['seen 46 s ago', { ...open, seenAt: ago(46) }, 'offline'],
    ['stream ended 10 s ago', { ...open, online: false, seenAt: ago(10) }, 'in_progress'],
    ['stream ended 11 s ago', { ...open, online: false, seenAt: ago(11) }, 'offline'],
    [
      'started just now, presence not written yet',
      { ...open, startedAt: ago(3), seenAt: null, online: null },
      'in_progress',
    ],
    ['presence lost', { ...open, seenAt: null, online: null }, 'offline'],
    ['paused, whoever is seen', { ...open, pausedAt: ago(60), seenAt: ago(50) }, 'paused'],
    ['on paper, never seen', { ...open, onPaper: true, seenAt: null, online: null }, 'on_paper'],
    ['on paper, keyed in', { ...open, onPaper: true, status: 'submitted' }, 'submitted'],
    ['handed in', { ...open, status: 'submitted', seenAt: ago(500) }, 'submitted'],
    ['ran out', { ...open, status: 'expired' }, 'expired'],
  ])('%s', (_, sighting, status) => {
    expect(boardStatus(sighting, now)).toBe(status);
  });
});
