import { describe, expect, it } from '@jest/globals';
import { detailText } from './detail-text.js';

describe('detailText', () => {
  it('writes one line', () => {
    expect(detailText({ rows: 163, reason: '核对社保', ids: ['a'] })).toBe('rows: 163 · reason: 核对社保 · ids: ["a"]');
    expect(detailText(null)).toBe('—');
    expect(detailText('x')).toBe('x');
  });
});
