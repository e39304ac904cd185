import { describe, expect, it } from '@jest/globals';
import { gapsByPoint, gapsByPost, pointsMissing, type GapCount } from './gap-rules.js';

const TARGET = { single: 5, multiple: 2, trueFalse: 0, perPoint: 2 };
const COUNTS: GapCount[] = [
  { postId: 'a', type: 'single', point: '瓦斯防治', n: 3 },
  { postId: 'a', type: 'single', point: null, n: 1 },
  { postId: 'b', type: 'multiple', point: '瓦斯防治', n: 9 },
  { postId: null, type: 'single', point: '现场急救', n: 4 },
];

describe('what is missing for a post', () => {
  it('questions for all posts count for every post, if so wished', () => {
    const whole = gapsByPost(['a', 'b'], COUNTS, TARGET, true);
    expect(whole.get('a')).toEqual([
      { type: 'single', have: 8, need: 5, missing: 0 },
      { type: 'multiple', have: 0, need: 2, missing: 2 },
      { type: 'true_false', have: 0, need: 0, missing: 0 },
    ]);
    const own = gapsByPost(['a', 'b'], COUNTS, TARGET, false);
    expect(own.get('a')?.map((cell) => cell.missing)).toEqual([1, 2, 0]);
    expect(own.get('b')?.map((cell) => cell.missing)).toEqual([5, 0, 0]);
  });

  it('all knowledge points of a post together', () => {
    // a has 瓦斯防治·单选 itself: 2 + 2 missing; with the questions for all posts 现场急救·单选 beside it: 2 + 2 more.
    expect([...pointsMissing(['a', 'b', 'c'], COUNTS, TARGET, false)]).toEqual([
      ['a', 4],
      ['b', 4],
      ['c', 0],
    ]);
    expect(pointsMissing(['a'], COUNTS, TARGET, true).get('a')).toBe(8);
  });

  it('by knowledge point: each that has a question, with what the others lack', () => {
    const found = gapsByPoint(
      COUNTS.filter((count) => count.postId !== 'b'),
      TARGET,
    );
    expect(found.map(({ point, cells }) => [point, ...cells.map((cell) => cell.missing)])).toEqual([
      ['现场急救', 0, 2, 2],
      ['瓦斯防治', 0, 2, 2],
    ]);
  });
});
