import { describe, expect, it } from '@jest/globals';
import { makeItem } from '../testing/samples.js';
import { assertBlueprint, asksCriteria, fits, stratumName, tagMatcher } from './blueprint.js';
import type { BankItem, Blueprint, Stratum } from './blueprint.js';

const row = (more: Partial<Stratum> = {}): Stratum => ({ type: 'single', count: 1, points: 100, ...more });

describe('EXM-3 what a row of a blueprint asks for', () => {
  const tagged = makeItem('1', {
    category: 'general',
    knowledgePoint: '触电急救/心肺复苏',
    postIds: ['p1', 'p2'],
    difficulty: 3,
    criteriaClause: '第四条第一项',
    sourceClause: '安全生产法第二十条',
  });

  it.each<[string, Partial<Stratum>, boolean]>([
    ['nothing but the type', {}, true],
    ['another type', { type: 'multiple' }, false],
    ['its category', { category: 'general' }, true],
    ['the other category', { category: 'professional' }, false],
    ['its knowledge point', { knowledgePoint: '触电急救/心肺复苏' }, true],
    ['a point above it', { knowledgePoint: '触电急救' }, true],
    ['a point that only begins alike', { knowledgePoint: '触电' }, false],
    ['a post of it', { postId: 'p2' }, true],
    ['a post that it lacks', { postId: 'p3' }, false],
    ['its difficulty', { difficulty: 3 }, true],
    ['an easier one', { difficulty: 2 }, false],
    ['a harder one', { difficulty: 4 }, false],
    ['a range that begins with it', { difficulty: 3, difficultyTo: 5 }, true],
    ['a range that ends with it', { difficulty: 1, difficultyTo: 3 }, true],
    ['a range below it', { difficulty: 1, difficultyTo: 2 }, false],
    ['a range above it', { difficulty: 4, difficultyTo: 5 }, false],
    ['any clause of the criteria', { criteria: true }, true],
    ['the clause of the criteria above it', { criteriaClause: '第四条' }, true],
    ['another clause of the criteria', { criteriaClause: '第五条' }, false],
    ['the clause that it rests on', { sourceClause: '《安全生产法》第二十条' }, true],
    ['another clause to rest on', { sourceClause: '安全生产法第二十一条' }, false],
    ['all of it at once, but one', { category: 'general', postId: 'p1', difficulty: 3, knowledgePoint: '顶板' }, false],
  ])('a question and a row that asks for %s (%j): fits %s', (_, asked, suits) => {
    expect(fits(tagged, row(asked))).toBe(suits);
  });

  it.each<[string, Partial<Stratum>]>([
    ['a category', { category: 'general' }],
    ['a knowledge point', { knowledgePoint: '触电急救' }],
    ['a post', { postId: 'p1' }],
    ['a difficulty', { difficulty: 1 }],
    ['a range of difficulty from the very first', { difficulty: 0, difficultyTo: 5 }],
    ['the criteria', { criteria: true }],
    ['a clause of the criteria', { criteriaClause: '第四条' }],
    ['a clause', { sourceClause: '第四条' }],
  ])('a question without tags never fits a row that asks for %s', (_, asked) => {
    expect(fits(makeItem('1'), row(asked))).toBe(false);
    expect(fits(makeItem('1'), row())).toBe(true);
  });

  it('takes a clause for itself and its parts, not for one that goes on counting', () => {
    const rests = (on: string, wanted: string): boolean =>
      fits(makeItem('1', { sourceClause: on }), row({ sourceClause: wanted }));
    expect(rests('安全生产法第二十条', '安全生产法第二十条')).toBe(true);
    expect(rests('GB 30871-2022 5.2.10', 'GB 30871-2022 5.2.1')).toBe(false);
    expect(rests('GB 30871-2022 5.2.1.3', 'GB 30871-2022 5.2.1')).toBe(true);
    expect(rests('第一百零三条', '第一百')).toBe(false);
    expect(rests('安全生产法2021', '安全生产法')).toBe(true);
    expect(rests('安全生产法第二条', '安全生产法第')).toBe(true);
    expect(rests('', '')).toBe(false);
  });

  it('knows own posts only of the candidate who has one of them', () => {
    const own = row({ ownPost: true });
    expect(fits(tagged, own, ['p9', 'p2'])).toBe(true);
    expect(fits(tagged, own, ['p9'])).toBe(false);
    expect(fits(tagged, own)).toBe(false);
    expect(fits(makeItem('1'), own, ['p1'])).toBe(false);
    expect(fits(tagged, row({ ownPost: false }))).toBe(true);
  });

  it('reads a knowledge point to the letter in zhian-draw-1, with those below it in zhian-draw-2', () => {
    const asked = row({ knowledgePoint: '触电急救' });
    const below = makeItem('1', { knowledgePoint: '触电急救/心肺复苏' });
    const itself = makeItem('2', { knowledgePoint: '触电急救' });
    expect([below, itself].map(tagMatcher(asked, 'zhian-draw-1'))).toEqual([false, true]);
    expect([below, itself].map(tagMatcher(asked, 'zhian-draw-2'))).toEqual([true, true]);
  });

  it('does not take an item of a pool frozen before the tag existed for one about the criteria', () => {
    const { criteriaClause: _, ...frozen } = makeItem('1');
    expect(asksCriteria(frozen as BankItem)).toBe(false);
    expect(asksCriteria(makeItem('1', { criteriaClause: '第四条' }))).toBe(true);
  });
});

