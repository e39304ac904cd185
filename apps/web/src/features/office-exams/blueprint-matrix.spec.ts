import { describe, expect, it } from '@jest/globals';
import type { Blueprint } from '../../shared/api/types.js';
import { emptyMatrix, toBlueprint, toMatrix, totals, withCount } from './blueprint-matrix.js';

const blueprint: Blueprint = {
  strata: [
    { type: 'single', count: 6, points: 100, category: 'general', knowledgePoint: '法律法规' },
    { type: 'multiple', count: 2, points: 200, category: 'general', knowledgePoint: '法律法规' },
    { type: 'single', count: 8, points: 100, postId: 'p1', difficulty: 2 },
    { type: 'single', count: 3, points: 150, category: 'general', knowledgePoint: '法律法规' },
  ],
  excluded: ['q9'],
};

const sorted = (one: Blueprint) => one.strata.map((stratum) => JSON.stringify(Object.entries(stratum).sort())).sort();

describe('a blueprint as a table', () => {
  it('loses nothing on the way there and back', () => {
    const matrix = toMatrix(blueprint);
    const back = toBlueprint(matrix, { excluded: ['q9'] });
    expect(sorted(back.blueprint)).toEqual(sorted(blueprint));
    expect(back.blueprint.excluded).toEqual(['q9']);
  });
  it('adds up in integer hundredths', () => {
    const sum = totals(toMatrix(blueprint));
    expect(sum).toMatchObject({ count: 19, points: 600 + 400 + 800 + 450 });
    expect(sum.byType.true_false).toEqual({ count: 0, points: 0 });
  });
  it('knows the cell of each stratum and leaves empty cells out', () => {
    const matrix = withCount(
      { ...emptyMatrix, rows: [{ counts: { single: 0, multiple: 4, true_false: 1 } }] },
      0,
      'multiple',
      2.9,
    );
    const { blueprint: made, cells } = toBlueprint(matrix);
    expect(made.strata).toEqual([
      { type: 'multiple', count: 2, points: 200 },
      { type: 'true_false', count: 1, points: 100 },
    ]);
    expect(cells).toEqual([
      { row: 0, type: 'multiple' },
      { row: 0, type: 'true_false' },
    ]);
  });
});
