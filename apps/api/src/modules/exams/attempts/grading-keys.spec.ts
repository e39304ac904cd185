import { describe, expect, it } from '@jest/globals';
import type { Queryable } from '../../../platform/db/queryable.js';
import type { QuestionKeys } from '../../questions/index.js';
import { GradingKeys } from './grading-keys.js';

/** Every version has A as its key, but those that begin with «none». `asked`: what was looked up in the database. */
function keysOf(asked: string[] = []): GradingKeys {
  const source: Pick<QuestionKeys, 'byVersion'> = {
    byVersion: async (_, ids) => {
      asked.push(...ids);
      const found = ids.filter((id) => !id.startsWith('none'));
      return new Map(
        found.map((versionId) => [versionId, { versionId, correct: ['A'], explanation: '', sourceClause: null }]),
      );
    },
  };
  return new GradingKeys(source as QuestionKeys);
}
const sql = {} as Queryable;
const versions = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

describe('keys for grading', () => {
  it('are looked up once', async () => {
    const asked: string[] = [];
    const keys = keysOf(asked);
    expect((await keys.of(sql, ['a', 'b', 'a'])).get('a')).toEqual(['A']);
    expect((await keys.of(sql, ['b', 'c'])).get('b')).toEqual(['A']);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('refuse a version without one: it must not be graded as wrong', async () => {
    const keys = keysOf();
    await expect(keys.of(sql, ['a', 'none-1'])).rejects.toThrow('none-1 has no key');
    await expect(keys.of(sql, ['none-1'])).rejects.toThrow('none-1 has no key');
  });

  it('stay with whoever grades by them when others need the room', async () => {
    const keys = keysOf();
    const first = versions('a', 60_000);
    const known = await keys.of(sql, first);
    const second = await keys.of(sql, [...versions('b', 60_000), 'a0']);
    expect(first.every((id) => known.has(id))).toBe(true);
    expect(second.has('b59999') && second.has('a0')).toBe(true);
    expect(second.size).toBeLessThanOrEqual(100_000);
  });
});
