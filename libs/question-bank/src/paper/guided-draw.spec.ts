import { describe, expect, it, jest } from '@jest/globals';
import { makeItem, makeItems, seedOf } from '../testing/samples.js';
import type { BankItem, Blueprint, Stratum } from './blueprint.js';
import { ClassFlow } from './class-flow.js';
import { GuidedDraw } from './guided-draw.js';
import { seenBefore } from './overlap.js';
import type { DrawContext } from './overlap.js';
import { preparePool } from './prepared-pool.js';
import { SeededStream } from './seeded-stream.js';

const row = (count: number, more: Partial<Stratum> = {}): Stratum => ({ type: 'single', count, points: 100, ...more });

interface Situation extends DrawContext, Partial<Omit<Blueprint, 'strata'>> {
  rows: Stratum[];
  pool: BankItem[];
}

function guided({ rows, pool, lastAttempt, neighbours, ...rules }: Situation): (seed: number) => GuidedDraw {
  const prepared = preparePool({ algorithm: 'zhian-draw-2', strata: rows, ...rules }, pool);
  const seen = seenBefore(prepared, { ...(lastAttempt && { lastAttempt }), ...(neighbours && { neighbours }) });
  return (seed) => new GuidedDraw(prepared, seen, new SeededStream(seedOf(seed), 'guided'));
}

/** Every paper of so many seeds, row by row as «0:a 0:b 1:c», and how often it came. */
function papersOf(situation: Situation, seeds = 120): Map<string, number> {
  const start = guided(situation);
  const papers = new Map<string, number>();
  for (let seed = 0; seed < seeds; seed += 1) {
    const drawn = start(seed).run();
    const paper = drawn.map(({ stratum, item }) => `${stratum}:${item.versionId.slice(2)}`).sort();
    papers.set(paper.join(' '), (papers.get(paper.join(' ')) ?? 0) + 1);
  }
  return papers;
}
const namesOf = (situation: Situation): string[] => [...papersOf(situation).keys()].sort();

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((id) => makeItem(id)) as [BankItem, BankItem, BankItem, BankItem];
const gas = { knowledgePoint: '瓦斯' };

