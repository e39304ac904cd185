import { describe, expect, it } from '@jest/globals';
import { shareText } from '../../shared/time/points.js';
import { byGap, gapClass, gapOf } from './rates.js';

describe('rates of the office', () => {
  it('puts the largest share first and rows without anybody due last', () => {
    const rows = [
      { name: '甲', due: 100, met: 100 },
      { name: '乙', due: 0, met: 0 },
      { name: '丙', due: 10, met: 5 },
      { name: '丁', due: 100, met: 90 },
    ];
    expect(byGap(rows).map((row) => row.name)).toEqual(['丙', '丁', '甲', '乙']);
    expect(gapOf({ due: 3, met: 5 })).toBe(0);
  });
  it('steps of the heat map: 0 · <1.5 · <3.5 · <7 · <12 · ≥12 %', () => {
    const step = (gap: number): number => gapClass({ due: 1000, met: 1000 - gap });
    expect([0, 1, 14, 15, 34, 35, 69, 70, 119, 120, 1000].map(step)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(gapClass({ due: 0, met: 0 })).toBe(0);
  });
  it('never shows 100 % below the denominator and never more than there is', () => {
    for (let due = 1; due <= 300; due += 1) {
      for (let met = 0; met < due; met += 1) {
        const tenths = Math.round(Number.parseFloat(shareText(met, due) ?? '') * 10);
        expect(tenths).toBeLessThan(1000);
        expect(tenths * due).toBeLessThanOrEqual(met * 1000);
      }
    }
    expect(shareText(11_613, 11_614)).toBe('99.9%');
    expect(shareText(7, 7)).toBe('100%');
    expect(shareText(0, 0)).toBeNull();
  });
});