describe('EXM-3 the name of a row', () => {
  it.each<[string, Partial<Stratum>]>([
    ['单选', {}],
    ['通用 · 判断', { category: 'general', type: 'true_false' }],
    ['专业 · 多选', { category: 'professional', type: 'multiple' }],
    ['本岗位 · 单选', { ownPost: true }],
    ['本岗位 · 单选', { postId: 'p1' }],
    ['低压电工 · 单选', { ownPost: true, label: '低压电工' }],
    ['低压电工 · 单选', { postId: 'p1', label: '低压电工' }],
    ['瓦斯 · 单选', { knowledgePoint: '瓦斯' }],
    ['判定标准 · 单选', { criteria: true }],
    ['判定标准 第四条 · 单选', { criteriaClause: '第四条' }],
    ['判定标准 第四条 · 单选', { criteria: true, criteriaClause: '第四条' }],
    ['安全生产法第二十条 · 单选', { sourceClause: '安全生产法第二十条' }],
    ['难度 3 · 单选', { difficulty: 3 }],
    ['难度 3 · 单选', { difficulty: 3, difficultyTo: 3 }],
    ['难度 2～4 · 单选', { difficulty: 2, difficultyTo: 4 }],
    ['单选', { label: '', knowledgePoint: '' }],
    [
      '低压电工 · 通用 · 瓦斯 · 判定标准 · 煤矿安全规程 · 难度 1 · 单选',
      {
        label: '低压电工',
        category: 'general',
        knowledgePoint: '瓦斯',
        criteria: true,
        sourceClause: '煤矿安全规程',
        difficulty: 1,
      },
    ],
  ])('is «%s»', (name, asked) => {
    expect(stratumName(row(asked))).toBe(name);
  });
});

describe('EXM-3 a blueprint that no paper can be drawn by', () => {
  const rules = (more: Partial<Blueprint>): Blueprint => ({ algorithm: 'zhian-draw-2', strata: [row()], ...more });

  it.each<[string, Partial<Blueprint>]>([
    ['stratum 1: count', { strata: [row(), row({ count: -1 })] }],
    ['stratum 0: count', { strata: [row({ count: 1.5 })] }],
    ['stratum 0: points, in hundredths,', { strata: [row({ points: 0.5 })] }],
    ['stratum 0: points, in hundredths,', { strata: [row({ points: -1 })] }],
    ['stratum 0: count', { strata: [row({ count: 2 ** 53 })] }],
    ['stratum 0: count', { strata: [row({ count: Number.NaN })] }],
    ['atLeastCriteria', { atLeastCriteria: -1 }],
    ['overlap.lastAttemptMax', { overlap: { lastAttemptMax: 0.5 } }],
    ['overlap.neighbourMax', { overlap: { neighbourMax: -1 } }],
  ])('is refused with the name of the number: %s', (name, more) => {
    expect(() => assertBlueprint(rules(more))).toThrow(new RangeError(`${name} must be a non-negative integer`));
  });

  it('is none where every number is zero or more, or is left out', () => {
    expect(() =>
      assertBlueprint(
        rules({
          strata: [row({ count: 0, points: 0 }), row()],
          atLeastCriteria: 0,
          overlap: { lastAttemptMax: 0, neighbourMax: 0 },
        }),
      ),
    ).not.toThrow();
    expect(() => assertBlueprint(rules({ overlap: {} }))).not.toThrow();
  });

  it.each<[string, Partial<Blueprint>]>([
    ['own posts', { strata: [row(), row({ ownPost: true })] }],
    ['ranges', { strata: [row({ difficulty: 1, difficultyTo: 2 })] }],
    ['the criteria', { strata: [row({ criteria: true })] }],
    ['a clause of the criteria', { strata: [row({ criteriaClause: '第四条' })] }],
    ['a clause to rest on', { strata: [row({ sourceClause: '第四条' })] }],
    ['a least number about the criteria', { atLeastCriteria: 0 }],
    ['limits of overlap', { overlap: {} }],
  ])('is one for zhian-draw-1, by name or by default, with a rule that it does not know: %s', (_, more) => {
    const { algorithm: _default, ...unnamed } = rules(more);
    const refusal = new RangeError('zhian-draw-1 knows neither own posts, ranges, clauses nor limits');
    expect(() => assertBlueprint(unnamed)).toThrow(refusal);
    expect(() => assertBlueprint({ ...unnamed, algorithm: 'zhian-draw-1' })).toThrow(refusal);
    expect(() => assertBlueprint(rules(more))).not.toThrow();
  });

  it('is none for zhian-draw-1 with the tags that it knows', () => {
    const known = { category: 'general', knowledgePoint: '瓦斯', postId: 'p1', difficulty: 2, label: '电工' } as const;
    expect(() => assertBlueprint({ strata: [row(known)], required: ['q'], excluded: ['r'] })).not.toThrow();
  });
});
