import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import type { Blueprint, Stratum } from './blueprint.js';
import { InfeasibleBlueprintError, drawFromPrepared } from './draw-paper.js';
import { checkPrepared } from './feasibility.js';
import { PaperPool, preparePool } from './prepared-pool.js';
import { checkOverlap } from './worst-overlap.js';
import { shareOf } from '../testing/share-of.js';

const single = (count: number, more: Partial<Stratum> = {}): Stratum => ({
  type: 'single',
  count,
  points: 100,
  ...more,
});
const draw = (prepared: ReturnType<typeof preparePool>, seed: number, context = {}) =>
  drawFromPrepared(prepared, { seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false, context });

const situation = fc.record({
  strata: fc.array(
    fc
      .constantFrom(
        { knowledgePoint: '甲' },
        { knowledgePoint: '甲/子' },
        { knowledgePoint: '乙' },
        { ownPost: true },
        { ownPost: true, knowledgePoint: '乙' },
      )
      .chain((tags) => fc.integer({ min: 1, max: 3 }).map((count) => single(count, tags))),
    { minLength: 1, maxLength: 3 },
  ),
  items: fc.array(
    fc.record({
      knowledgePoint: fc.constantFrom('甲', '甲/子', '乙'),
      postIds: fc.constantFrom(['p1'], ['p2'], ['p1', 'p2']),
      criteriaClause: fc.constantFrom('一', null),
    }),
    { minLength: 8, maxLength: 40 },
  ),
  lastAttemptMax: fc.integer({ min: 0, max: 4 }),
  neighbourMax: fc.integer({ min: 0, max: 4 }),
  atLeastCriteria: fc.constantFrom(0, 1, 3),
  seed: fc.nat(),
});

