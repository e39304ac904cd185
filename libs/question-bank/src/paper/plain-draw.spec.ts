import { describe, expect, it } from '@jest/globals';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import type { Blueprint, Stratum } from './blueprint.js';
import { PlainDraw, pickWeighted } from './plain-draw.js';
import { preparePool } from './prepared-pool.js';
import type { PreparedPool } from './prepared-pool.js';
import { SeededStream } from './seeded-stream.js';

const row = (count: number, more: Partial<Stratum> = {}): Stratum => ({ type: 'single', count, points: 100, ...more });
const rules = (strata: Stratum[], more: Partial<Blueprint> = {}): Blueprint => ({ strata, ...more });

/** A paper as «row:question», in the order in which it was drawn. */
const draw = (prepared: PreparedPool, seed: number): string[] =>
  new PlainDraw(prepared, new SeededStream(seedOf(seed), 'questions'))
    .run()
    .map(({ stratum, item }) => `${stratum}:${item.versionId.slice(2)}`);
const papers = (prepared: PreparedPool, seeds: number): string[] =>
  Array.from({ length: seeds }, (_, seed) => draw(prepared, seed).join(' '));

describe('A05 questions drawn row by row', () => {
  it('give every paper that the rows allow, and no other', () => {
    // 1 and 2 fit both rows; the first row must leave one of them to the second.
    const pool = [...makeItems(2, { knowledgePoint: '瓦斯' }, 'g'), ...makeItems(2, {}, 'o')];
    const prepared = preparePool(rules([row(2), row(1, { knowledgePoint: '瓦斯' })]), pool);
    const [g0, g1, o0, o1] = ['g0000', 'g0001', 'o0000', 'o0001'];
    const allowed = [
      [g0, o0, g1],
      [g0, o1, g1],
      [g1, o0, g0],
      [g1, o1, g0],
    ].flatMap(([a, b, c]) => [`0:${a} 0:${b} 1:${c}`, `0:${b} 0:${a} 1:${c}`]);
    for (const rare of [g0, g1]) allowed.push(`0:${o0} 0:${o1} 1:${rare}`, `0:${o1} 0:${o0} 1:${rare}`);
    expect([...new Set(papers(prepared, 400))].sort()).toEqual(allowed.sort());
  });

  it('leave the pool as it was: the same seed gives the same paper again, whatever was drawn in between', () => {
    const prepared = preparePool(rules([row(3), row(2, { difficulty: 1 })]), [
      ...makeItems(4, { difficulty: 1 }, 'a'),
      ...makeItems(4, {}, 'b'),
    ]);
    const first = papers(prepared, 30);
    expect(new Set(first).size).toBeGreaterThan(20);
    expect(papers(prepared, 30)).toEqual(first);
  });

  it('stand, of near-duplicates, for the row with one that fits it, each that fits with the same chance', () => {
    const prepared = preparePool(rules([row(1, { knowledgePoint: '瓦斯' }), row(1, { difficulty: 2 })]), [
      makeItem('1', { knowledgePoint: '瓦斯', difficulty: 1, duplicateGroup: 'g' }),
      makeItem('2', { knowledgePoint: '顶板', difficulty: 2, duplicateGroup: 'g' }),
      makeItem('3', { knowledgePoint: '瓦斯', difficulty: 3, duplicateGroup: 'g' }),
      makeItem('4', { knowledgePoint: '瓦斯', difficulty: 2 }),
    ]);
    const found = new Map<string, number>();
    for (const paper of papers(prepared, 400)) found.set(paper, (found.get(paper) ?? 0) + 1);
    expect([...found.keys()].sort()).toEqual(['0:1 1:4', '0:3 1:4', '0:4 1:2']);
    expect(Math.abs((found.get('0:1 1:4') ?? 0) - (found.get('0:3 1:4') ?? 0))).toBeLessThan(60);
  });
});

