import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { chiSquareLimit, chiSquareUniform } from '../testing/chi-square.js';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import { fits } from './blueprint.js';
import type { BankItem, Blueprint, Stratum } from './blueprint.js';
import { InfeasibleBlueprintError, drawFromPrepared, drawPaper } from './draw-paper.js';
import type { Paper } from './draw-paper.js';
import { checkPrepared } from './feasibility.js';
import type { DrawContext } from './overlap.js';
import { preparePool } from './prepared-pool.js';
import { shareOf } from '../testing/share-of.js';

const OWN = ['p1'];

const stratum: fc.Arbitrary<Stratum> = fc
  .record({
    type: fc.constantFrom('single' as const, 'single' as const, 'multiple' as const),
    count: fc.integer({ min: 0, max: 2 }),
    tags: fc.oneof(
      fc.constant({}),
      fc.constantFrom({ knowledgePoint: '瓦斯' }, { knowledgePoint: '瓦斯/突出' }),
      fc.constantFrom({ ownPost: true }, { ownPost: true, knowledgePoint: '瓦斯' }),
      fc.constantFrom({ criteria: true }, { criteriaClause: '第四条' }),
      fc.constantFrom({ difficulty: 1 }, { difficulty: 1, difficultyTo: 2 }),
    ),
  })
  .map(({ type, count, tags }) => ({ type, count, points: 100, ...tags }));

const item = fc.record({
  type: fc.constantFrom('single' as const, 'single' as const, 'single' as const, 'multiple' as const),
  knowledgePoint: fc.constantFrom('瓦斯', '瓦斯/突出', '瓦斯突出', null),
  postIds: fc.constantFrom(['p1'], ['p2'], ['p2', 'p1'], []),
  difficulty: fc.constantFrom(1, 2, 3, null),
  criteriaClause: fc.constantFrom('第四条', null, null),
  duplicateGroup: fc.constantFrom('x', 'y', null, null, null, null),
});

const someOf = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 7 });

const situation = fc.record({
  strata: fc.array(stratum, { minLength: 1, maxLength: 3 }),
  items: fc.array(item, { minLength: 5, maxLength: 9 }),
  required: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 1 }),
  atLeastCriteria: fc.constantFrom(0, 0, 1, 2),
  lastAttemptMax: fc.constantFrom(undefined, 0, 1, 2),
  neighbourMax: fc.constantFrom(undefined, 0, 1, 2),
  lastAttempt: someOf,
  neighbours: fc.array(someOf, { maxLength: 2 }),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

const idOf = (index: number): string => `q-${index}`;

function read(found: Situation): { blueprint: Blueprint; pool: BankItem[]; context: DrawContext } {
  const { lastAttemptMax, neighbourMax } = found;
  return {
    blueprint: {
      algorithm: 'zhian-draw-2',
      strata: found.strata,
      required: found.required.map(idOf),
      atLeastCriteria: found.atLeastCriteria,
      overlap: {
        ...(lastAttemptMax === undefined ? {} : { lastAttemptMax }),
        ...(neighbourMax === undefined ? {} : { neighbourMax }),
      },
    },
    pool: found.items.map((more, index) => makeItem(String(index), more)),
    context: { lastAttempt: found.lastAttempt.map(idOf), neighbours: found.neighbours.map((ids) => ids.map(idOf)) },
  };
}

const groupOf = (one: BankItem): string => one.duplicateGroup ?? one.questionId;

/** What the rules of a unit leave: a required question, and one about the criteria where they count, bar their near-duplicates. */
function usable(blueprint: Blueprint, pool: readonly BankItem[]): BankItem[] {
  return pool.filter((one) => {
    const group = pool.filter((other) => groupOf(other) === groupOf(one));
    const wanted = group.find((other) => blueprint.required?.includes(other.questionId));
    if (wanted) return wanted.questionId === one.questionId;
    return (
      !blueprint.atLeastCriteria || one.criteriaClause !== null || group.every((other) => other.criteriaClause === null)
    );
  });
}

