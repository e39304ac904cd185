import { describe, expect, it } from '@jest/globals';
import { chanceText } from './chance-text.js';

describe('a small chance in words', () => {
  it.each([
    [0.8, '1/2 以上'],
    [0.05, '1/20'],
    [0.0123, '1/81'],
    [1 / 1234, '1/1,200'],
    [0.00005, '1/20,000'],
    [1 / 123_456, '1/12万'],
    [1 / 34_567_890, '1/3,400万'],
    [1e-9, '不到 1/1亿'],
    [0, '不到 1/1亿'],
  ])('%d is %s', (chance, text) => {
    expect(chanceText(chance)).toBe(text);
  });
});