describe('A05 required questions', () => {
  it('come first, into each free place with the same chance', () => {
    const prepared = preparePool(rules([row(3), row(1, { knowledgePoint: '瓦斯' })], { required: ['q-r'] }), [
      makeItem('r', { knowledgePoint: '瓦斯' }),
      ...makeItems(4),
      ...makeItems(4, { knowledgePoint: '瓦斯' }, 'g'),
    ]);
    const drawn = papers(prepared, 400);
    const first = drawn.map((paper) => paper.split(' ')[0]);
    expect([...new Set(first)].sort()).toEqual(['0:r', '1:r']);
    // Three of four places are in the first row: 300 of 400, with a standard deviation of 8.7.
    expect(Math.abs(first.filter((place) => place === '0:r').length - 300)).toBeLessThan(35);
    for (const paper of drawn) expect(paper.match(/:r/g)).toHaveLength(1);
  });

  it('of one kind are all placed, those of other kinds too, and each row still gets its number', () => {
    const prepared = preparePool(
      rules([row(2), row(1, { knowledgePoint: '瓦斯' }), row(1, { difficulty: 1 })], {
        required: ['q-a', 'q-b', 'q-c'],
      }),
      [
        makeItem('a'),
        makeItem('b'),
        makeItem('c', { knowledgePoint: '瓦斯', difficulty: 1 }),
        ...makeItems(2, { difficulty: 1 }),
        makeItem('g', { knowledgePoint: '瓦斯' }),
      ],
    );
    for (const paper of papers(prepared, 60)) {
      const places = paper.split(' ');
      expect(places.map((place) => place.charAt(0)).sort()).toEqual(['0', '0', '1', '2']);
      expect(places).toEqual(expect.arrayContaining(['0:a', '0:b']));
      expect(places.some((place) => place.endsWith(':c') && !place.startsWith('0'))).toBe(true);
    }
  });

  it('leave a place to each other where room is scarce, and the rows what they need', () => {
    // «both» fits both rows. Nothing but «both» fits the second, so it may never stand in the first.
    const prepared = preparePool(rules([row(1), row(1, { knowledgePoint: '瓦斯' })], { required: ['q-both'] }), [
      makeItem('both', { knowledgePoint: '瓦斯' }),
      makeItem('other'),
    ]);
    expect([...new Set(papers(prepared, 40))]).toEqual(['1:both 0:other']);
  });

  it('have used up what they are: the rows after them count without them', () => {
    const prepared = preparePool(rules([row(2), row(1, { knowledgePoint: '瓦斯' })], { required: ['q-r'] }), [
      makeItem('r', { knowledgePoint: '瓦斯' }),
      makeItem('g', { knowledgePoint: '瓦斯' }),
      makeItem('o'),
    ]);
    expect([...new Set(papers(prepared, 60))].sort()).toEqual(['0:r 0:o 1:g', '1:r 0:g 0:o', '1:r 0:o 0:g']);
  });

  it('take the same numbers from the stream for ever, and so do the rows, also after a choice that could not stand', () => {
    // «a» and «b» are wanted by the second row, so many a choice for the first is taken back. Never drawn again to make this green.
    const prepared = preparePool(
      rules([row(3), row(2, { knowledgePoint: '瓦斯' }), row(1, { difficulty: 1 })], { required: ['q-r', 'q-s'] }),
      [
        makeItem('a', { knowledgePoint: '瓦斯' }),
        makeItem('b', { knowledgePoint: '瓦斯' }),
        makeItem('r', { difficulty: 1 }),
        makeItem('s', { difficulty: 1, knowledgePoint: '瓦斯' }),
        ...makeItems(2, {}, 'o'),
      ],
    );
    expect(papers(prepared, 6)).toMatchInlineSnapshot(`
     [
       "0:s 2:r 0:o0001 0:o0000 1:a 1:b",
       "1:s 2:r 0:a 0:o0000 0:o0001 1:b",
       "0:s 2:r 0:o0001 0:o0000 1:a 1:b",
       "2:s 0:r 0:o0001 0:o0000 1:a 1:b",
       "1:s 2:r 0:o0001 0:a 0:o0000 1:b",
       "1:s 2:r 0:a 0:o0000 0:o0001 1:b",
     ]
    `);
  });
});

describe('A05 a weighted choice', () => {
  it('falls on an index as often as its weight says, and never on one without weight', () => {
    const stream = new SeededStream(seedOf(1), 'test');
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < 6000; n += 1) {
      const at = pickWeighted(stream, [0, 1, 0, 5]);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    expect([counts[0], counts[2]]).toEqual([0, 0]);
    expect(counts).toHaveLength(4);
    // 1000 of 6000, with a standard deviation of 29.
    expect(Math.abs((counts[1] ?? 0) - 1000)).toBeLessThan(116);
  });
});
