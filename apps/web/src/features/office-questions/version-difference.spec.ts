import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceOf, differencesOf } from './version-difference.js';

describe('the difference of two texts', () => {
  it('is told in words', () => {
    expect(differenceOf('进入现场前应当检查瓦斯浓度', '进入现场前必须检查瓦斯浓度')).toEqual([
      { text: '进入现场前', kind: 'same' },
      { text: '应当', kind: 'removed' },
      { text: '必须', kind: 'added' },
      { text: '检查瓦斯浓度', kind: 'same' },
    ]);
  });

  it('gives back both texts, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const stretches = differenceOf(before, after);
        const without = (kind: string): string =>
          stretches
            .filter((stretch) => stretch.kind !== kind)
            .map((stretch) => stretch.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });
});

it('names the parts of a question that changed, and no others', () => {
  const before = {
    stem: '题干',
    options: [
      { label: 'A', text: '甲' },
      { label: 'B', text: '乙' },
    ],
    images: [{ place: 'stem', fileId: 'f1', alt: '旧图' }],
    key: ['A'],
    explanation: '一样',
  };
  const after = {
    ...before,
    options: [
      { label: 'A', text: '甲' },
      { label: 'B', text: '乙二' },
      { label: 'C', text: '丙' },
    ],
    images: [{ place: 'stem', fileId: 'f2', alt: '新图' }],
    key: ['B'],
  };
  expect(differencesOf(before, after).map(({ part, place }) => [part, place])).toEqual([
    ['option', 'B'],
    ['option', 'C'],
    ['key', undefined],
    ['image', 'stem'],
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});
