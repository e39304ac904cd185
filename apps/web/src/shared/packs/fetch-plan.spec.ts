import { describe, expect, it } from '@jest/globals';
import { waitBeforeFetch } from './fetch-plan.js';

const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const opensIn = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const small = { opensAt: opensIn(60), size: 500_000 };

describe('when a phone fetches a pack', () => {
  it('spreads itself over two minutes, and over less shortly before', () => {
    expect(waitBeforeFetch(small, {}, NOW, 0)).toBe(0);
    expect(waitBeforeFetch(small, {}, NOW, 0.5)).toBe(60_000);
    expect(waitBeforeFetch({ ...small, opensAt: opensIn(2) }, {}, NOW, 0.5)).toBe(6_000);
  });

  it.each([
    ['the opening is near', { ...small, opensAt: opensIn(0.9) }, {}],
    ['it has opened', { ...small, opensAt: opensIn(-5) }, {}],
    ['there is no opening', { ...small, opensAt: null }, {}],
    ['data is to be saved', small, { saveData: true }],
    ['the line is slow', small, { effectiveType: '3g' }],
    ['it is much for mobile data', { ...small, size: 5_000_000 }, { type: 'cellular' }],
  ])('not when %s', (_, pack, line) => {
    expect(waitBeforeFetch(pack, line, NOW, 0.5)).toBeNull();
  });

  it('a good line, or a small pack on mobile data, is fine', () => {
    expect(waitBeforeFetch(small, { effectiveType: '4g', type: 'cellular', saveData: false }, NOW, 0.5)).toBe(60_000);
    expect(waitBeforeFetch({ ...small, size: 5_000_000 }, { type: 'wifi' }, NOW, 0.5)).toBe(60_000);
  });
});
