import { describe, expect, it } from '@jest/globals';
import { barWidth } from './points.js';

describe('A36 the bar of a coverage never rounds up to all', () => {
  it('keeps a gap until numerator = denominator and a start above nothing', () => {
    expect(barWidth(9_999, 10_000)).toBe(99);
    expect(barWidth(10_000, 10_000)).toBe(100);
    expect(barWidth(1, 10_000)).toBe(1);
    expect(barWidth(0, 10)).toBe(0);
    expect(barWidth(0, 0)).toBe(0);
  });
});
