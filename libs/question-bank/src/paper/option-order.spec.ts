import { describe, expect, it } from '@jest/globals';
import { seedOf } from '../testing/samples.js';
import { optionOrder } from './option-order.js';
import { SeededStream } from './seeded-stream.js';

/** All orders that come up in 300 draws. */
function ordersOf(type: 'single' | 'multiple' | 'true_false', texts: readonly string[]): string[] {
  const stream = new SeededStream(seedOf(1), 'test');
  return [...new Set(Array.from({ length: 300 }, () => optionOrder(type, texts, stream).join('')))].sort();
}

describe('A05 the order of options', () => {
  it('is that of the bank without a stream, and for true/false', () => {
    expect(optionOrder('single', ['甲', '乙', '丙'], null)).toEqual([0, 1, 2]);
    expect(ordersOf('true_false', ['正确', '错误'])).toEqual(['01']);
    expect(ordersOf('multiple', ['正确', '错误'])).toEqual(['01', '10']);
  });

  it('leaves those that speak of the ones above in their place, and moves all others', () => {
    expect(ordersOf('single', ['甲', '乙', '以上都是'])).toEqual(['012', '102']);
    expect(ordersOf('single', ['甲', '乙', '全部正确', '以上都不是'])).toEqual(['0123', '1023']);
    expect(ordersOf('multiple', ['甲', '乙', '丙', '以上都是'])).toHaveLength(6);
  });

  it.each([
    ['one of those that speak of the others stands before them', ['甲', '以上都是', '丙']],
    ['the first one does', ['以上都是', '乙', '丙']],
    ['two letters are named', ['甲', '乙', '丙', 'A和B都对']],
    ['places are counted', ['甲', '乙', '丙', '前两项都是']],
    ['there is one to move only', ['甲', '以上都是']],
    ['none can move', ['以上都是', '以上都不是']],
  ])('stays where %s', (_, texts) => {
    expect(ordersOf('single', texts)).toEqual([texts.map((_text, index) => index).join('')]);
  });
});
