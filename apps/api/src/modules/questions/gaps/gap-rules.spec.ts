import { describe, expect, it } from '@jest/globals';
import { countsByPost, gapsOfPost, pointsMissing, type GapCell, type GapCount, type GapFacts } from './gap-rules.js';
import type { PlannedExam, PlannedRow } from './planned-need.js';

const TARGET = { single: 5, multiple: 2, trueFalse: 0, perPoint: 2 };
const COUNTS: GapCount[] = [
  { postId: 'a', type: 'single', point: '瓦斯防治', n: 3 },
  { postId: 'a', type: 'single', point: null, n: 1 },
  { postId: 'b', type: 'multiple', point: '瓦斯防治', n: 9 },
  { postId: null, type: 'single', point: '现场急救', n: 4 },
];
type Given = Partial<Omit<GapFacts, 'counts'>> & { readonly counts?: GapCount[] };
const facts = ({ counts = COUNTS, ...more }: Given = {}): GapFacts => ({
  counts: countsByPost(counts),
  target: TARGET,
  general: true,
  exams: [],
  ...more,
});
const row = (count: number, more: Partial<PlannedRow> = {}): PlannedRow => ({
  type: 'single',
  count,
  postIds: new Set(['a']),
  knowledgePoint: null,
  ...more,
});
const exam = (rows: PlannedRow[], papersApart = 1): PlannedExam => ({ rows, papersApart });
const numbers = ({ have, need, missing }: GapCell) => [have, need, missing];
const singles = (exams: PlannedExam[], more: Given = {}): GapCell | undefined =>
  gapsOfPost('a', facts({ exams, ...more })).cells[0];

describe('what is missing for a post', () => {
  it('questions for all posts count for every post, if so wished', () => {
    expect(gapsOfPost('a', facts()).cells).toEqual([
      { type: 'single', have: 8, need: 5, missing: 0, exams: null },
      { type: 'multiple', have: 0, need: 2, missing: 2, exams: null },
      { type: 'true_false', have: 0, need: 0, missing: 0, exams: null },
    ]);
    const own = (postId: string) => gapsOfPost(postId, facts({ general: false })).cells.map((cell) => cell.missing);
    expect(own('a')).toEqual([1, 2, 0]);
    expect(own('b')).toEqual([5, 0, 0]);
  });

  it('all knowledge points of a post together', () => {
    // a has 瓦斯防治·单选 itself: 2 + 2 missing; with the questions for all posts 现场急救·单选 beside it: 2 + 2 more.
    expect(['a', 'b', 'c'].map((post) => pointsMissing(gapsOfPost(post, facts({ general: false }))))).toEqual([
      4, 4, 0,
    ]);
    expect(pointsMissing(gapsOfPost('a', facts()))).toBe(8);
  });

  it('by knowledge point: each that has a question, with what the others lack', () => {
    const found = gapsOfPost('a', facts()).points;
    expect(found.map(({ point, cells }) => [point, ...cells.map((cell) => cell.missing)])).toEqual([
      ['现场急救', 0, 2, 2],
      ['瓦斯防治', 0, 2, 2],
    ]);
  });
});

describe('what exams that are planned or under way ask for', () => {
  it('is the greatest of them and not the sum, and counts where it lacks more than the target', () => {
    const asked = singles([exam([row(6)]), exam([row(2)]), exam([row(9, { postIds: new Set(['b']) })])], {
      general: false,
    });
    // 4 of the post; the target of 5 lacks 1, the exam of 6 lacks 2.
    expect(asked).toEqual({
      type: 'single',
      have: 4,
      need: 6,
      missing: 2,
      exams: { exams: 2, most: 6, papers: 1 },
    });
  });

  it('leaves the target as it is where that asks for as much', () => {
    expect(singles([exam([row(5)])], { general: false })).toMatchObject({ need: 5, missing: 1, exams: null });
    expect(singles([exam([row(3)])], { general: false })).toMatchObject({ need: 5, exams: null });
  });

  it('is met by questions of the post alone; those for all posts meet the target only', () => {
    const asked = singles([exam([row(6)])]);
    expect(asked && numbers(asked)).toEqual([4, 6, 2]);
    // Enough by either: the greater number is shown, with what meets it.
    const met = singles([exam([row(4)])], { target: { ...TARGET, single: 3 } });
    expect(met && numbers(met)).toEqual([4, 4, 0]);
  });

  it('is so many times one paper as papers share nothing', () => {
    // One paper of 2, its two neighbours and the last attempt: 8.
    const asked = singles([exam([row(7)]), exam([row(2)], 4)], { general: false });
    expect(asked).toMatchObject({ need: 8, missing: 4, exams: { exams: 2, most: 2, papers: 4 } });
  });

  it('adds up the rows of one paper', () => {
    const rows = [row(3), row(4, { knowledgePoint: '瓦斯防治' }), row(9, { type: 'multiple' })];
    expect(singles([exam(rows)])).toMatchObject({ need: 7, exams: { exams: 1, most: 7 } });
  });

  it('reaches a knowledge point by the rows of that point and those below it, and is met by what lies below', () => {
    const counts: GapCount[] = [
      { postId: 'a', type: 'single', point: '瓦斯防治', n: 1 },
      { postId: 'a', type: 'single', point: '瓦斯防治/监测', n: 2 },
      { postId: null, type: 'single', point: '瓦斯防治', n: 9 },
    ];
    const rows = [row(4, { knowledgePoint: '瓦斯防治' }), row(3, { knowledgePoint: '瓦斯防治/监测' }), row(20)];
    const found = gapsOfPost('a', facts({ counts, exams: [exam(rows)] })).points;
    expect(found.map(({ point, cells }) => [point, ...numbers(cells[0] as GapCell)])).toEqual([
      ['瓦斯防治', 3, 7, 4],
      ['瓦斯防治/监测', 2, 3, 1],
    ]);
  });

  it('shows a knowledge point of which there is no question yet; the target is for those in use', () => {
    const found = gapsOfPost('a', facts({ counts: [], exams: [exam([row(4, { knowledgePoint: '防灭火' })])] })).points;
    expect(found.map(({ point, cells }) => [point, ...cells.map((cell) => cell.missing)])).toEqual([
      ['防灭火', 4, 0, 0],
    ]);
    expect(
      gapsOfPost('b', facts({ counts: [], exams: [exam([row(4, { knowledgePoint: '防灭火' })])] })).points,
    ).toEqual([]);
  });
});
