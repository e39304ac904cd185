import { describe, expect, it } from '@jest/globals';
import { civilDate } from '../platform/clock/clock.js';
import { timelineAt } from './timeline.js';

describe('dates of the demo', () => {
  it.each([
    ['2026-11-23T01:00:00Z', 2026, 3, '2026-07-01', '2026-09-30', 4],
    ['2026-12-31T16:30:00Z', 2026, 4, '2026-10-01', '2026-12-31', 1],
    ['2026-10-01T00:00:00Z', 2026, 3, '2026-07-01', '2026-09-30', 4],
    ['2028-04-15T00:00:00Z', 2028, 1, '2028-01-01', '2028-03-31', 2],
  ])('at %s', (now, year, no, startsOn, endsOn, current) => {
    const timeline = timelineAt(new Date(now));
    expect(timeline.quarter).toEqual({ year, no, startsOn, endsOn });
    expect(timeline.current.no).toBe(current);
    const order = [
      timeline.setUp,
      timeline.handbooks,
      timeline.announced,
      timeline.exam.opensAt,
      timeline.exam.closesAt,
      timeline.mineExam.announced,
      timeline.mineExam.opensAt,
      timeline.mineExam.closesAt,
    ];
    expect(order.map(Number)).toEqual(order.map(Number).sort((a, b) => a - b));
    expect(civilDate(timeline.mineExam.closesAt) < endsOn).toBe(true);
    expect(timeline.mineExam.closesAt < timeline.openExam.announced).toBe(true);
    expect(timeline.openExam.opensAt < new Date(now)).toBe(true);
  });
});
