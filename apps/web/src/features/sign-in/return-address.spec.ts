import { describe, expect, it } from '@jest/globals';
import { safeReturn, tidyAccount } from './return-address.js';

describe('after sign-in', () => {
  it('goes back inside this application only', () => {
    expect(safeReturn('/exam/1?x=2#a')).toBe('/exam/1?x=2#a');
    expect(
      [null, '', 'https://example.com', '//example.com', '/\\example.com', '/sign-in?from=/x'].map(safeReturn),
    ).toEqual([null, null, null, null, null, null]);
  });

  it('reads phone numbers as people type them', () => {
    expect(tidyAccount(' 139 0000 0718 ')).toBe('13900000718');
    expect(tidyAccount(' li-wei ')).toBe('li-wei');
  });
});
