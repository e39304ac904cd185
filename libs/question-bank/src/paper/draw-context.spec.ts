import { describe, expect, it } from '@jest/globals';
import { makeItems, seedOf } from '../testing/samples.js';
import type { Blueprint } from './blueprint.js';
import { InfeasibleBlueprintError, drawPaper, redrawPaper } from './draw-paper.js';
import type { Paper, PaperContext } from './draw-paper.js';

const POSTS = { postIds: ['p1'] };
const POOL = [...makeItems(4, POSTS, 'a'), ...makeItems(4, POSTS, 'b')];
const limited = (overlap: Blueprint['overlap'], more: Partial<Blueprint> = {}): Blueprint => ({
  algorithm: 'zhian-draw-2',
  strata: [{ type: 'single', count: 5, points: 100 }],
  ...(overlap && { overlap }),
  ...more,
});
const paperOf = (blueprint: Blueprint, context?: PaperContext, seed = 1): Paper =>
  drawPaper({
    blueprint,
    pool: POOL,
    seed: seedOf(seed),
    shuffleOptions: true,
    shuffleQuestions: true,
    ...(context && { context }),
  });
const refusal = (draw: () => unknown): InfeasibleBlueprintError => {
  try {
    draw();
  } catch (error) {
    if (error instanceof InfeasibleBlueprintError) return error;
  }
  throw new Error('nothing was refused');
};
const SEEN = ['q-a0000', 'q-a0001', 'q-a0002', 'q-a0003'];

describe('EXM-3 a paper that cannot be had, or only by its context', () => {
  it('is refused with every shortage, one sentence after the other', () => {
    const { message, name, shortages } = refusal(() =>
      paperOf({
        strata: [
          { type: 'multiple', count: 1, points: 100 },
          { type: 'true_false', count: 2, points: 100 },
        ],
      }),
    );
    expect(name).toBe('InfeasibleBlueprintError');
    expect(shortages.map(({ stratumIndexes }) => stratumIndexes)).toEqual([[0], [1]]);
    expect(message).toBe('多选 缺 1 题：要 1 题，可用 0 题。 判断 缺 2 题：要 2 题，可用 0 题。');
  });

  it.each<[string, string, number, Blueprint['overlap'], PaperContext]>([
    ['the last attempt', '上次考过的题', 0, { lastAttemptMax: 0 }, { lastAttempt: SEEN }],
    ['neighbours', '邻座的题', 0, { neighbourMax: 0 }, { neighbours: [SEEN, ['q-b0000']] }],
    [
      'both',
      '上次考过的题和邻座的题',
      1,
      { lastAttemptMax: 2, neighbourMax: 1 },
      { lastAttempt: SEEN, neighbours: [['q-b0000', 'q-b0001', 'q-b0002', 'q-b0003'], SEEN] },
    ],
  ])('is refused with the words for whose questions cannot be avoided: %s', (_, whose, available, overlap, context) => {
    expect(refusal(() => paperOf(limited(overlap), context)).shortages).toEqual([
      {
        stratumIndexes: [],
        required: 0,
        available,
        rule: 'overlap',
        message: `避开${whose}以后，题库里的题不够组成一份卷子。`,
      },
    ]);
  });

  it('is that without limits wherever chance keeps them by itself', () => {
    let kept = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const free = paperOf(limited(undefined), undefined, seed);
      const repeats = free.slots.filter((slot) => SEEN.includes(slot.questionId)).length;
      const bound = paperOf(limited({ lastAttemptMax: 2 }), { lastAttempt: SEEN }, seed);
      if (repeats <= 2) kept += 1;
      expect(JSON.stringify(bound.slots) === JSON.stringify(free.slots)).toBe(repeats <= 2);
    }
    expect(kept).toBeGreaterThan(10);
    expect(kept).toBeLessThan(50);
  });

  it('says what decided it, and nothing else: own posts where a row asks for them, seen questions where a limit does', () => {
    const context: PaperContext = {
      ownPostIds: ['p2', 'p1'],
      lastAttempt: ['q-b0001', 'q-a0000'],
      neighbours: [['q-a0002']],
    };
    expect(paperOf(limited(undefined), context)).not.toHaveProperty('context');
    expect(paperOf(limited({ neighbourMax: 5 }), context).context).toEqual({ neighbours: [['q-a0002']] });
    const own = limited({ lastAttemptMax: 5 }, { strata: [{ type: 'single', count: 1, points: 150, ownPost: true }] });
    expect(paperOf(own, context)).toMatchObject({
      context: { ownPostIds: ['p1', 'p2'], lastAttempt: ['q-a0000', 'q-b0001'] },
      totalPoints: 150,
    });
    const mixed = { strata: [...own.strata, { type: 'single' as const, count: 1, points: 50 }] };
    expect(paperOf({ ...own, ...mixed }, { ownPostIds: ['p1'] }).context).toEqual({ ownPostIds: ['p1'] });
  });

  it('comes again from seed, algorithm and context, whatever algorithm the blueprint names today', () => {
    const from = { pool: POOL, shuffleOptions: true, shuffleQuestions: true };
    const blueprint = limited({ lastAttemptMax: 1 });
    const sat = paperOf(blueprint, { lastAttempt: SEEN });
    expect(redrawPaper(sat, { ...from, blueprint })).toEqual(sat);
    const { algorithm: _, ...unnamed } = blueprint;
    expect(redrawPaper(sat, { ...from, blueprint: unnamed })).toEqual(sat);
    const plain = paperOf(limited(undefined));
    expect(redrawPaper(plain, { ...from, blueprint: limited(undefined) })).toEqual(plain);
  });
});
