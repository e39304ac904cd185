import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../../platform/http/roles.js';
import { mayChange, mayGrant, placeFault, reaches, type Place } from './grant-rules.js';

const held: Partial<Record<Role, readonly string[]>> = {
  system_administrator: ['identity.account.write', 'a.a.a', 'admin.only.it'],
  auditor: ['audit.entry.read'],
  safety_officer: ['identity.account.write', 'a.a.a', 'a.a.b'],
  principal: ['a.a.a'],
  team_leader: ['a.a.a'],
  regulator: ['a.a.a', 'region.only.it'],
};
const permissionsOf = (role: Role): readonly string[] => held[role] ?? [];
const holder = (role: Role, where: { path?: string; region?: string; field?: string } = {}) => ({
  role,
  organisationPath: where.path ?? null,
  regionCode: where.region ?? null,
  field: where.field ?? null,
});
const organisation = (path: string, more: Partial<Extract<Place, { at: 'organisation' }>> = {}): Place => ({
  at: 'organisation',
  kind: 'enterprise',
  path,
  regionCode: '140428101',
  field: 'coal_mine',
  ...more,
});
const everywhere: Place = { at: 'everywhere' };
const county: Place = { at: 'region', regionCode: '140428', field: null };

describe('who may give which role', () => {
  const officer = [holder('safety_officer', { path: '/e1/' })];

  it.each<[Role, Place, boolean]>([
    ['worker', organisation('/e1/'), true],
    ['team_leader', organisation('/e1/w1/'), true],
    ['principal', organisation('/e1/'), true],
    ['safety_officer', organisation('/e1/'), true],
    ['worker', organisation('/e2/'), false],
    ['worker', organisation('/e10/'), false],
    ['worker', organisation('/'), false],
    ['regulator', organisation('/e1/'), false],
    ['system_administrator', everywhere, false],
    ['auditor', everywhere, false],
    ['inspector', county, false],
  ])('a safety officer gives %s at %j: %s', (role, place, allowed) => {
    expect(mayGrant(officer, role, place, permissionsOf)).toBe(allowed);
  });

  it('a workshop officer gives nothing above his workshop', () => {
    expect(
      mayGrant([holder('safety_officer', { path: '/e1/w1/' })], 'safety_officer', organisation('/e1/'), permissionsOf),
    ).toBe(false);
  });

  it('permissions held in two places do not add up', () => {
    const two = [holder('safety_officer', { path: '/e1/' }), holder('principal', { path: '/e2/' })];
    expect(mayGrant(two, 'worker', organisation('/e2/'), permissionsOf)).toBe(false);
  });

  it('who may not write accounts gives nothing, not even what he holds', () => {
    expect(mayGrant([holder('principal', { path: '/e1/' })], 'worker', organisation('/e1/'), permissionsOf)).toBe(
      false,
    );
  });

  it('a system administrator gives anything, but only as one of the whole platform', () => {
    for (const role of ROLES)
      expect(mayGrant([holder('system_administrator')], role, everywhere, permissionsOf)).toBe(true);
    expect(mayGrant([holder('system_administrator', { path: '/e1/' })], 'regulator', everywhere, permissionsOf)).toBe(
      false,
    );
  });

  it('nobody resets the password of an account that holds more than he does', () => {
    const grants = (role: Role, place: Place) => [
      { role: 'worker' as const, place: organisation('/e1/') },
      { role, place },
    ];
    expect(mayChange(officer, grants('team_leader', organisation('/e1/')), permissionsOf)).toBe(true);
    expect(mayChange(officer, grants('system_administrator', everywhere), permissionsOf)).toBe(false);
    expect(mayChange(officer, grants('safety_officer', organisation('/e2/')), permissionsOf)).toBe(false);
    expect(mayChange(officer, grants('worker', organisation('/e2/')), permissionsOf)).toBe(true);
  });
});

describe('where a role can be given', () => {
  it.each<[Role, Place, boolean]>([
    ['system_administrator', everywhere, true],
    ['auditor', county, false],
    ['regulator', county, true],
    ['inspector', organisation('/g/', { kind: 'government' }), true],
    ['inspector', organisation('/e1/'), false],
    ['worker', everywhere, false],
    ['safety_officer', county, false],
    ['principal', organisation('/e1/'), true],
  ])('%s at %j: %s', (role, place, possible) => {
    expect(placeFault(role, place) === null).toBe(possible);
  });

  it('a region grant with a field reaches only that field', () => {
    const grant = holder('regulator', { region: '140428', field: 'coal_mine' });
    expect(reaches(grant, organisation('/e1/'))).toBe(true);
    expect(reaches(grant, organisation('/e1/', { field: 'hotel' }))).toBe(false);
    expect(reaches(grant, county)).toBe(false);
    expect(reaches(grant, { at: 'region', regionCode: '140428101', field: 'coal_mine' })).toBe(true);
    expect(reaches(grant, everywhere)).toBe(false);
  });
});
