import { describe, expect, it } from '@jest/globals';
import { draftErrors, sameContent, toDraft, type GivenQuestion } from './question-input.js';
import { likePattern } from './question-filter.js';

const given = (more: Partial<GivenQuestion> = {}): GivenQuestion => ({
  type: 'multiple',
  stem: ' 动火前应当做什么？ ',
  options: [
    { label: 'A', text: ' 办票 ' },
    { label: 'B', text: '清理' },
  ],
  key: ['B', 'A', 'B'],
  explanation: ' 先办票 ',
  ...more,
});

describe('what a form means', () => {
  it('is trimmed, with a sorted key and empty tags as none', () => {
    expect(toDraft(given({ knowledgePoint: ' ', sourceClause: '第三条 ' }))).toEqual({
      content: {
        type: 'multiple',
        stem: '动火前应当做什么？',
        options: [
          { label: 'A', text: '办票' },
          { label: 'B', text: '清理' },
        ],
      },
      key: { correct: ['A', 'B'] },
      explanation: '先办票',
      difficulty: null,
      knowledgePoint: null,
      category: null,
      sourceClause: '第三条',
      criteriaClause: null,
    });
  });

  it.each([
    [
      [
        ['A', '对'],
        ['B', '错'],
      ],
    ],
    [
      [
        ['A', '√'],
        ['B', '×'],
      ],
    ],
    [[]],
  ])('has the canonical options of a true/false question (%#)', (pairs) => {
    const options = pairs.map(([label = '', text = '']) => ({ label, text }));
    expect(
      toDraft(given({ type: 'true_false', options, key: ['A'] })).content.options.map((option) => option.text),
    ).toEqual(['正确', '错误']);
  });

  it('does not turn 错, 对 round', () => {
    const options = [
      { label: 'A', text: '错' },
      { label: 'B', text: '对' },
    ];
    expect(
      draftErrors(toDraft(given({ type: 'true_false', options, key: ['A'] }))).map((error) => error.code),
    ).toContain('true-false-options');
  });
});

describe('errors', () => {
  it('point at the field, below the question of a list', () => {
    const wrong = toDraft(
      given({
        stem: '',
        options: [
          { label: 'A', text: '甲' },
          { label: 'B', text: '' },
        ],
        key: [],
      }),
    );
    expect(draftErrors(wrong, '/questions/3').map((error) => error.pointer)).toEqual([
      '/questions/3/stem',
      '/questions/3/options/1/text',
      '/questions/3/key',
    ]);
  });
});

describe('a new version', () => {
  it('is made by content and explanation, not by tags', () => {
    const before = toDraft(given());
    expect(sameContent(before, toDraft(given({ difficulty: 5, knowledgePoint: '动火', key: ['A', 'B'] })))).toBe(true);
    for (const change of [{ stem: '别的' }, { key: ['A'] }, { explanation: '别的' }, { type: 'single' as const }]) {
      expect(sameContent(before, toDraft(given(change)))).toBe(false);
    }
  });
});

describe('a search', () => {
  it('takes wildcards as letters', () => {
    expect(likePattern(' 1%_\\ ')).toBe('%1\\%\\_\\\\%');
  });
});
