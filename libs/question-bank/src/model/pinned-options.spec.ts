import { describe, expect, it } from '@jest/globals';
import { isPinnedOption, refersToPositions } from './pinned-options.js';

describe('isPinnedOption', () => {
  it.each([
    '以上都是',
    '以上都不是',
    '以上全部',
    '以上说法都正确',
    '以上答案均不正确',
    '上述各项',
    '以上三项都对',
    '全部正确',
    '都对',
    '都不对',
    '均是。',
    'A和B都对',
    'A、B',
    'AB',
    'A、B、C',
    'A.、B.、C.',
    'A和C',
    '选项A和选项B都正确',
    'Ａ和Ｂ',
    '前两项都是',
    '前三项',
    'A、B 两项都对',
    '没有正确答案',
  ])('pins «%s»', (text) => {
    expect(isPinnedOption(text)).toBe(true);
  });

  it.each([
    '以上级批准的方案为准',
    '都江堰',
    '全面检查',
    'A类火灾',
    'B级',
    'A、B级',
    'A',
    'AED',
    '前后左右',
    '对',
    '正确',
    '错误',
    '前方三米',
    '全部人员撤离',
    '全部',
    'AC380V',
    '以上述方法为准则执行',
  ])('does not pin «%s»', (text) => {
    expect(isPinnedOption(text)).toBe(false);
  });

  it('knows which of them name positions', () => {
    expect(refersToPositions('A和B都对')).toBe(true);
    expect(refersToPositions('前两项都是')).toBe(true);
    expect(refersToPositions('以上都是')).toBe(false);
  });
});