function keeps(
  blueprint: Blueprint,
  pool: readonly BankItem[],
  context: DrawContext,
  used: readonly BankItem[],
): boolean {
  const repeats = (ids: readonly string[]): number => {
    const seen = new Set(pool.filter((one) => ids.includes(one.questionId)).map(groupOf));
    return used.filter((one) => seen.has(groupOf(one))).length;
  };
  const { lastAttemptMax = Infinity, neighbourMax = Infinity } = blueprint.overlap ?? {};
  return (
    used.filter((one) => one.criteriaClause !== null).length >= (blueprint.atLeastCriteria ?? 0) &&
    (blueprint.required ?? []).every((id) => used.some((one) => one.questionId === id)) &&
    repeats(context.lastAttempt ?? []) <= lastAttemptMax &&
    (context.neighbours ?? []).every((ids) => repeats(ids) <= neighbourMax)
  );
}

/** By exhaustion: is there any paper at all? */
function someoneCould(blueprint: Blueprint, pool: readonly BankItem[], context: DrawContext): boolean {
  const places = blueprint.strata.flatMap((rule) => Array.from({ length: rule.count }, () => rule));
  const items = usable(blueprint, pool);
  const fill = (at: number, used: readonly BankItem[]): boolean => {
    const rule = places[at];
    if (rule === undefined) return keeps(blueprint, pool, context, used);
    return items.some(
      (one) =>
        fits(one, rule, OWN) && used.every((other) => groupOf(other) !== groupOf(one)) && fill(at + 1, [...used, one]),
    );
  };
  return fill(0, []);
}

function tryDraw(found: Situation, seed: string): Paper | null {
  const { blueprint, pool, context } = read(found);
  try {
    return drawPaper({
      blueprint,
      pool,
      context: { ...context, ownPostIds: OWN },
      seed,
      shuffleOptions: true,
      shuffleQuestions: true,
    });
  } catch (error) {
    if (error instanceof InfeasibleBlueprintError) return null;
    throw error;
  }
}

