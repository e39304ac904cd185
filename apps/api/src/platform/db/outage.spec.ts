import { describe, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isConnectionLost, isOutage } from './outage.js';

const coded = (code: string): Error => Object.assign(new Error('of PostgreSQL'), { code });

describe('what heals by itself', () => {
  it.each(['08006', '57P01', '57P03', '53100', '53300', 'ECONNREFUSED', 'ECONNRESET'])('%s: nobody is there', (code) =>
    expect([isConnectionLost(coded(code)), isOutage(coded(code))]).toEqual([true, true]),
  );

  it.each(['40001', '40P01', '55P03'])('%s: somebody else was quicker', (code) =>
    expect([isConnectionLost(coded(code)), isOutage(coded(code))]).toEqual([false, true]),
  );

  it.each([
    ['of the driver', new Error('Connection terminated unexpectedly')],
    ['of the ORM', new QueryRunnerAlreadyReleasedError()],
    ["of the ORM's manager", new QueryRunnerProviderAlreadyReleasedError()],
  ])('a connection that is lost between two statements, in the words %s', (_, error) =>
    expect(isConnectionLost(error)).toBe(true),
  );

  it.each([
    ['a row that is there already', coded('23505')],
    ['a statement that is wrong', coded('42601')],
    ['an error of our own', new TypeError('of our own')],
    ['nothing', null],
  ])('%s is a fault', (_, error) => expect(isOutage(error)).toBe(false));
});