describe('EXM-3 limits of overlap, before anybody has started', () => {
  it('are promised only where every candidate gets a paper, whatever the others were given (1,500 pools)', () => {
    let promised = 0;
    fc.assert(
      fc.property(situation, ({ strata, items, lastAttemptMax, neighbourMax, atLeastCriteria, seed }) => {
        const blueprint: Blueprint = {
          algorithm: 'zhian-draw-2',
          strata,
          atLeastCriteria,
          overlap: { lastAttemptMax, neighbourMax },
        };
        const pool = new PaperPool(
          blueprint,
          items.map((more, index) => makeItem(String(index), more)),
        );
        const mine = pool.prepare(['p1']);
        const others = [mine, pool.prepare(['p2'])].filter((one) => checkPrepared(one).feasible);
        if (!others.includes(mine)) return;
        if (checkOverlap(mine, { lastAttempt: 'any paper', neighbours: 2 }).length > 0) return;
        promised += 1;
        for (let round = 0; round < 12; round += 1) {
          const given = (n: number): string[] => {
            const from = others[(seed + round + n) % others.length] as typeof mine;
            return draw(from, seed + round * 3 + n).slots.map((slot) => slot.questionId);
          };
          const lastAttempt = draw(mine, seed + round).slots.map((slot) => slot.questionId);
          draw(mine, round, { lastAttempt, neighbours: [given(1), given(2)] });
          expect(checkOverlap(mine, { lastAttempt, neighbours: 2 })).toEqual([]);
        }
      }),
      { numRuns: shareOf(1500), seed: 3 },
    );
    expect(promised).toBeGreaterThan(shareOf(100));
  });

  it('are exact for a last attempt and rows that do not overlap', () => {
    for (let size = 10; size <= 22; size += 1) {
      for (let most = 0; most <= 10; most += 2) {
        const blueprint: Blueprint = {
          algorithm: 'zhian-draw-2',
          strata: [single(10), { ...single(4), type: 'multiple' }],
          overlap: { lastAttemptMax: most },
        };
        const prepared = preparePool(blueprint, [...makeItems(size), ...makeItems(6, { type: 'multiple' }, 'm')]);
        const repeats = Math.max(0, 20 - size) + 2;
        expect([size, most, checkOverlap(prepared, { lastAttempt: 'any paper', neighbours: 0 }).length]).toEqual([
          size,
          most,
          repeats <= most ? 0 : 1,
        ]);
        const lastAttempt = draw(prepared, size).slots.map((slot) => slot.questionId);
        const start = () => draw(prepared, most, { lastAttempt });
        if (repeats <= most) start();
        else expect(start).toThrow(InfeasibleBlueprintError);
      }
    }
  });

  it('are refused with the rows, the number and the way out', () => {
    const prepared = preparePool(
      {
        algorithm: 'zhian-draw-2',
        strata: [single(5, { knowledgePoint: '顶板管理' }), { ...single(2), type: 'true_false' }],
        overlap: { lastAttemptMax: 1 },
      },
      [...makeItems(7, { knowledgePoint: '顶板管理' }), ...makeItems(9, { type: 'true_false' }, 't')],
    );
    expect(checkOverlap(prepared, { lastAttempt: 'any paper', neighbours: 0 })).toEqual([
      {
        stratumIndexes: [0],
        rule: 'overlap',
        required: 3,
        available: 1,
        message: '顶板管理 · 单选 缺 2 题：要避开上次考过的题，最多重复 1 题，题库不够时会重复 3 题。',
      },
    ]);
    expect(checkOverlap(prepared, { lastAttempt: null, neighbours: 2 })).toEqual([]);
    expect(checkOverlap(prepared, { lastAttempt: ['q-0001', 'q-unknown'], neighbours: 0 })).toEqual([]);
  });

  it('are refused where questions about the criteria get too few', () => {
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [single(4)],
      atLeastCriteria: 3,
      overlap: { lastAttemptMax: 0 },
    };
    const prepared = preparePool(blueprint, [
      ...makeItems(4, { criteriaClause: '一' }, 'c'),
      ...makeItems(30, {}, 'o'),
    ]);
    expect(checkOverlap(prepared, { lastAttempt: 'any paper', neighbours: 0 })).toMatchObject([
      { rule: 'overlap', message: expect.stringContaining('判定标准题不够至少 3 题') },
    ]);
  });

  it('are exact for neighbours of one row, and for a last attempt that is known', () => {
    for (let size = 10; size <= 32; size += 2) {
      for (const neighbourMax of [0, 3, 10]) {
        const prepared = preparePool(
          { algorithm: 'zhian-draw-2', strata: [single(10)], overlap: { neighbourMax } },
          makeItems(size),
        );
        for (const neighbours of [1, 2]) {
          const repeats = Math.max(0, 10 - Math.max(0, size - 10 * neighbours));
          const found = checkOverlap(prepared, { lastAttempt: null, neighbours });
          expect([
            size,
            neighbourMax,
            neighbours,
            found.map(({ required, available }) => [required, available]),
          ]).toEqual([size, neighbourMax, neighbours, repeats <= neighbourMax ? [] : [[repeats, neighbourMax]]]);
        }
      }
      for (const known of [0, 4, 10]) {
        const prepared = preparePool(
          { algorithm: 'zhian-draw-2', strata: [single(10)], overlap: { lastAttemptMax: 2 } },
          makeItems(size),
        );
        const ids = makeItems(known).map(({ questionId }) => questionId);
        // Named twice, or gone from the bank meanwhile, a question counts once, or not at all.
        const lastAttempt = [...ids, ...ids, 'q-gone'];
        const repeats = Math.max(0, 10 - (size - known));
        const found = checkOverlap(prepared, { lastAttempt, neighbours: 0 });
        expect([size, known, found.map(({ required }) => required)]).toEqual([
          size,
          known,
          repeats <= 2 ? [] : [repeats],
        ]);
      }
    }
  });

  it('are exact for a known last attempt and neighbours together', () => {
    for (const [size = 0, known = 0, lastAttemptMax = 0, neighbourMax = 0] of combinations(
      [10, 14, 18, 22],
      [0, 3, 6],
      [0, 2],
      [0, 4, 9],
    )) {
      const prepared = preparePool(
        { algorithm: 'zhian-draw-2', strata: [single(10)], overlap: { lastAttemptMax, neighbourMax } },
        makeItems(size),
      );
      const lastAttempt = makeItems(known).map(({ questionId }) => questionId);
      const spoilt = Math.min(size - known, 10);
      const repeats = Math.max(0, 10 - (size - known - spoilt));
      // Of the repeats, those that are not the neighbour's come from the last attempt; what he has seen they may have too.
      const kept = repeats <= neighbourMax && repeats - spoilt <= Math.min(lastAttemptMax, known);
      const found = checkOverlap(prepared, { lastAttempt, neighbours: 1 });
      expect([size, known, lastAttemptMax, neighbourMax, found.length]).toEqual([
        size,
        known,
        lastAttemptMax,
        neighbourMax,
        kept ? 0 : 1,
      ]);
    }
  });

  it('are exact for one unknown paper and questions about the criteria, which it may have used up', () => {
    for (const [criteria = 0, others = 0, most = 0, wanted = 0] of combinations(
      [0, 2, 4, 6],
      [0, 2, 4, 6],
      [0, 1, 3],
      [0, 1, 3],
    )) {
      const blueprint: Blueprint = {
        algorithm: 'zhian-draw-2',
        strata: [single(4)],
        atLeastCriteria: wanted,
        overlap: { lastAttemptMax: most },
      };
      const prepared = preparePool(blueprint, [
        ...makeItems(criteria, { criteriaClause: '一' }, 'c'),
        ...makeItems(others, {}, 'o'),
      ]);
      if (!checkPrepared(prepared).feasible) continue;
      const spoiltCriteria = Math.min(criteria, 4);
      const spoiltOthers = Math.min(others, 4 - spoiltCriteria);
      const kept = combinations(
        upTo(criteria - spoiltCriteria),
        upTo(others - spoiltOthers),
        upTo(spoiltCriteria),
        upTo(spoiltOthers),
      ).some(
        ([fresh = 0, other = 0, again = 0, otherAgain = 0]) =>
          fresh + other + again + otherAgain === 4 && again + otherAgain <= most && fresh + again >= wanted,
      );
      const found = checkOverlap(prepared, { lastAttempt: 'any paper', neighbours: 0 });
      expect([criteria, others, most, wanted, found.length]).toEqual([criteria, others, most, wanted, kept ? 0 : 1]);
    }
  });

  it('count near-duplicates that were seen as one', () => {
    const twins = makeItems(2, { duplicateGroup: 'g' }, 'g');
    const prepared = preparePool({ algorithm: 'zhian-draw-2', strata: [single(4)], overlap: { lastAttemptMax: 0 } }, [
      ...twins,
      ...makeItems(4),
    ]);
    const lastAttempt = twins.map(({ questionId }) => questionId);
    expect(checkOverlap(prepared, { lastAttempt, neighbours: 0 })).toEqual([]);
    expect(checkOverlap(prepared, { lastAttempt: [...lastAttempt, 'q-0000'], neighbours: 0 })).toMatchObject([
      { required: 1, available: 0 },
    ]);
  });

  it('say nothing where the blueprint sets none, whatever is known', () => {
    const strata = [single(4)];
    const pool = makeItems(4);
    const everything = { lastAttempt: 'any paper', neighbours: 2 } as const;
    const plain = preparePool({ algorithm: 'zhian-draw-2', strata }, pool);
    expect(checkOverlap(plain, everything)).toEqual([]);
    const neighbourly = preparePool({ algorithm: 'zhian-draw-2', strata, overlap: { neighbourMax: 0 } }, pool);
    expect(checkOverlap(neighbourly, { ...everything, neighbours: 0 })).toEqual([]);
    const mine = preparePool({ algorithm: 'zhian-draw-2', strata, overlap: { lastAttemptMax: 4 } }, pool);
    expect(checkOverlap(mine, everything)).toEqual([]);
  });

  it('name every row that lacks questions, in the order of the paper, and whose questions are to be avoided', () => {
    const strata = [
      single(2, { knowledgePoint: '甲' }),
      single(2, { knowledgePoint: '乙' }),
      single(3, { knowledgePoint: '丙' }),
    ];
    const prepared = preparePool(
      { algorithm: 'zhian-draw-2', strata, overlap: { lastAttemptMax: 1, neighbourMax: 2 } },
      [
        ...makeItems(2, { knowledgePoint: '甲' }, 'a'),
        ...makeItems(9, { knowledgePoint: '乙' }, 'b'),
        ...makeItems(3, { knowledgePoint: '丙' }, 'c'),
      ],
    );
    const both = checkOverlap(prepared, { lastAttempt: 'any paper', neighbours: 1 });
    expect(both).toMatchObject([{ stratumIndexes: [0, 2], required: 5, available: 1 }]);
    expect(both[0]?.message).toBe(
      '甲 · 单选、丙 · 单选 缺 4 题：要避开上次考过的题和邻座的题，最多重复 1 题，题库不够时会重复 5 题。',
    );
    const [near] = checkOverlap(prepared, { lastAttempt: null, neighbours: 1 });
    expect(near?.message).toContain('缺 3 题：要避开邻座的题，最多重复 2 题');
  });
});

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, number) => number);

/** Every choice of one of each. */
function combinations(...lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>((found, list) => found.flatMap((one) => list.map((next) => [...one, next])), [[]]);
}
