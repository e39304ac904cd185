import { describe, expect, it } from '@jest/globals';
import { readFilters, writeFilters } from './url-filters.js';

const keys = ['q', 'status', 'organisationId'] as const;

describe('filters and the address', () => {
  it('reads only its own keys and skips empty ones', () => {
    const params = new URLSearchParams('q=%E8%B5%B5&status=&cursor=abc');
    expect(readFilters(params, keys)).toEqual({ q: '赵' });
  });
  it('keeps what it does not own and removes what is emptied', () => {
    const params = new URLSearchParams('q=a&tab=2&status=left');
    expect(writeFilters<'q' | 'status'>(params, { q: ' 李 ', status: undefined }).toString()).toBe('q=%E6%9D%8E&tab=2');
  });
  it('comes back unchanged after a round trip', () => {
    const filters = { q: '赵 & 钱=1', status: 'left', organisationId: 'x' };
    const params = writeFilters(new URLSearchParams(), filters);
    expect(readFilters(new URLSearchParams(params.toString()), keys)).toEqual(filters);
  });
});
