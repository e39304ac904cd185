import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../shared/api/problem.js';
import { fieldErrors, namePath } from './field-errors.js';

describe('messages beside their field', () => {
  it('turns JSON pointers into form names', () => {
    expect(namePath('/sections/2/title')).toEqual(['sections', 2, 'title']);
    expect(namePath('#/a~1b/c~0d')).toEqual(['a/b', 'c~d']);
    expect(namePath('')).toEqual([]);
  });
  it('keeps only those that name a field', () => {
    const problem = new Problem({
      status: 422,
      code: 'invalid',
      title: '有 1 处要改',
      errors: [
        { pointer: '/creditCode', code: 'credit-code-check', message: '最后一位对不上，请核对。' },
        { pointer: '', code: 'x', message: 'y' },
      ],
    });
    expect(fieldErrors(problem)).toEqual([{ name: ['creditCode'], errors: ['最后一位对不上，请核对。'] }]);
    expect(fieldErrors(new Error('x'))).toEqual([]);
  });
});
