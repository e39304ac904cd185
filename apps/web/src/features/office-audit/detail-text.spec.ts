import { describe, expect, it } from '@jest/globals';
import { detailText, fullDetail } from './detail-text.js';

const names: Record<string, string> = { rows: '行数', reason: '原因' };
const nameOf = (key: string): string | undefined => names[key];

describe('detailText', () => {
  it('writes one line in the words of the page', () => {
    expect(detailText({ rows: 163, reason: '核对社保', ids: ['a'], sha256: 'ab' }, nameOf)).toBe(
      '行数 163 · 原因 核对社保',
    );
    expect(detailText({ sha256: 'ab' }, nameOf)).toBe('—');
    expect(detailText(null, nameOf)).toBe('—');
    expect(detailText('x', nameOf)).toBe('x');
  });
  it('keeps everything for the full record', () => {
    expect(fullDetail({ rows: 163, reason: '核对社保', ids: ['a'] })).toBe('rows: 163 · reason: 核对社保 · ids: ["a"]');
    expect(fullDetail(null)).toBe('');
  });
});
