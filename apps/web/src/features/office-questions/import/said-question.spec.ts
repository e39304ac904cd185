import { describe, expect, it } from '@jest/globals';
import { saidQuestion } from './said-question.js';

const options = (...texts: string[]) => texts.map((text, index) => ({ label: 'ABCD'[index] ?? '', text }));

describe('saidQuestion', () => {
  it('says what is to be judged without letters', () => {
    expect(saidQuestion({ options: options('正确', '错误'), key: ['B'] })).toEqual({
      options: '正确　错误',
      answer: '错误',
    });
  });

  it('keeps the letters of every other question, also of two options', () => {
    expect(saidQuestion({ options: options('体积', '质量'), key: ['A'] })).toEqual({
      options: 'A. 体积　B. 质量',
      answer: 'A',
    });
  });
});
