import { describe, expect, it } from '@jest/globals';
import type { Blueprint } from '@zhian/question-bank';
import type { WaitingItem } from '../../questions/index.js';
import { WaitingPool } from './waiting-for-review.js';

const item = (more: Partial<WaitingItem> = {}): WaitingItem => ({
  versionId: 'v',
  questionId: 'q',
  type: 'single',
  category: null,
  knowledgePoint: '瓦斯防治/监测',
  postIds: ['driver'],
  difficulty: null,
  duplicateGroup: null,
  criteriaClause: null,
  sourceClause: null,
  optionTexts: [],
  mine: false,
  ...more,
});
const BLUEPRINT: Blueprint = {
  algorithm: 'zhian-draw-2',
  strata: [
    { type: 'single', count: 4, points: 100, knowledgePoint: '瓦斯防治' },
    { type: 'multiple', count: 2, points: 200 },
    { type: 'single', count: 2, points: 100, ownPost: true },
  ],
  required: ['must'],
  excluded: ['never'],
};
const strata = (...stratumIndexes: number[]) => ({ rule: 'strata' as const, stratumIndexes, ownPostIds: [] });
const waitingFor = (shortage: Parameters<WaitingPool['lessening']>[0], items: readonly WaitingItem[]) =>
  new WaitingPool(BLUEPRINT, items).lessening(shortage);
const one = { waiting: 1, reviewable: 1 };
const none = { waiting: 0, reviewable: 0 };

describe('questions that wait for a review and would lessen a shortage', () => {
  it('are those that fit a row that is short; what one wrote himself he does not review', () => {
    const items = [item(), item({ mine: true }), item({ type: 'multiple' }), item({ knowledgePoint: '防灭火' })];
    expect(waitingFor(strata(0), items)).toEqual({ waiting: 2, reviewable: 1 });
    expect(waitingFor(strata(1), items)).toEqual(one);
    expect(waitingFor(strata(0, 1), items)).toEqual({ waiting: 3, reviewable: 2 });
    expect(waitingFor({ ...strata(0), rule: 'overlap' }, items)).toEqual({ waiting: 2, reviewable: 1 });
  });

  it('fit the posts of those whom it concerns', () => {
    expect(waitingFor({ ...strata(2), ownPostIds: ['driver'] }, [item()])).toEqual(one);
    expect(waitingFor({ ...strata(2), ownPostIds: ['welder'] }, [item()])).toEqual(none);
  });

  it('are not those that the exam leaves out', () => {
    expect(waitingFor(strata(0), [item({ questionId: 'never' })])).toEqual(none);
  });

  it('of required questions are these very ones, of the criteria those with a clause; a missing post is no matter of questions', () => {
    const whole = { stratumIndexes: [], ownPostIds: [] };
    const items = [item(), item({ questionId: 'must' }), item({ criteriaClause: '第四条' })];
    expect(waitingFor({ ...whole, rule: 'required' }, items)).toEqual(one);
    expect(waitingFor({ ...whole, rule: 'criteria' }, items)).toEqual(one);
    expect(waitingFor({ ...whole, rule: 'posts' }, items)).toEqual(none);
  });

  it('count once where they are of several posts or fit several rows', () => {
    const both = item({ postIds: ['driver', 'welder'] });
    expect(waitingFor({ ...strata(0, 2), ownPostIds: ['driver', 'welder'] }, [both])).toEqual(one);
  });

  it('are looked at once for each row, however many posts are short (A25)', () => {
    let looks = 0;
    const watched = Array.from({ length: 100 }, (_, index) => ({
      ...item({ questionId: `q${index}`, postIds: [`post-${index % 50}`] }),
      get type() {
        looks += 1;
        return 'single' as const;
      },
    }));
    const pool = new WaitingPool(BLUEPRINT, watched);
    for (let post = 0; post < 50; post += 1)
      expect(pool.lessening({ ...strata(2), ownPostIds: [`post-${post}`] })).toEqual({ waiting: 2, reviewable: 2 });
    expect(looks).toBe(watched.length);
  });
});
