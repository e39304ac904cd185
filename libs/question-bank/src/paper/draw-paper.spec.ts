import { describe, expect, it } from '@jest/globals';
import { chiSquareLimit, chiSquareUniform } from '../testing/chi-square.js';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import type { Blueprint } from './blueprint.js';
import { drawFromPrepared, drawPaper } from './draw-paper.js';
import type { Paper } from './draw-paper.js';
import { preparePool } from './prepared-pool.js';
import { shareOf } from '../testing/share-of.js';

const POOL = [
  ...makeItems(40, { type: 'single', knowledgePoint: '瓦斯' }, 's'),
  ...makeItems(30, { type: 'multiple' }, 'm'),
  ...makeItems(30, { type: 'true_false', optionTexts: ['正确', '错误'] }, 't'),
];
const BLUEPRINT: Blueprint = {
  strata: [
    { type: 'true_false', count: 5, points: 100 },
    { type: 'single', count: 8, points: 100 },
    { type: 'multiple', count: 4, points: 250 },
    { type: 'single', count: 2, points: 150, knowledgePoint: '瓦斯' },
  ],
};
const draw = (
  seed: number,
  more: { shuffleOptions?: boolean; shuffleQuestions?: boolean; pool?: typeof POOL } = {},
): Paper =>
  drawPaper({
    blueprint: BLUEPRINT,
    pool: POOL,
    seed: seedOf(seed),
    shuffleOptions: true,
    shuffleQuestions: true,
    ...more,
  });

const ids = (paper: Paper): string[] => paper.slots.map((slot) => slot.versionId);

