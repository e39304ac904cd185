import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { chiSquareLimit, chiSquareUniform } from '../testing/chi-square.js';
import { runElsewhere } from '../testing/other-process.js';
import { makeItems, seedOf } from '../testing/samples.js';
import type { Blueprint } from './blueprint.js';
import { drawFromPrepared } from './draw-paper.js';
import type { Paper } from './draw-paper.js';
import { preparePool } from './prepared-pool.js';

/** The law asks for 10,000 seeds: ZHIAN_RUNS=10000 for the whole size. */
const SEEDS = Number(process.env['ZHIAN_RUNS'] ?? 2000);

const POOL = [
  ...makeItems(60, { category: 'general', knowledgePoint: '法律法规' }, 'g'),
  ...makeItems(24, { category: 'professional', postIds: ['p1'], criteriaClause: '第四条' }, 'c'),
  ...makeItems(36, { category: 'professional', postIds: ['p1', 'p2'] }, 'o'),
  ...makeItems(30, { type: 'multiple' }, 'm'),
  ...makeItems(40, { type: 'true_false', optionTexts: ['正确', '错误'] }, 't').map((item, index) => ({
    ...item,
    duplicateGroup: `near ${index >> 1}`,
  })),
];
const BLUEPRINT: Blueprint = {
  algorithm: 'zhian-draw-2',
  strata: [
    { type: 'single', count: 10, points: 100, category: 'general' },
    { type: 'single', count: 10, points: 100, ownPost: true },
    { type: 'multiple', count: 6, points: 200 },
    { type: 'true_false', count: 5, points: 100 },
  ],
};
/** Chance meets it nearly always, or never: both ways of drawing are looked at. */
const GUIDED: Blueprint = { ...BLUEPRINT, atLeastCriteria: 9, overlap: { lastAttemptMax: 3 } };
const CONTEXT = { lastAttempt: POOL.filter((_, index) => index % 3 === 0).map((item) => item.questionId) };

function papersOf(blueprint: Blueprint, seeds: number): Paper[] {
  const prepared = preparePool(blueprint, POOL, ['p1']);
  return Array.from({ length: seeds }, (_, seed) =>
    drawFromPrepared(prepared, { seed: seedOf(seed), shuffleOptions: true, shuffleQuestions: true, context: CONTEXT }),
  );
}

describe(`A05 seeded papers (${SEEDS} seeds)`, () => {
  const papers = papersOf(BLUEPRINT, SEEDS);

  it('are identical in another process, and again after it was started anew', () => {
    const seeds = Math.min(SEEDS, 10_000);
    const guided = Math.ceil(seeds / 20);
    const here = createHash('sha256');
    for (const paper of [...papers.slice(0, seeds), ...papersOf(GUIDED, guided)]) here.update(JSON.stringify(paper));
    const script = `
      import { createHash } from 'node:crypto';
      import { drawFromPrepared } from './paper/draw-paper.js';
      import { preparePool } from './paper/prepared-pool.js';
      const seedOf = (n) => createHash('sha256').update('seed ' + n).digest('hex');
      const all = createHash('sha256');
      for (const [blueprint, seeds] of ${JSON.stringify([
        [BLUEPRINT, seeds],
        [GUIDED, guided],
      ])}) {
        const prepared = preparePool(blueprint, ${JSON.stringify(POOL.toReversed())}, ['p1']);
        for (let n = 0; n < seeds; n += 1) {
          all.update(JSON.stringify(drawFromPrepared(prepared, {
            seed: seedOf(n), shuffleOptions: true, shuffleQuestions: true, context: ${JSON.stringify(CONTEXT)},
          })));
        }
      }
      process.stdout.write(all.digest('hex'));`;
    const expected = here.digest('hex');
    expect(runElsewhere(script)).toBe(expected);
    expect(runElsewhere(script)).toBe(expected);
  });

  it('hold the counts of the blueprint, no question twice, and no two near-duplicates', () => {
    const groupOf = new Map(POOL.map((item) => [item.questionId, item.duplicateGroup ?? item.questionId]));
    for (const paper of papers) {
      const of = (prefix: string): number =>
        paper.slots.filter((slot) => slot.versionId.startsWith(`v-${prefix}`)).length;
      expect([of('g'), of('c') + of('o'), of('m'), of('t')]).toEqual([10, 10, 6, 5]);
      expect(new Set(paper.slots.map((slot) => groupOf.get(slot.questionId))).size).toBe(31);
      expect(paper.totalPoints).toBe(3700);
    }
  });

  it('draw every question of a row equally often (χ², p > 0.001)', () => {
    const counts = new Map(POOL.map((item) => [item.versionId, 0]));
    for (const paper of papers)
      for (const slot of paper.slots) counts.set(slot.versionId, (counts.get(slot.versionId) ?? 0) + 1);
    for (const [prefixes, size, drawn] of [
      ['g', 60, 10],
      ['co', 60, 10],
      ['m', 30, 6],
    ] as const) {
      const found = [...counts].filter(([id]) => prefixes.includes(id.charAt(2))).map(([, n]) => n);
      expect(found).toHaveLength(size);
      // Draws without replacement vary less than independent ones by the factor (N − n) / (N − 1).
      expect(chiSquareUniform(found) / ((size - drawn) / (size - 1))).toBeLessThan(chiSquareLimit(size - 1));
    }
    // Of near-duplicates the pair has one chance, and each of the two half of it.
    const pairs = Array.from({ length: 20 }, (_, pair) =>
      [2 * pair, 2 * pair + 1].map((n) => counts.get(`v-t${String(n).padStart(4, '0')}`) ?? 0),
    );
    expect(chiSquareUniform(pairs.map(([a = 0, b = 0]) => a + b)) / (15 / 19)).toBeLessThan(chiSquareLimit(19));
    expect(pairs.reduce((sum, pair) => sum + chiSquareUniform(pair), 0)).toBeLessThan(chiSquareLimit(20));
  });

  it('show the key at each of four places equally often (χ², p > 0.001)', () => {
    const places = [0, 0, 0, 0];
    for (const paper of papers) {
      for (const slot of paper.slots.filter((found) => found.type === 'single')) {
        const place = slot.optionOrder.indexOf(2);
        places[place] = (places[place] ?? 0) + 1;
      }
    }
    expect(places.reduce((sum, count) => sum + count, 0)).toBe(SEEDS * 20);
    expect(chiSquareUniform(places)).toBeLessThan(chiSquareLimit(3));
  });

  it('keep the rules where they have to be forced, all alike with equal chances', () => {
    const seen = new Set(CONTEXT.lastAttempt);
    const counts = new Map<string, number>();
    const guided = papersOf(GUIDED, Math.ceil(SEEDS / 4));
    for (const paper of guided) {
      expect(paper.slots.filter((slot) => slot.versionId.startsWith('v-c')).length).toBeGreaterThanOrEqual(9);
      expect(paper.slots.filter((slot) => seen.has(slot.questionId)).length).toBeLessThanOrEqual(3);
      for (const slot of paper.slots) counts.set(slot.questionId, (counts.get(slot.questionId) ?? 0) + 1);
    }
    const fresh = POOL.filter((item) => item.versionId.startsWith('v-g') && !seen.has(item.questionId));
    // Of 40 fresh questions nearly 10 come in each paper: the variance is smaller, so the bound is on the safe side.
    const found = fresh.map((item) => counts.get(item.questionId) ?? 0);
    expect(chiSquareUniform(found)).toBeLessThan(chiSquareLimit(found.length - 1));
  });
});
