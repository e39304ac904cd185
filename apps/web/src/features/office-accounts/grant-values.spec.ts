import { describe, expect, it } from '@jest/globals';
import { grantOf, scopeOf } from './grant-values.js';

describe('a grant being written', () => {
  it('carries only the scope of its role', () => {
    const typed = { organisationId: 'o1', regionCode: '140428', field: 'coal' };
    expect(grantOf({ role: 'regulator', ...typed })).toEqual({
      role: 'regulator',
      regionCode: '140428',
      field: 'coal',
    });
    expect(grantOf({ role: 'safety_officer', ...typed })).toEqual({ role: 'safety_officer', organisationId: 'o1' });
    expect(grantOf({ role: 'auditor', ...typed })).toEqual({ role: 'auditor' });
    expect(scopeOf(undefined)).toBe('organisation');
  });
});
