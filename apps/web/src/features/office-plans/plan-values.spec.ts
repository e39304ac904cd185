import { describe, expect, it } from '@jest/globals';
import { inputOf } from './plan-values.js';

const values = {
  title: ' 计划 ',
  period: '2026',
  startsOn: '2026-01-01',
  dueOn: '2026-12-31',
  examSessionId: 'e1',
  audience: [{ kind: 'organisation' as const, id: 'o1' }, { kind: 'post' as const }],
  issue: true,
  validMonths: 12,
};

describe('a plan being written', () => {
  it('leaves unfinished lines of the audience out', () => {
    expect(inputOf(values, 'o1')).toMatchObject({
      organisationId: 'o1',
      title: '计划',
      audience: [{ kind: 'organisation', id: 'o1' }],
      certificate: { issue: true, validMonths: 12 },
    });
  });
  it('has no validity where nothing is issued', () => {
    expect(inputOf({ ...values, issue: false, issuer: 'x' }, null).certificate).toEqual({
      issue: false,
      validMonths: null,
    });
    expect(inputOf(values, null)).not.toHaveProperty('organisationId');
  });
});
