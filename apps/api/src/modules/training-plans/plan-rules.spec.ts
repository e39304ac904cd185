import { describe, expect, it } from '@jest/globals';
import './training-plans.errors.js';
import { distinctRules, endOfExcusal, overlaps, requireActive, requireDraft } from './plan-rules.js';

describe('plan rules', () => {
  it('A11 knows the whole table of states', () => {
    const allowed = (['draft', 'active', 'closed'] as const).map((status) =>
      [requireDraft, requireActive].map((rule) => {
        try {
          rule(status);
          return true;
        } catch {
          return false;
        }
      }),
    );
    expect(allowed).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  it('drops a rule that is there twice and keeps the order', () => {
    const rules = [
      { kind: 'region', id: '14' },
      { kind: 'post', id: 'a' },
      { kind: 'region', id: '14' },
      { kind: 'region', id: '14', field: 'health' },
    ] as const;
    expect(distinctRules(rules)).toEqual([rules[0], rules[1], rules[3]]);
  });

  it.each([
    ['2026-01-01', '2026-02-01', '2026-02-01', null, false],
    ['2026-01-01', '2026-02-02', '2026-02-01', null, true],
    ['2026-01-01', null, '2027-01-01', '2027-02-01', true],
    ['2026-03-01', '2026-03-05', '2026-01-01', '2026-03-01', false],
    ['2026-03-01', '2026-03-01', '2026-01-01', '2026-03-01', false],
  ])('half-open %s–%s and %s–%s overlap: %s', (startsOn, endsOn, otherStart, otherEnd, expected) => {
    expect(overlaps({ startsOn, endsOn }, { startsOn: otherStart, endsOn: otherEnd })).toBe(expected);
    expect(overlaps({ startsOn: otherStart, endsOn: otherEnd }, { startsOn, endsOn })).toBe(expected);
  });

  it('ends an excusal today, and one that has not begun at its own start', () => {
    expect(endOfExcusal('2026-01-01', '2026-03-01')).toBe('2026-03-01');
    expect(endOfExcusal('2026-05-01', '2026-03-01')).toBe('2026-05-01');
  });
});
