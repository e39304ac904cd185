import { describe, expect, it } from '@jest/globals';
import { draftProblem, labelOf, toInput } from './question-draft.js';

const base = { stem: ' 题干 ', explanation: '', postIds: [] };

describe('a question being written', () => {
  it('names what is missing', () => {
    expect(draftProblem({ type: 'single', options: ['甲'], key: [0] })).toEqual({ key: 'options.few' });
    expect(draftProblem({ type: 'single', options: ['甲', '乙'], key: [] })).toEqual({ key: 'key.missing' });
    expect(draftProblem({ type: 'multiple', options: ['甲', '乙'], key: [1] })).toEqual({ key: 'key.few' });
    expect(draftProblem({ type: 'single', options: ['甲', '乙', '甲 '], key: [1] })).toEqual({
      key: 'options.same',
      a: 'A',
      b: 'C',
    });
    expect(draftProblem({ type: 'true_false', options: [], key: [1] })).toBeNull();
  });
  it('closes the labels up over empty options and keeps the key on its text', () => {
    const input = toInput({ ...base, type: 'multiple', options: ['甲', '', '丙', '丁'], key: [0, 3] }, [
      '正确',
      '错误',
    ]);
    expect(input.options).toEqual([
      { label: 'A', text: '甲' },
      { label: 'B', text: '丙' },
      { label: 'C', text: '丁' },
    ]);
    expect(input.key).toEqual(['A', 'C']);
    expect(input.stem).toBe('题干');
  });
  it('writes judgement questions the same way everywhere', () => {
    const input = toInput({ ...base, type: 'true_false', options: ['x'], key: [1] }, ['正确', '错误'], 'o1');
    expect(input).toMatchObject({
      organisationId: 'o1',
      key: ['B'],
      options: [
        { label: 'A', text: '正确' },
        { label: 'B', text: '错误' },
      ],
    });
    expect([labelOf(0), labelOf(7)]).toEqual(['A', 'H']);
  });
  it('keeps a picture with its option when labels close up; a picture alone is an option, too', () => {
    const picture = (fileId: string) => ({ fileId, url: `/f/${fileId}`, alt: ` ${fileId} `, width: 1, height: 1 });
    const draft = {
      ...base,
      type: 'single' as const,
      options: ['甲', '', '', '丁'],
      key: [2],
      picture: picture('s'),
      pictures: [undefined, undefined, picture('c'), picture('d')],
    };
    const input = toInput(draft, ['正确', '错误']);
    expect(input.options.map((option) => option.text)).toEqual(['甲', '', '丁']);
    expect(input.key).toEqual(['B']);
    expect(input.images).toEqual([
      { place: 'stem', fileId: 's', alt: 's' },
      { place: 'B', fileId: 'c', alt: 'c' },
      { place: 'C', fileId: 'd', alt: 'd' },
    ]);
    expect(draftProblem(draft)).toBeNull();
    expect(draftProblem({ ...draft, pictures: [undefined, undefined, { ...picture('c'), alt: ' ' }] })).toEqual({
      key: 'picture.alt',
    });
  });
});
