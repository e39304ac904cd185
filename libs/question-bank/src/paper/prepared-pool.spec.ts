import { describe, expect, it } from '@jest/globals';
import { makeItem, makeItems } from '../testing/samples.js';
import type { BankItem, Blueprint, Stratum } from './blueprint.js';
import { PaperPool, preparePool } from './prepared-pool.js';
import type { PreparedPool, UnitClass } from './prepared-pool.js';

const row = (more: Partial<Stratum> = {}): Stratum => ({ type: 'single', count: 1, points: 100, ...more });
const prepare = (
  items: readonly BankItem[],
  { posts = [], ...more }: Partial<Blueprint> & { posts?: readonly string[] } = {},
): PreparedPool => preparePool({ algorithm: 'zhian-draw-2', strata: [row()], ...more }, items, posts);

/** The units of a class, each by the items it may stand for: «1+2 3». */
const unitsOf = (found: UnitClass | undefined): string =>
  (found?.units ?? []).map(({ items }) => items.map((item) => item.versionId.slice(2)).join('+')).join(' ');
const classesOf = (prepared: PreparedPool): [strata: string, units: string][] =>
  prepared.classes.map((found) => [found.strata.join(), unitsOf(found)]);

describe('EXM-3 what a paper may use once', () => {
  it('is a question with its near-duplicates, directly or through others, in the order of the version ids', () => {
    const pool = [
      makeItem('7', { questionId: 'q-5' }),
      makeItem('6', { duplicateGroup: 'c' }),
      makeItem('5', { duplicateGroup: 'b' }),
      makeItem('4', { questionId: 'q-3', duplicateGroup: 'a' }),
      makeItem('3', { duplicateGroup: 'b' }),
      makeItem('2', { duplicateGroup: 'a' }),
      makeItem('1'),
    ];
    expect(classesOf(prepare(pool))).toEqual([['0', '1 2+3+4+5+7 6']]);
    expect(classesOf(prepare(pool.toReversed()))).toEqual([['0', '1 2+3+4+5+7 6']]);
  });

  it('does not mistake a group for a question of the same name', () => {
    const pool = [makeItem('1', { duplicateGroup: 'q-2' }), makeItem('2'), makeItem('3', { duplicateGroup: 'g:q-2' })];
    expect(unitsOf(prepare(pool).classes[0])).toBe('1 2 3');
  });

  it('is neither an excluded question nor one that fits no row; its near-duplicates remain', () => {
    const pool = [
      makeItem('1', { duplicateGroup: 'a' }),
      makeItem('2', { duplicateGroup: 'a' }),
      makeItem('3'),
      makeItem('4', { type: 'multiple' }),
    ];
    const prepared = prepare(pool, { excluded: ['q-1', 'q-3'] });
    expect(classesOf(prepared)).toEqual([['0', '2']]);
    expect(['q-1', 'q-2', 'q-3', 'q-4', 'q-gone'].map((id) => prepared.find(id)?.unit.items.length ?? null)).toEqual([
      null,
      1,
      null,
      null,
      null,
    ]);
  });

  it('is a required question alone, in a class of its own, and its near-duplicates count as seen with it', () => {
    const pool = [
      makeItem('1', { duplicateGroup: 'a' }),
      makeItem('2', { duplicateGroup: 'a' }),
      makeItem('2b', { questionId: 'q-2' }),
      makeItem('3'),
    ];
    const prepared = prepare(pool, { required: ['q-2'] });
    expect(prepared.classes.map((found) => [found.required, unitsOf(found), found.size])).toEqual([
      [false, '3', 1],
      [true, '2+2b', 1],
    ]);
    expect(prepared.unplaceable).toEqual([]);
    expect(prepared.find('q-1')).toEqual({ unit: prepared.classes[1]?.units[0], classIndex: 1 });
    expect(prepared.find('q-3')).toEqual({ unit: prepared.classes[0]?.units[0], classIndex: 0 });
  });

  it('names the required questions that no paper can hold, each once and sorted', () => {
    const pool = [
      makeItem('1', { duplicateGroup: 'a' }),
      makeItem('2', { duplicateGroup: 'a' }),
      makeItem('3', { type: 'multiple' }),
      makeItem('4'),
    ];
    const required = ['q-gone', 'q-4', 'q-3', 'q-2', 'q-4', 'q-1', 'q-gone', 'q-5'];
    expect(prepare([...pool, makeItem('5')], { required, excluded: ['q-5'] }).unplaceable).toEqual([
      'q-2',
      'q-3',
      'q-5',
      'q-gone',
    ]);
    expect(prepare(pool).unplaceable).toEqual([]);
  });

  it('is only what asks about the criteria where a number of those is asked for', () => {
    const pool = [
      makeItem('1', { duplicateGroup: 'a' }),
      makeItem('2', { duplicateGroup: 'a', criteriaClause: '第四条' }),
      makeItem('3', { criteriaClause: '第五条' }),
      makeItem('4'),
    ];
    const counted = prepare(pool, { atLeastCriteria: 1 });
    expect(counted.classes.map((found) => [found.criteria, unitsOf(found)])).toEqual([
      [false, '4'],
      [true, '2 3'],
    ]);
    for (const prepared of [prepare(pool), prepare(pool, { atLeastCriteria: 0 })]) {
      expect(prepared.classes.map((found) => [found.criteria, unitsOf(found)])).toEqual([[false, '1+2 3 4']]);
    }
  });
});

