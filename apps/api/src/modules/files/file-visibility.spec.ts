import { describe, expect, it } from '@jest/globals';
import type { Grant } from '../../platform/http/context.js';
import { maySeeFile, type FileOrganisation } from './file-visibility.js';

const mine: FileOrganisation = {
  kind: 'enterprise',
  path: '/m/',
  enterpriseId: 'm',
  regionCode: '140428101',
  field: 'coal_mine',
};
const unit: FileOrganisation = { ...mine, kind: 'team', path: '/m/u/' };
const other: FileOrganisation = { ...mine, path: '/o/', enterpriseId: 'o' };
const county: FileOrganisation = {
  kind: 'government',
  path: '/c/',
  enterpriseId: 'c',
  regionCode: '140428',
  field: null,
};
const nextCounty: FileOrganisation = { ...county, path: '/n/', enterpriseId: 'n', regionCode: '140429' };
const grant = (more: Partial<Grant>): Grant => ({
  id: 'g',
  role: 'regulator',
  organisationId: null,
  organisationPath: null,
  regionCode: null,
  field: null,
  ...more,
});

describe('who sees a picture', () => {
  it.each([
    ['a colleague in another unit', mine, [unit], [], true],
    ['a person of another enterprise', mine, [other], [], false],
    ['nobody in particular', mine, [], [], false],
    ['a person below the county', county, [unit], [], true],
    ['a person of the next county', nextCounty, [unit], [], false],
    ['the county does not see an enterprise by belonging to it', mine, [county], [], false],
    ['a regulator of the region', mine, [], [grant({ regionCode: '1404' })], true],
    [
      'a regulator of the region for another field',
      mine,
      [],
      [grant({ regionCode: '1404', field: 'fireworks' })],
      false,
    ],
    ['a regulator of a town sees the county’s', county, [], [grant({ regionCode: '140428101' })], true],
    ['an officer above the unit', unit, [], [grant({ organisationPath: '/m/' })], true],
    ['an auditor everywhere', mine, [], [grant({ role: 'auditor' })], true],
  ])('%s', (_, owner, viewers, grants, expected) => {
    expect(maySeeFile(owner, viewers, grants)).toBe(expected);
  });
});
