import { describe, expect, it } from '@jest/globals';
import {
  civilDaysBetween,
  clockText,
  countdownText,
  dateTimeText,
  dayText,
  durationText,
  momentText,
} from './format.js';
import { pointsText, shareText } from './points.js';

const now = Date.parse('2026-11-23T16:30:00.000Z'); // 2026-11-24 00:30 in Shanghai

describe('dates as they are read', () => {
  it('uses the wall clock of Asia/Shanghai on every device', () => {
    expect(clockText('2026-11-23T01:05:00.000Z')).toBe('9:05');
    expect(dateTimeText('2026-11-23T16:05:00.000Z')).toBe('2026-11-24 00:05');
    expect(civilDaysBetween(now, '2026-11-24T15:59:00.000Z')).toBe(0);
    expect(civilDaysBetween(now, '2026-11-24T16:00:00.000Z')).toBe(1);
  });

  it('names the year only when it is another one', () => {
    expect(dayText('2026-11-30', now)).toBe('11月30日');
    expect(dayText('2027-01-02', now)).toBe('2027年1月2日');
    expect(momentText('2026-11-25T00:00:00.000Z', now)).toBe('明天 8:00');
  });

  it('writes countdowns and lengths', () => {
    expect(countdownText(1_421_000)).toBe('23:41');
    expect(countdownText(-5)).toBe('00:00');
    expect(countdownText(3_723_000)).toBe('1:02:03');
    expect(durationText(1102)).toBe('18′22″');
  });
});

describe('points and shares', () => {
  it('writes hundredths without needless zeros', () => {
    expect([8000, 8050, 8025, 0, -250].map(pointsText)).toEqual(['80', '80.5', '80.25', '0', '−2.5']);
  });

  it('A31 never rounds up to 100 %', () => {
    expect(shareText(99_999, 100_000)).toBe('99.9%');
    expect(shareText(5, 5)).toBe('100%');
    expect(shareText(0, 0)).toBeNull();
  });
});
