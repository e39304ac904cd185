import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import { fits } from './blueprint.js';
import type { BankItem, Blueprint, Stratum } from './blueprint.js';
import { drawPaper } from './draw-paper.js';
import { checkFeasibility } from './feasibility.js';
import { shareOf } from '../testing/share-of.js';

const POINTS = ['瓦斯', '顶板'];

const stratum: fc.Arbitrary<Stratum> = fc.record(
  {
    type: fc.constantFrom('single' as const, 'multiple' as const),
    count: fc.integer({ min: 0, max: 3 }),
    points: fc.constant(100),
    knowledgePoint: fc.constantFrom(...POINTS),
    difficulty: fc.integer({ min: 1, max: 2 }),
  },
  { requiredKeys: ['type', 'count', 'points'] },
);

const pool: fc.Arbitrary<BankItem[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('single' as const, 'multiple' as const),
      knowledgePoint: fc.constantFrom(...POINTS, null),
      difficulty: fc.constantFrom(1, 2, null),
      duplicateGroup: fc.option(fc.constantFrom('x', 'y'), { freq: 2 }),
    }),
    { maxLength: 7 },
  )
  .map((tags) => tags.map((more, index) => makeItem(String(index), more)));

const situation = fc.record({
  strata: fc.array(stratum, { minLength: 1, maxLength: 3 }),
  pool,
  required: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 2 }),
  excluded: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 1 }),
});

/** By exhaustion: the most places that can be filled, or -1 when the required questions cannot all be used. */
function mostPlaces(blueprint: Blueprint, items: readonly BankItem[]): number {
  const places = blueprint.strata.flatMap((rule) => Array.from({ length: rule.count }, () => rule));
  const usable = items.filter((item) => !blueprint.excluded?.includes(item.questionId));
  const needed = blueprint.required ?? [];
  let best = -1;
  const fill = (at: number, used: readonly BankItem[]): void => {
    if (at === places.length) {
      if (needed.every((id) => used.some((item) => item.questionId === id))) best = Math.max(best, used.length);
      return;
    }
    fill(at + 1, used);
    const rule = places[at] as Stratum;
    for (const item of usable) {
      const clashes = used.some(
        (other) =>
          other.questionId === item.questionId ||
          (item.duplicateGroup !== null && other.duplicateGroup === item.duplicateGroup),
      );
      if (!clashes && fits(item, rule)) fill(at + 1, [...used, item]);
    }
  };
  fill(0, []);
  return best;
}

const toBlueprint = (found: { strata: Stratum[]; required: number[]; excluded: number[] }): Blueprint => ({
  strata: found.strata,
  required: found.required.map((id) => `q-${id}`),
  excluded: found.excluded.map((id) => `q-${id}`),
});

const singles = (count: number): Blueprint => ({ strata: [{ type: 'single', count, points: 100 }] });