describe('A05 seeded papers', () => {
  it('give the same paper for the same inputs, whatever the order of the pool', () => {
    for (let seed = 0; seed < shareOf(200); seed += 1) {
      const rotated = [...POOL.slice(seed % POOL.length), ...POOL.slice(0, seed % POOL.length)].toReversed();
      expect(draw(seed, { pool: rotated })).toEqual(draw(seed));
    }
  });

  it('are fixed by the algorithm name: this seed gives this paper for ever', () => {
    const paper = drawPaper({
      blueprint: {
        strata: [
          { type: 'single', count: 3, points: 100 },
          { type: 'multiple', count: 1, points: 200 },
        ],
      },
      pool: POOL,
      seed: '00'.repeat(32),
      shuffleOptions: true,
      shuffleQuestions: true,
    });
    expect(paper.algorithm).toBe('zhian-draw-1');
    expect(paper.slots.map((slot) => `${slot.versionId} ${slot.optionOrder.join('')}`)).toMatchInlineSnapshot(`
     [
       "v-s0000 1302",
       "v-s0024 0321",
       "v-s0035 2031",
       "v-m0001 2013",
     ]
    `);
  });

  it('hold exactly what the blueprint asks, each question once, types in the order of a paper (1,000 seeds)', () => {
    const papers = new Set<string>();
    for (let seed = 0; seed < shareOf(1000); seed += 1) {
      const paper = draw(seed);
      expect(paper.slots.map((slot) => slot.slot)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
      expect(paper.slots.map((slot) => slot.type).join()).toBe(
        [...Array(10).fill('single'), ...Array(4).fill('multiple'), ...Array(5).fill('true_false')].join(),
      );
      expect(new Set(paper.slots.map((slot) => slot.questionId)).size).toBe(19);
      expect(paper.slots.filter((slot) => slot.points === 150)).toHaveLength(2);
      expect(paper.totalPoints).toBe(500 + 800 + 1000 + 300);
      papers.add(paper.slots.map((slot) => slot.versionId).join());
    }
    expect(papers.size).toBe(shareOf(1000));
  });

  it('draw every question equally often (χ², p > 0.001)', () => {
    const pool = makeItems(50);
    const prepared = preparePool({ strata: [{ type: 'single', count: 10, points: 100 }] }, pool);
    const counts = new Map(pool.map((item) => [item.versionId, 0]));
    for (let seed = 0; seed < shareOf(5000); seed += 1) {
      const options = { seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false };
      for (const slot of drawFromPrepared(prepared, options).slots) {
        counts.set(slot.versionId, (counts.get(slot.versionId) ?? 0) + 1);
      }
    }
    // Draws without replacement vary less than independent ones by the factor (N − n) / (N − 1).
    expect(chiSquareUniform([...counts.values()]) / (40 / 49)).toBeLessThan(chiSquareLimit(49));
  });

  it('give near-duplicates one chance together and equal chances among themselves', () => {
    const pool = [makeItem('1', { duplicateGroup: 'g' }), makeItem('2', { duplicateGroup: 'g' }), makeItem('3')];
    const prepared = preparePool({ strata: [{ type: 'single', count: 1, points: 100 }] }, pool);
    const counts = { 'v-1': 0, 'v-2': 0, 'v-3': 0 };
    for (let seed = 0; seed < shareOf(8000); seed += 1) {
      const paper = drawFromPrepared(prepared, { seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false });
      counts[paper.slots[0]?.versionId as keyof typeof counts] += 1;
    }
    expect(chiSquareUniform([counts['v-1'] + counts['v-2'], counts['v-3']])).toBeLessThan(chiSquareLimit(1));
    expect(chiSquareUniform([counts['v-1'], counts['v-2']])).toBeLessThan(chiSquareLimit(1));
  });

  it('show the key at every position, and every question at every place, equally often (χ², p > 0.001)', () => {
    const positions = [0, 0, 0, 0];
    const prepared = preparePool({ strata: [{ type: 'single', count: 20, points: 100 }] }, makeItems(20));
    const places = Array.from({ length: 20 }, () => 0);
    for (let seed = 0; seed < shareOf(5000); seed += 1) {
      const paper = drawFromPrepared(prepared, { seed: seedOf(seed), shuffleOptions: true, shuffleQuestions: true });
      for (const slot of paper.slots) {
        const place = slot.optionOrder.indexOf(2);
        positions[place] = (positions[place] ?? 0) + 1;
        if (slot.versionId === 'v-0007') places[slot.slot - 1] = (places[slot.slot - 1] ?? 0) + 1;
      }
    }
    expect(positions.reduce((sum, count) => sum + count, 0)).toBe(20 * shareOf(5000));
    expect(chiSquareUniform(positions)).toBeLessThan(chiSquareLimit(3));
    expect(chiSquareUniform(places)).toBeLessThan(chiSquareLimit(19));
  });

  it('draw the same questions with and without shuffling, in a stable order without', () => {
    const plain = draw(3, { shuffleOptions: false, shuffleQuestions: false });
    expect(ids(draw(3)).sort()).toEqual(ids(plain).sort());
    const singles = plain.slots.filter((slot) => slot.type === 'single');
    expect(singles.map((slot) => slot.points)).toEqual([...Array(8).fill(100), 150, 150]);
    expect(ids({ ...plain, slots: singles.slice(0, 8) })).toEqual(ids({ ...plain, slots: singles.slice(0, 8) }).sort());
    expect(plain.slots.every((slot) => slot.optionOrder.every((stored, shown) => stored === shown))).toBe(true);
  });

  it('never shuffle true/false', () => {
    for (let seed = 0; seed < shareOf(50); seed += 1) {
      for (const slot of draw(seed).slots.filter((found) => found.type === 'true_false')) {
        expect(slot.optionOrder).toEqual([0, 1]);
      }
    }
  });

  it.each([
    ['«以上都是» at the end', ['甲', '乙', '丙', '以上都是'], 6, (order: number[]) => order[3] === 3],
    ['a reference by letter', ['甲', '乙', '丙', 'A和B都对'], 1, () => true],
    ['«以上都是» with others behind', ['甲', '乙', '以上都是', '丁'], 1, () => true],
    ['no reference', ['甲', '乙', '丙', '丁'], 24, () => true],
  ])('keep pinned options in place: %s', (_, optionTexts, orders, holds) => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const blueprint = { strata: [{ type: 'single' as const, count: 1, points: 100 }] };
      const paper = drawPaper({
        blueprint,
        pool: [makeItem('1', { optionTexts })],
        seed: seedOf(seed),
        shuffleOptions: true,
        shuffleQuestions: true,
      });
      const order = paper.slots[0]?.optionOrder ?? [];
      expect(holds(order)).toBe(true);
      expect([...order].sort()).toEqual([0, 1, 2, 3]);
      seen.add(order.join(''));
    }
    expect(seen.size).toBe(orders);
  });

  it('hold required questions always and excluded ones never', () => {
    const required = ['q-s0003', 'q-m0004'];
    const excluded = POOL.slice(5, 35).map((item) => item.questionId);
    for (let seed = 0; seed < shareOf(100); seed += 1) {
      const paper = drawPaper({
        blueprint: { ...BLUEPRINT, required, excluded },
        pool: POOL,
        seed: seedOf(seed),
        shuffleOptions: true,
        shuffleQuestions: true,
      });
      const ids = paper.slots.map((slot) => slot.questionId);
      expect(ids).toEqual(expect.arrayContaining(required));
      expect(ids.filter((id) => excluded.includes(id))).toEqual([]);
    }
  });

  it('place required questions so that all of them find room', () => {
    // q-1 fits both strata, q-2 only the second: q-1 must never take the second one's only place.
    const blueprint = {
      strata: [
        { type: 'single' as const, count: 2, points: 100, difficulty: 3 },
        { type: 'single' as const, count: 1, points: 100, knowledgePoint: '瓦斯' },
      ],
      required: ['q-1', 'q-2'],
    };
    const pool = [
      makeItem('1', { knowledgePoint: '瓦斯', difficulty: 3 }),
      makeItem('2', { knowledgePoint: '瓦斯' }),
      ...makeItems(5, { difficulty: 3 }),
    ];
    for (let seed = 0; seed < shareOf(50); seed += 1) {
      const paper = drawPaper({ blueprint, pool, seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false });
      expect(paper.slots.map((slot) => slot.questionId)).toEqual(expect.arrayContaining(['q-1', 'q-2']));
    }
  });

  it('find a paper where luck would run into a dead end', () => {
    // Only the rare questions fit the second stratum; taking one of them for the first leaves it empty.
    const blueprint = {
      strata: [
        { type: 'single' as const, count: 30, points: 100 },
        { type: 'single' as const, count: 10, points: 100, knowledgePoint: '稀有' },
      ],
    };
    const pool = [...makeItems(30, {}, 'a'), ...makeItems(10, { knowledgePoint: '稀有' }, 'b')];
    for (let seed = 0; seed < shareOf(50); seed += 1) {
      const paper = drawPaper({ blueprint, pool, seed: seedOf(seed), shuffleOptions: false, shuffleQuestions: false });
      expect(paper.slots).toHaveLength(40);
    }
  });
});
