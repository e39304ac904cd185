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
});