describe('EXM-3 feasibility', () => {
  it('agrees with exhaustive search, and a feasible blueprint always gives a paper (1,500 cases)', () => {
    fc.assert(
      fc.property(situation, fc.nat(), (found, seed) => {
        const blueprint = toBlueprint(found);
        const wanted = found.strata.reduce((sum, rule) => sum + rule.count, 0);
        const verdict = checkFeasibility(blueprint, found.pool);
        expect(verdict.feasible).toBe(mostPlaces(blueprint, found.pool) === wanted);
        if (!verdict.feasible) return;
        const paper = drawPaper({
          blueprint,
          pool: found.pool,
          seed: seedOf(seed),
          shuffleOptions: true,
          shuffleQuestions: true,
        });
        const items = paper.slots.map(
          (slot) => found.pool.find((item) => item.versionId === slot.versionId) as BankItem,
        );
        const groups = items.map((item) => item.duplicateGroup ?? item.questionId);
        expect(paper.slots).toHaveLength(wanted);
        expect(new Set(groups).size).toBe(wanted);
        for (const id of blueprint.required ?? []) expect(items.map((item) => item.questionId)).toContain(id);
        for (const id of blueprint.excluded ?? []) expect(items.map((item) => item.questionId)).not.toContain(id);
        expect(mostPlaces({ ...blueprint, required: [] }, items)).toBe(wanted);
      }),
      { numRuns: shareOf(1500), seed: 5 },
    );
  });

  it('names shortages that add up to exactly what is missing, each of them minimal (1,500 cases)', () => {
    fc.assert(
      fc.property(situation, (found) => {
        const blueprint = { strata: found.strata };
        const wanted = found.strata.reduce((sum, rule) => sum + rule.count, 0);
        const verdict = checkFeasibility(blueprint, found.pool);
        const shortages = verdict.feasible ? [] : verdict.shortages;
        const missing = shortages.reduce((sum, shortage) => sum + shortage.required - shortage.available, 0);
        expect(missing).toBe(wanted - mostPlaces(blueprint, found.pool));
        const [first] = shortages;
        if (first === undefined) return;
        const culprits = first.stratumIndexes;
        const only = (indexes: readonly number[]): Blueprint => ({
          strata: found.strata.map((rule, index) => (indexes.includes(index) ? rule : { ...rule, count: 0 })),
        });
        expect(checkFeasibility(only(culprits), found.pool).feasible).toBe(false);
        for (const dropped of culprits) {
          const rest = culprits.filter((index) => index !== dropped);
          expect(checkFeasibility(only(rest), found.pool).feasible).toBe(true);
        }
      }),
      { numRuns: shareOf(1500), seed: 5 },
    );
  });

  it('names a single shortage in the words of the product', () => {
    const blueprint = { strata: [{ type: 'multiple' as const, count: 6, points: 200, knowledgePoint: '瓦斯防治' }] };
    const items = makeItems(2, { type: 'multiple', knowledgePoint: '瓦斯防治' });
    expect(checkFeasibility(blueprint, items)).toEqual({
      feasible: false,
      shortages: [
        {
          stratumIndexes: [0],
          rule: 'strata',
          required: 6,
          available: 2,
          message: '瓦斯防治 · 多选 缺 4 题：要 6 题，可用 2 题。',
        },
      ],
    });
  });

  it('names strata that are only together too much', () => {
    const strata = [
      { type: 'single' as const, count: 2, points: 100, knowledgePoint: '瓦斯' },
      { type: 'single' as const, count: 2, points: 100, difficulty: 3, category: 'professional' as const },
      { type: 'true_false' as const, count: 1, points: 100 },
    ];
    const items = [
      ...makeItems(3, { knowledgePoint: '瓦斯', difficulty: 3, category: 'professional' }, 'a'),
      ...makeItems(5, { type: 'true_false' }, 'b'),
    ];
    expect(checkFeasibility({ strata }, items)).toEqual({
      feasible: false,
      shortages: [
        {
          stratumIndexes: [0, 1],
          rule: 'strata',
          required: 4,
          available: 3,
          message: '瓦斯 · 单选、专业 · 难度 3 · 单选 合起来缺 1 题：要 4 题，可用 3 题。',
        },
      ],
    });
  });

  it('counts near-duplicates, directly or through others, once', () => {
    const items = [
      makeItem('1', { duplicateGroup: 'g' }),
      makeItem('2', { duplicateGroup: 'g' }),
      { ...makeItem('2b', { duplicateGroup: 'h' }), questionId: 'q-2' },
      makeItem('3', { duplicateGroup: 'h' }),
      makeItem('4'),
    ];
    expect(checkFeasibility(singles(2), items)).toEqual({ feasible: true });
    expect(checkFeasibility(singles(3), items)).toMatchObject({ shortages: [{ required: 3, available: 2 }] });
  });

  it('takes posts into account and calls them by the label given', () => {
    const strata = [{ type: 'single' as const, count: 1, points: 100, postId: 'p1', label: '瓦检员' }];
    expect(checkFeasibility({ strata }, [makeItem('1', { postIds: ['p2', 'p1'] })])).toEqual({ feasible: true });
    expect(checkFeasibility({ strata }, [makeItem('1', { postIds: ['p2'] })])).toMatchObject({
      shortages: [{ message: '瓦检员 · 单选 缺 1 题：要 1 题，可用 0 题。' }],
    });
  });

  it('is asked again by the draw, which refuses with the same words', () => {
    const options = { seed: seedOf(1), shuffleOptions: true, shuffleQuestions: true };
    expect(() => drawPaper({ blueprint: singles(3), pool: makeItems(2), ...options })).toThrow(
      '单选 缺 1 题：要 3 题，可用 2 题。',
    );
  });

  it('says which required questions cannot be used', () => {
    const strata = [{ type: 'single' as const, count: 1, points: 100 }];
    const items = makeItems(3);
    const required = items.slice(0, 2).map((item) => item.questionId);
    expect(checkFeasibility({ strata, required: ['q-unknown'] }, items)).toMatchObject({
      shortages: [{ stratumIndexes: [], rule: 'required', required: 1, available: 0 }],
    });
    expect(checkFeasibility({ strata, required }, items)).toMatchObject({
      shortages: [{ required: 2, available: 1, message: '必考题有 2 道，按组卷规则只放得下 1 道。' }],
    });
  });

  it.each([
    ['count', { count: -1, points: 100 }],
    ['count', { count: 1.5, points: 100 }],
    ['points', { count: 1, points: -1 }],
    ['points', { count: 1, points: 0.5 }],
  ])('refuses a %s that is not a non-negative integer', (_, numbers) => {
    expect(() => checkFeasibility({ strata: [{ type: 'single', ...numbers }] }, [])).toThrow(RangeError);
  });
});
