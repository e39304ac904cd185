import { describe, expect, it } from '@jest/globals';
import type { CountedAttempt } from '../statistics/graded-items.js';
import { seatingOf } from './seating-of-pair.js';
import { deviceSigns, signalSign, similaritySign, speedSign, type Circumstances } from './signs.js';

const NO_SIGNALS = { left: 0, awaySeconds: 0, copied: 0, pasted: 0, printed: 0 };

function sat(id: string, given: Partial<Circumstances> = {}): Circumstances {
  return { id, mode: 'screen', seconds: 1800, kiosk: null, devices: [], signals: NO_SIGNALS, ...given };
}

/** Who used what: attempts of the person named by their first letter. */
function devices(...attempts: Circumstances[]): string[] {
  const sitters = attempts.map(({ id }) => ({ id, personId: id.charAt(0) }));
  return deviceSigns(sitters, new Map(attempts.map((attempt) => [attempt.id, attempt]))).map(({ attemptIds }) =>
    attemptIds.join(' '),
  );
}

describe('one device for several people', () => {
  it('two people with one browser; not one person with it twice', () => {
    expect(devices(sat('a1', { devices: ['x'] }), sat('b1', { devices: ['x', 'y'] }))).toEqual(['a1 b1']);
    expect(devices(sat('a1', { devices: ['x'] }), sat('a2', { devices: ['x'] }))).toEqual([]);
  });

  it('the same two people with two browsers are one line', () => {
    expect(devices(sat('a1', { devices: ['x', 'y'] }), sat('b1', { devices: ['y', 'x'] }))).toEqual(['a1 b1']);
  });

  it('a shared device is for that, also for somebody who took over at it', () => {
    const kiosk = { devices: ['k'], kiosk: 'kiosk-1' };
    expect(devices(sat('a1', kiosk), sat('b1', kiosk), sat('c1', { devices: ['own', 'k'] }))).toEqual([]);
  });

  it('paper has no device', () => {
    expect(devices(sat('a1', { devices: ['x'] }), sat('b1', { devices: ['x'], mode: 'paper' }))).toEqual([]);
  });
});

describe('leaving the page', () => {
  it.each([
    [{ left: 4, awaySeconds: 59 }, false],
    [{ left: 5 }, true],
    [{ left: 1, awaySeconds: 60 }, true],
    [{ copied: 1 }, true],
    [{ printed: 1 }, true],
  ])('%j', (signals, noted) => {
    const of = { signals: { ...NO_SIGNALS, ...signals } };
    expect(signalSign(sat('a', of))).toHaveLength(noted ? 1 : 0);
    expect(signalSign(sat('a', { ...of, mode: 'paper' }))).toEqual([]);
  });
});

describe('answers', () => {
  const attempt = (id: string, ...versions: string[]): CountedAttempt => ({
    id,
    personId: id,
    slots: versions.map((versionId, index) => ({ slot: index + 1, versionId, questionId: versionId, points: 100 })),
    answers: Object.fromEntries(versions.map((_, index) => [String(index + 1), 'B'])),
    grades: versions.map((_, index) => ({ slot: index + 1, answered: true, correct: index === 0, awarded: 0 })),
    seqs: {},
  });

  it('a printed paper has no times; questions that were left open need no reading', () => {
    const paper = attempt('a', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x');
    const characters = new Map(paper.slots.map(({ versionId }) => [versionId, 250]));
    expect(speedSign(paper, sat('a', { seconds: 80, mode: 'paper' }), characters)).toEqual([]);
    expect(speedSign(paper, sat('a', { seconds: 80 }), characters)).toMatchObject([
      { subject: 'a', evidence: { whole: true, readingSeconds: 90, answered: 9, questions: 9, right: 1 } },
    ]);
    const half = { ...paper, answers: Object.fromEntries(Object.entries(paper.answers).slice(0, 8)) };
    expect(speedSign(half, sat('a', { seconds: 80 }), characters)).toEqual([]);
  });

  it('of a pair: the numbers that the questions had for either, whichever way round it is found', () => {
    const both = new Map([
      ['a', attempt('a', 'p', 'q', 'r')],
      ['b', attempt('b', 'r', 'p', 's')],
    ]);
    const pair = { shared: 2, bothNotRight: 2, same: ['p', 'r'], chance: 1e-4, chanceInExam: 0.01 };
    const sign = similaritySign({ ...pair, papers: ['b', 'a'] }, both);
    expect(sign.subject).toBe('a b');
    expect(sign).toMatchObject({
      attemptIds: ['b', 'a'],
      evidence: {
        same: [
          { versionId: 'p', answer: 'B', slots: [2, 1] },
          { versionId: 'r', answer: 'B', slots: [1, 3] },
        ],
      },
    });
    const rarer = similaritySign({ ...pair, papers: ['a', 'b'], chance: 1e-9 }, both);
    expect(rarer.place).toBeLessThan(sign.place);
  });
});

describe('where two people sat', () => {
  const at = (personId: string, roomName: string | null, seat: number | null) => ({ personId, roomName, seat });
  it.each([
    [[at('a', '一', 7), at('b', '一', 8)], 'neighbours'],
    [[at('a', '一', 7), at('b', '一', 9)], 'same-room'],
    [[at('a', '一', null), at('b', '一', 8)], 'same-room'],
    [[at('a', '一', 7), at('b', '二', 8)], 'apart'],
    [[at('a', null, null), at('b', '一', 8)], null],
    [[at('a', '一', 7)], null],
    [[at('a', '一', 7), at('b', '一', 8), at('c', '一', 9)], null],
  ] as const)('%j: %s', (people, expected) => {
    expect(seatingOf(people)).toBe(expected);
  });
});