describe('EXM-3 classes of what can do the same', () => {
  const POOL = [
    makeItem('1', { knowledgePoint: '瓦斯', difficulty: 1 }),
    makeItem('2', { knowledgePoint: '瓦斯' }),
    makeItem('3', { difficulty: 1 }),
    makeItem('4', { knowledgePoint: '瓦斯', difficulty: 1 }),
    makeItem('5', { knowledgePoint: '瓦斯', duplicateGroup: 'a' }),
    makeItem('6', { difficulty: 1, duplicateGroup: 'a' }),
  ];
  const strata = [row({ knowledgePoint: '瓦斯' }), row({ difficulty: 1 })];

  it('are made by the rows that a unit can fill, by any of its questions', () => {
    const prepared = prepare(POOL, { strata });
    expect(classesOf(prepared)).toEqual([
      ['0', '2'],
      ['0,1', '1 4 5+6'],
      ['1', '3'],
    ]);
    expect(prepared.byStratum).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(prepared.classes.map(({ reach }) => reach.join())).toEqual(['0', '0,1', '1']);
    expect(POOL.map((item) => [0, 1].filter((stratum) => prepared.fits(item, stratum)).join())).toEqual([
      '0,1',
      '0',
      '1',
      '0,1',
      '0',
      '1',
    ]);
    expect(prepared.fits(makeItem('7', { type: 'multiple' }), 0)).toBe(false);
  });

  it('hold one unit for all its questions where the row of the second stands before that of the first', () => {
    const pool = [
      makeItem('1', { difficulty: 1, duplicateGroup: 'a' }),
      makeItem('2', { knowledgePoint: '瓦斯', duplicateGroup: 'a' }),
      makeItem('3', { knowledgePoint: '瓦斯', difficulty: 1 }),
    ];
    expect(classesOf(prepare(pool, { strata }))).toEqual([['0,1', '1+2 3']]);
  });

  it('stand in the order of their names for ever, because the draw counts on it', () => {
    const many = Array.from({ length: 11 }, (_, index) => row({ difficulty: index + 1 }));
    const pool = [
      ...[11, 10, 3, 2].map((difficulty) => makeItem(`d${difficulty}`, { difficulty })),
      makeItem('c2', { difficulty: 2, criteriaClause: '第四条' }),
      makeItem('r3', { difficulty: 3 }),
    ];
    const prepared = prepare(pool, { strata: many, required: ['q-r3'], atLeastCriteria: 1 });
    // By code units: row 10 before row 2, what counts as criteria after what does not, required questions last.
    expect(prepared.classes.map(unitsOf)).toEqual(['d2', 'd11', 'c2', 'd3', 'd10', 'r3']);
  });
});

