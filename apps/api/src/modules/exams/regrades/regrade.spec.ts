import { describe, expect, it } from '@jest/globals';
import { isPossibleKey, regradeRefusal, type Standing } from './regrade.js';

describe('who decides about a correction', () => {
  const asked = { status: 'requested' as const, requestedBy: 'a' };
  const stands = (accountId: string, more: Partial<Standing> = {}): Standing => ({
    accountId,
    reach: 'whole',
    concerned: false,
    ...more,
  });

  it('is somebody else; only who asked takes it back; once', () => {
    expect(regradeRefusal(asked, 'approve', stands('a'))).toBe('regrade-own-work');
    expect(regradeRefusal(asked, 'reject', stands('a'))).toBe('regrade-own-work');
    expect(regradeRefusal(asked, 'withdraw', stands('a'))).toBeNull();
    expect(regradeRefusal(asked, 'approve', stands('b'))).toBeNull();
    expect(regradeRefusal(asked, 'withdraw', stands('b'))).toBe('regrade-not-yours');
    for (const status of ['applying', 'applied', 'rejected', 'withdrawn'] as const)
      expect(regradeRefusal({ ...asked, status }, 'approve', stands('b'))).toBe('regrade-decided');
  });

  it('is nobody whose own result moves with it, and nobody who answers for a part of it', () => {
    for (const action of ['approve', 'reject'] as const) {
      expect(regradeRefusal(asked, action, stands('b', { concerned: true }))).toBe('regrade-own-result');
      expect(regradeRefusal(asked, action, stands('b', { reach: 'part' }))).toBe('regrade-beyond-you');
    }
    expect(regradeRefusal(asked, 'withdraw', stands('a', { concerned: true, reach: 'part' }))).toBeNull();
  });
});

describe('a key', () => {
  it('is options of the question, one of them for single choice', () => {
    const options = ['A', 'B', 'C'].map((label) => ({ label }));
    expect(isPossibleKey({ type: 'single', options }, ['C'])).toBe(true);
    for (const key of [[], ['A', 'B'], ['D'], ['A', 'A']])
      expect(isPossibleKey({ type: 'single', options }, key)).toBe(false);
    expect(isPossibleKey({ type: 'multiple', options }, ['A', 'B'])).toBe(true);
    expect(isPossibleKey({ type: 'multiple', options }, ['A', 'E'])).toBe(false);
  });
});
