import { describe, expect, it } from '@jest/globals';
import { MAX_DEPTH, ORGANISATION_KINDS, kindOfNewUnit, placementRefusal } from './placement-rule.js';

const path = (depth: number): string => `/${Array.from({ length: depth + 1 }, (_, i) => i).join('/')}/`;

describe('what may stand under what', () => {
  it('roots stand alone; a unit stands under a root or a unit not smaller than itself', () => {
    const allowed = ORGANISATION_KINDS.flatMap((kind) =>
      ORGANISATION_KINDS.filter((parent) => placementRefusal(kind, { kind: parent, path: '/r/' }) === null).map(
        (parent) => `${parent}>${kind}`,
      ),
    );
    expect(allowed.sort()).toEqual(
      ['government', 'enterprise', 'village']
        .flatMap((root) => [`${root}>department`, `${root}>workshop`, `${root}>team`])
        .concat(
          'department>department',
          'department>workshop',
          'department>team',
          'workshop>workshop',
          'workshop>team',
          'team>team',
        )
        .sort(),
    );
    expect(ORGANISATION_KINDS.filter((kind) => placementRefusal(kind, null) === null)).toEqual([
      'government',
      'enterprise',
      'village',
    ]);
  });

  it('is not deeper than the limit', () => {
    expect(placementRefusal('team', { kind: 'team', path: path(MAX_DEPTH - 1) })).toBeNull();
    expect(placementRefusal('team', { kind: 'team', path: path(MAX_DEPTH) })).toContain('最多');
  });

  it('reads the kind of a new unit from its name', () => {
    expect(kindOfNewUnit('生产部', 'enterprise')).toBe('department');
    expect(kindOfNewUnit('综采队', 'enterprise')).toBe('workshop');
    expect(kindOfNewUnit('一班', 'enterprise')).toBe('team');
    expect(kindOfNewUnit('生产部', 'workshop')).toBe('workshop');
  });
});