describe('EXM-3 one pool for the candidates of all posts', () => {
  const POOL = [
    makeItem('1', { postIds: ['p1'] }),
    makeItem('2', { postIds: ['p2'] }),
    makeItem('3', { postIds: ['p2', 'p1'] }),
    makeItem('4'),
    makeItem('5', { type: 'multiple', postIds: ['p1'] }),
    makeItem('6', { type: 'multiple' }),
    makeItem('7', { postIds: ['p2'], duplicateGroup: 'a' }),
    makeItem('8', { postIds: ['p3'], duplicateGroup: 'a' }),
  ];
  const blueprint: Blueprint = {
    algorithm: 'zhian-draw-2',
    strata: [row({ ownPost: true }), row({ type: 'multiple' })],
  };

  it.each([
    [
      ['p1'],
      [
        ['0', '1 3'],
        ['1', '5 6'],
      ],
    ],
    [
      ['p2'],
      [
        ['0', '2 3 7+8'],
        ['1', '5 6'],
      ],
    ],
    [
      ['p3'],
      [
        ['0', '7+8'],
        ['1', '5 6'],
      ],
    ],
    [
      ['p1', 'p3'],
      [
        ['0', '1 3 7+8'],
        ['1', '5 6'],
      ],
    ],
    [[], [['1', '5 6']]],
  ] as [string[], [string, string][]][])('gives those of %j what is theirs', (posts, classes) => {
    const prepared = new PaperPool(blueprint, POOL).prepare(posts);
    expect(classesOf(prepared)).toEqual(classes);
    expect(prepared.classes.map(({ size }) => size)).toEqual(classes.map(([, units]) => units.split(' ').length));
    expect(prepared.ownPostIds).toEqual(posts);
  });

  it('fits a question into a row of own posts only for whoever has one of them', () => {
    const prepared = new PaperPool(blueprint, POOL).prepare(['p1']);
    expect(POOL.map((item) => prepared.fits(item, 0))).toEqual([true, false, true, false, false, false, false, false]);
    expect(prepared.fits(POOL[5] as BankItem, 1)).toBe(true);
  });

  it('knows of what each may hold, and which rows a class can reach for anybody', () => {
    const mixed = new PaperPool({ ...blueprint, strata: [row({ ownPost: true }), row({ knowledgePoint: '瓦斯' })] }, [
      makeItem('1', { postIds: ['p1'], knowledgePoint: '瓦斯' }),
      makeItem('2', { postIds: ['p2'] }),
      makeItem('3', { knowledgePoint: '瓦斯' }),
    ]);
    const mine = mixed.prepare(['p1']);
    const theirs = mixed.prepare(['p2']);
    expect(mine.find('q-2')).toBeNull();
    expect(theirs.find('q-2')?.classIndex).toBe(0);
    expect(mine.find('q-1')?.unit).toBe(theirs.find('q-1')?.unit);
    const reached = (prepared: PreparedPool) => prepared.classes.map(({ strata, reach }) => [strata, reach.toSorted()]);
    expect(reached(mine)).toEqual([
      [
        [0, 1],
        [0, 1],
      ],
      [[1], [1]],
    ]);
    expect(reached(theirs)).toEqual([
      [[0], [0]],
      [[1], [0, 1]],
    ]);
    expect(mixed.prepare().ownPostIds).toEqual([]);
  });

  it('keeps the lists of what is the same for all only once', () => {
    const pool = new PaperPool(blueprint, POOL);
    const [mine, theirs] = [pool.prepare(['p1']), pool.prepare(['p2'])];
    expect(mine.classes[1]).toBe(theirs.classes[1]);
    expect(mine.classes[0]).not.toBe(theirs.classes[0]);
    expect(mine.classes[0]?.units).toBe(pool.prepare(['p1']).classes[0]?.units);
    const two = new PaperPool(blueprint, POOL.slice(0, 2));
    expect([two.prepare(['p1']), two.prepare(['p2'])].map(classesOf)).toEqual([[['0', '1']], [['0', '2']]]);
  });

  it('calls own posts by the name given, unless the row has words of its own', () => {
    const strata = [row({ ownPost: true }), row({ ownPost: true, label: '班组长' }), row()];
    const pool = new PaperPool({ ...blueprint, strata }, []);
    expect(pool.prepare(['p1'], '低压电工').names).toEqual(['低压电工 · 单选', '班组长 · 单选', '单选']);
    expect(pool.prepare(['p1']).names).toEqual(['本岗位 · 单选', '班组长 · 单选', '单选']);
  });

  it('knows the algorithm of its blueprint, and refuses a blueprint that is none', () => {
    expect(new PaperPool({ strata: [row()] }, []).prepare().algorithm).toBe('zhian-draw-1');
    expect(prepare(makeItems(1)).algorithm).toBe('zhian-draw-2');
    expect(() => new PaperPool({ strata: [row({ count: -1 })] }, [])).toThrow(RangeError);
  });
});
