import { describe, expect, it } from '@jest/globals';
import { leastReadingSeconds, tooFast, type TimedPaper } from './answer-speed.js';

const START = Date.parse('2026-11-23T01:00:00.000Z');

/** A paper of questions of 100 characters (4 s to read at the least), answered with these gaps in seconds. */
function paper(gaps: readonly number[], seconds = gaps.reduce((sum, gap) => sum + gap, 0)): TimedPaper {
  let at = START;
  const seqs = Object.fromEntries(gaps.map((gap, index) => [String(index + 1), (at += gap * 1000)]));
  return { questions: gaps.map((_, index) => ({ slot: index + 1, characters: 100 })), seconds, seqs };
}
const times = (count: number, gap: number): number[] => Array.from({ length: count }, () => gap);

describe('answers faster than anybody reads (EXM-8)', () => {
  it('the least time of a question: 25 characters a second, and a second to tap', () => {
    expect([leastReadingSeconds(100), leastReadingSeconds(10)]).toEqual([4, 1]);
  });

  it('who takes his time is not mentioned', () => {
    expect(tooFast(paper(times(20, 8)))).toBeNull();
    expect(tooFast(paper(times(20, 4)))).toBeNull();
  });

  it('a whole paper of twenty questions in half a minute', () => {
    expect(tooFast(paper(times(20, 1.5)))).toEqual({
      answered: 20,
      seconds: 30,
      readingSeconds: 80,
      whole: true,
      // The first answer has none before it.
      runs: [{ slots: times(19, 0).map((_, index) => index + 2), seconds: 29, readingSeconds: 76 }],
    });
  });

  it('a run of eight in the middle of a paper that took its time, and none of seven', () => {
    const found = tooFast(paper([...times(6, 60), ...times(8, 2), ...times(6, 60)]));
    expect(found).toMatchObject({ whole: false, runs: [{ slots: [7, 8, 9, 10, 11, 12, 13, 14], seconds: 16 }] });
    expect(tooFast(paper([...times(6, 60), ...times(7, 2), ...times(6, 60)]))).toBeNull();
  });

  it('two runs are two, in the order in which they were answered', () => {
    const { questions, seconds, seqs } = paper([...times(9, 2), 90, ...times(8, 2)]);
    const backwards = Object.fromEntries(Object.entries(seqs).map(([slot, at]) => [String(19 - Number(slot)), at]));
    const found = tooFast({ questions, seconds, seqs: backwards });
    expect(found?.runs.map(({ slots }) => slots)).toEqual([
      [17, 16, 15, 14, 13, 12, 11, 10],
      [8, 7, 6, 5, 4, 3, 2, 1],
    ]);
  });

  it('numbers that are no times say nothing of runs; the server knows how long the paper took', () => {
    const counted = {
      ...paper(times(20, 1)),
      seqs: Object.fromEntries(times(20, 0).map((_, index) => [String(index + 1), index])),
    };
    expect(tooFast({ ...counted, seconds: 600 })).toBeNull();
    expect(tooFast({ ...counted, seconds: 20 })).toMatchObject({ whole: true, runs: [] });
  });

  it('whoever answered hardly anything and went is not too fast', () => {
    expect(tooFast({ ...paper(times(3, 1)), seconds: 5 })).toBeNull();
  });
});
