import { describe, expect, it } from '@jest/globals';
import { pausedText } from './exam-words.js';

const SINCE = '2026-11-23T01:00:00.000Z';
const after = (minutes: number): string => pausedText(SINCE, Date.parse(SINCE) + minutes * 60_000);

describe('for how long an exam has been paused', () => {
  it.each([
    [-1, '刚刚暂停'],
    [0.9, '刚刚暂停'],
    [1, '已暂停 1 分钟'],
    [47.5, '已暂停 47 分钟'],
    [60, '已暂停 1 小时 0 分钟'],
    [125, '已暂停 2 小时 5 分钟'],
  ])('after %p minutes', (minutes, text) => {
    expect(after(minutes)).toBe(text);
  });
});