describe('EXM-3 zhian-draw-2', () => {
  it('gives a paper exactly when there is one, and the paper keeps every rule (4,000 cases against exhaustive search)', () => {
    let drawn = 0;
    let refusedByLimits = 0;
    fc.assert(
      fc.property(situation, fc.nat(), (found, seed) => {
        const { blueprint, pool, context } = read(found);
        const possible = someoneCould(blueprint, pool, context);
        const paper = tryDraw(found, seedOf(seed));
        expect(paper !== null).toBe(possible);
        const plain = checkPrepared(preparePool(blueprint, pool, OWN)).feasible;
        expect(plain).toBe(someoneCould({ ...blueprint, overlap: {} }, pool, {}));
        if (plain && !possible) refusedByLimits += 1;
        if (paper === null) return;
        drawn += 1;
        expect(tryDraw(found, seedOf(seed))).toEqual(paper);
        const used = paper.slots.map((slot) => pool.find((one) => one.versionId === slot.versionId) as BankItem);
        expect(new Set(used.map(groupOf)).size).toBe(used.length);
        expect(keeps(blueprint, pool, context, used)).toBe(true);
        // The questions of the paper alone fill the strata, with nothing left over.
        expect(used).toHaveLength(blueprint.strata.reduce((sum, rule) => sum + rule.count, 0));
        expect(someoneCould({ strata: blueprint.strata }, used, {})).toBe(true);
      }),
      { numRuns: shareOf(4000), seed: 11 },
    );
    expect(drawn).toBeGreaterThan(shareOf(600));
    expect(refusedByLimits).toBeGreaterThanOrEqual(shareOf(200));
  });

  it('repeats no more than allowed of a neighbour and of the last attempt, whatever chance would say', () => {
    const pool = makeItems(60);
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'single', count: 20, points: 100 }],
      overlap: { lastAttemptMax: 2, neighbourMax: 4 },
    };
    const prepared = preparePool(blueprint, pool);
    const ids = pool.map((one) => one.questionId);
    const context = { lastAttempt: ids.slice(0, 20), neighbours: [ids.slice(15, 35), ids.slice(30, 50)] };
    for (let seed = 0; seed < shareOf(100); seed += 1) {
      const paper = drawFromPrepared(prepared, {
        seed: seedOf(seed),
        shuffleOptions: true,
        shuffleQuestions: true,
        context,
      });
      const repeats = (from: readonly string[]): number =>
        paper.slots.filter((slot) => from.includes(slot.questionId)).length;
      expect(repeats(context.lastAttempt)).toBeLessThanOrEqual(2);
      for (const neighbour of context.neighbours) expect(repeats(neighbour)).toBeLessThanOrEqual(4);
    }
  });

  it('holds the context in the paper, reduced to what decides it', () => {
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'single', count: 1, points: 100, ownPost: true }],
      overlap: { lastAttemptMax: 0 },
    };
    const pool = [makeItem('1', { postIds: ['p1'] }), makeItem('2', { postIds: ['p1'] })];
    const paper = drawPaper({
      blueprint,
      pool,
      context: { ownPostIds: ['p2', 'p1'], lastAttempt: ['q-gone', 'q-1', 'q-1'], neighbours: [['q-2']] },
      seed: seedOf(1),
      shuffleOptions: true,
      shuffleQuestions: true,
    });
    expect(paper).toMatchObject({
      algorithm: 'zhian-draw-2',
      context: { ownPostIds: ['p1', 'p2'], lastAttempt: ['q-1'] },
      slots: [{ questionId: 'q-2' }],
    });
    expect(paper.context).not.toHaveProperty('neighbours');
  });

  it('gives equal chances to questions that are alike, also where the rules have to be forced (A05, χ², p > 0.001)', () => {
    // Chance alone would draw 2 of the 10 about criteria; 8 are asked for, so every paper is guided.
    const pool = [...makeItems(10, { criteriaClause: '第四条' }, 'c'), ...makeItems(40, {}, 'o')];
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'single', count: 10, points: 100 }],
      atLeastCriteria: 8,
    };
    const prepared = preparePool(blueprint, pool);
    const counts = new Map(pool.map((one) => [one.versionId, 0]));
    for (let seed = 0; seed < shareOf(3000); seed += 1) {
      const paper = drawFromPrepared(prepared, { seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false });
      for (const slot of paper.slots) counts.set(slot.versionId, (counts.get(slot.versionId) ?? 0) + 1);
    }
    const of = (prefix: string): number[] =>
      [...counts].filter(([id]) => id.startsWith(`v-${prefix}`)).map(([, n]) => n);
    expect(of('c').reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(8 * shareOf(3000));
    expect(chiSquareUniform(of('c'))).toBeLessThan(chiSquareLimit(9));
    expect(chiSquareUniform(of('o'))).toBeLessThan(chiSquareLimit(39));
  });

  it('lets no stratum use up what a limit allows', () => {
    // Both strata hold 10 seen and 6 fresh questions and want 8: at least 2 repeats each, 6 allowed for both.
    const pool = [...makeItems(16, { knowledgePoint: '甲' }, 'a'), ...makeItems(16, { knowledgePoint: '乙' }, 'b')];
    const rows = ['甲', '乙'].map((knowledgePoint) => ({
      type: 'single' as const,
      count: 8,
      points: 100,
      knowledgePoint,
    }));
    const prepared = preparePool({ algorithm: 'zhian-draw-2', strata: rows, overlap: { lastAttemptMax: 5 } }, pool);
    const lastAttempt = pool.map((one) => one.questionId).filter((id) => Number(id.slice(-4)) < 10);
    const repeats = { a: 0, b: 0 };
    for (let seed = 0; seed < shareOf(600); seed += 1) {
      const options = { seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false, context: { lastAttempt } };
      for (const slot of drawFromPrepared(prepared, options).slots) {
        if (lastAttempt.includes(slot.questionId)) repeats[slot.questionId.charAt(2) as 'a' | 'b'] += 1;
      }
    }
    expect(repeats.a + repeats.b).toBeLessThanOrEqual(600 * 5);
    expect(Math.abs(repeats.a - repeats.b)).toBeLessThan(4 * Math.sqrt(repeats.a + repeats.b));
  });

  it('says how many questions about the criteria can be had', () => {
    const pool = [...makeItems(3, { criteriaClause: '第四条' }, 'c'), ...makeItems(9, {}, 'o')];
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'single', count: 10, points: 100 }],
      atLeastCriteria: 5,
    };
    expect(checkPrepared(preparePool(blueprint, pool))).toEqual({
      feasible: false,
      shortages: [
        {
          stratumIndexes: [],
          rule: 'criteria',
          required: 5,
          available: 3,
          message: '判定标准题缺 2 题：至少要 5 题，按这些规则最多抽得到 3 题。',
        },
      ],
    });
  });

  it('names the post of whoever lacks questions', () => {
    const blueprint: Blueprint = {
      algorithm: 'zhian-draw-2',
      strata: [{ type: 'multiple', count: 4, points: 100, ownPost: true, knowledgePoint: '触电急救' }],
    };
    const pool = [makeItem('1', { type: 'multiple', postIds: ['p1'], knowledgePoint: '触电急救/心肺复苏' })];
    expect(checkPrepared(preparePool(blueprint, pool, ['p1'], '低压电工'))).toMatchObject({
      shortages: [{ message: '低压电工 · 触电急救 · 多选 缺 3 题：要 4 题，可用 1 题。' }],
    });
    expect(checkPrepared(preparePool(blueprint, pool, ['p2']))).toMatchObject({
      shortages: [{ message: '本岗位 · 触电急救 · 多选 缺 4 题：要 4 题，可用 0 题。' }],
    });
  });

  it.each([
    ['安全生产法第二十条', '《安全生产法》第二十条第一款', true],
    ['安全生产法第二十条', '安全生产法 第二十条', true],
    ['安全生产法第二十', '安全生产法第二十八条', false],
    ['4.1', '4.10', false],
    ['4.1', '4.1.2', true],
    ['安全生产法', '消防法第二条', false],
  ])('takes «%s» to cover «%s»: %s', (wanted, clause, covered) => {
    const rule: Stratum = { type: 'single', count: 1, points: 100 };
    expect(fits(makeItem('1', { sourceClause: clause }), { ...rule, sourceClause: wanted })).toBe(covered);
    expect(fits(makeItem('1', { criteriaClause: clause }), { ...rule, criteriaClause: wanted })).toBe(covered);
    expect(fits(makeItem('1'), { ...rule, criteriaClause: wanted })).toBe(false);
  });

  it('refuses new rules under the old name, and numbers that are none', () => {
    const strata: Stratum[] = [{ type: 'single', count: 1, points: 100 }];
    expect(() => preparePool({ strata, atLeastCriteria: 1 }, [])).toThrow(RangeError);
    expect(() => preparePool({ strata, overlap: {} }, [])).toThrow(RangeError);
    expect(() => preparePool({ strata: [{ type: 'single', count: 1, points: 1, ownPost: true }] }, [])).toThrow(
      RangeError,
    );
    for (const wrong of [-1, 0.5]) {
      const rules = [
        { atLeastCriteria: wrong },
        { overlap: { lastAttemptMax: wrong } },
        { overlap: { neighbourMax: wrong } },
      ];
      for (const rule of rules) {
        expect(() => preparePool({ algorithm: 'zhian-draw-2', strata, ...rule }, [])).toThrow(RangeError);
      }
    }
  });
});