describe('EXM-3 papers under limits', () => {
  it('are all that keep the limit, and no other', () => {
    const seen = { lastAttempt: ['q-a', 'q-b'], overlap: { lastAttemptMax: 1 } };
    expect(namesOf({ rows: [row(2)], pool: [A, B, C, D], ...seen })).toEqual([
      '0:a 0:c',
      '0:a 0:d',
      '0:b 0:c',
      '0:b 0:d',
      '0:c 0:d',
    ]);
    expect(namesOf({ rows: [row(2)], pool: [A, B, C, D], ...seen, overlap: { lastAttemptMax: 0 } })).toEqual([
      '0:c 0:d',
    ]);
  });

  it('count each neighbour by himself', () => {
    const overlap = { neighbourMax: 1, lastAttemptMax: 0 };
    const neighbours = [
      ['q-a', 'q-b'],
      ['q-b', 'q-c'],
    ];
    expect(namesOf({ rows: [row(2)], pool: [A, B, C, D], neighbours, overlap })).toEqual([
      '0:a 0:c',
      '0:a 0:d',
      '0:b 0:d',
      '0:c 0:d',
    ]);
    expect(namesOf({ rows: [row(2)], pool: [A, B, C, D], neighbours, overlap, lastAttempt: ['q-d'] })).toEqual([
      '0:a 0:c',
    ]);
  });

  it('hold as many questions about the criteria as are asked for, or more', () => {
    const pool = [makeItem('x', { criteriaClause: '一' }), makeItem('y', { criteriaClause: '二' }), C, D];
    expect(namesOf({ rows: [row(2)], pool, atLeastCriteria: 2 })).toEqual(['0:x 0:y']);
    expect(namesOf({ rows: [row(2)], pool, atLeastCriteria: 1 })).toEqual([
      '0:c 0:x',
      '0:c 0:y',
      '0:d 0:x',
      '0:d 0:y',
      '0:x 0:y',
    ]);
    // Also where those about the criteria were seen.
    const seen = { lastAttempt: ['q-x', 'q-c'], overlap: { lastAttemptMax: 0 } };
    expect(namesOf({ rows: [row(2)], pool, atLeastCriteria: 1, ...seen })).toEqual(['0:d 0:y']);
  });

  it('hold the required questions, which count against the limit too', () => {
    const seen = { lastAttempt: ['q-a', 'q-b'], overlap: { lastAttemptMax: 1 } };
    expect(namesOf({ rows: [row(2)], pool: [A, B, C, D], required: ['q-a'], ...seen })).toEqual(['0:a 0:c', '0:a 0:d']);
  });

  it('share the limit among the rows in every way that fills all of them', () => {
    const pool = [
      makeItem('a', gas),
      makeItem('b', gas),
      makeItem('x', { difficulty: 1 }),
      makeItem('y', { difficulty: 1 }),
    ];
    const rows = [row(1, gas), row(1, { difficulty: 1 })];
    const seen = { lastAttempt: ['q-a', 'q-x'], overlap: { lastAttemptMax: 1 } };
    expect(namesOf({ rows, pool, ...seen })).toEqual(['0:a 1:y', '0:b 1:x', '0:b 1:y']);
  });

  it('give way where one row can do with what the other one needs', () => {
    // «b» alone is fresh and fits both rows: the row of gas has nothing else that was not seen.
    const pool = [makeItem('a', gas), makeItem('b', gas), C, D];
    const seen = { lastAttempt: ['q-a'], overlap: { lastAttemptMax: 0 } };
    expect(namesOf({ rows: [row(1), row(1, gas)], pool, ...seen })).toEqual(['0:c 1:b', '0:d 1:b']);
  });

  it('may begin with any question that leaves a way for the rest, also where the rest has to be filled anew', () => {
    // One may have been seen. Whoever means «a» for the first row and begins there with «c» needs «a» in the other one.
    const pool = [makeItem('a', gas), makeItem('b', gas), C];
    const seen = { lastAttempt: ['q-b', 'q-c'], overlap: { lastAttemptMax: 1 } };
    const situation = { rows: [row(1), row(1, gas)], pool, ...seen };
    expect(namesOf(situation)).toEqual(['0:a 1:b', '0:b 1:a', '0:c 1:a']);
    const start = guided(situation);
    const begun = Array.from({ length: 120 }, (_, seed) => {
      const [first] = start(seed).run();
      return `${first?.stratum}:${first?.item.versionId.slice(2)}`;
    });
    expect([...new Set(begun)].sort()).toEqual(['0:a', '0:b', '0:c', '1:a', '1:b']);
  });

  it('use a question with its near-duplicates once, by one of those that fit the row', () => {
    const pool = [
      makeItem('a', { ...gas, duplicateGroup: 'g' }),
      makeItem('b', { difficulty: 1, duplicateGroup: 'g' }),
      makeItem('c', { ...gas, duplicateGroup: 'g' }),
      makeItem('x', { difficulty: 1 }),
      makeItem('y', gas),
    ];
    const rows = [row(1, gas), row(1, { difficulty: 1 })];
    expect(namesOf({ rows, pool })).toEqual(['0:a 1:x', '0:c 1:x', '0:y 1:b', '0:y 1:x']);
    // Whoever has seen one of them has seen them all.
    const seen = { lastAttempt: ['q-c'], overlap: { lastAttemptMax: 0 } };
    expect(namesOf({ rows, pool, ...seen })).toEqual(['0:y 1:x']);
  });

  it('are none where nobody can keep the limit', () => {
    const feasible = (more: Partial<Situation>): boolean =>
      guided({ rows: [row(2)], pool: [A, B, C], ...more })(1).feasible;
    expect(feasible({})).toBe(true);
    expect(feasible({ lastAttempt: ['q-a', 'q-b'], overlap: { lastAttemptMax: 1 } })).toBe(true);
    expect(feasible({ lastAttempt: ['q-a', 'q-b'], overlap: { lastAttemptMax: 0 } })).toBe(false);
    expect(feasible({ neighbours: [['q-a'], ['q-b']], overlap: { neighbourMax: 0 } })).toBe(false);
    expect(feasible({ required: ['q-a'], lastAttempt: ['q-a'], overlap: { lastAttemptMax: 0 } })).toBe(false);
    expect(feasible({ atLeastCriteria: 1 })).toBe(false);
  });

  it('are drawn with equal chances for questions that are alike, place by place', () => {
    const pool = makeItems(8);
    const lastAttempt = pool.slice(0, 4).map((item) => item.questionId);
    const papers = papersOf({ rows: [row(1)], pool, lastAttempt, overlap: { lastAttemptMax: 0 } }, 800);
    // 200 each, with a standard deviation of 12.
    expect([...papers.keys()].sort()).toEqual(['0:0004', '0:0005', '0:0006', '0:0007']);
    for (const times of papers.values()) expect(Math.abs(times - 200)).toBeLessThan(48);
  });

  it('take a question from a kind as often as it has questions', () => {
    // One seen question is allowed: a first place falls on one of two seen or six fresh ones with the same chance each.
    const pool = makeItems(8);
    const lastAttempt = pool.slice(0, 2).map((item) => item.questionId);
    const papers = papersOf({ rows: [row(2)], pool, lastAttempt, overlap: { lastAttemptMax: 1 } }, 800);
    const withSeen = [...papers].filter(([paper]) => /:000[01]/.test(paper)).reduce((sum, [, times]) => sum + times, 0);
    // 2/8 at the first place (the second is fresh then), 6/8 × 2/7 at the second: 0.4643 of 800, standard deviation 14.
    expect(Math.abs(withSeen - 371)).toBeLessThan(56);
    expect(papers.has('0:0000 0:0001')).toBe(false);
  });

  it('are found by rearranging the one that proves the rest, and by a new search only where that breaks a limit', () => {
    const pool = [
      ...makeItems(20, gas, 'g'),
      ...makeItems(20, {}, 'o'),
      ...makeItems(10, { criteriaClause: '一', ...gas }, 'c'),
    ];
    const start = guided({
      rows: [row(6, gas), row(6)],
      pool,
      required: ['q-o0000', 'q-g0001', 'q-c0003'],
      atLeastCriteria: 4,
      lastAttempt: pool.filter((_, index) => index % 3 > 0).map((item) => item.questionId),
      overlap: { lastAttemptMax: 3 },
    });
    const pushes = jest.spyOn(ClassFlow.prototype, 'pushGroup');
    expect(start(0).feasible).toBe(true);
    const aSearch = pushes.mock.calls.length;
    pushes.mockClear();
    for (let seed = 0; seed < 20; seed += 1) start(seed).run();
    const searches = pushes.mock.calls.length / aSearch;
    pushes.mockRestore();
    // As measured. With limits as tight as these, a search for every question that is looked at would be 640.
    expect(searches).toBeLessThanOrEqual(429);
  });
});
