import { describe, expect, it } from '@jest/globals';
import { parseChoice } from './answers.js';
import { isOpenType, parseTruth, parseType } from './type-words.js';

const OPTIONS = ['通风', '防尘', '防火、防爆', '防水'];

describe('parseChoice', () => {
  it.each([
    ['ABD', 'ABD'],
    ['A,B,D', 'ABD'],
    ['A|B', 'AB'],
    ['A、B', 'AB'],
    ['A；B', 'AB'],
    ['a b d', 'ABD'],
    ['ＡＢＤ', 'ABD'],
    ['Ａ，Ｂ', 'AB'],
    ['A ', 'A'],
    ['DBA', 'ABD'],
    ['AAB', 'AB'],
    ['（B）', 'B'],
    ['B。', 'B'],
    ['正确答案ABD', 'ABD'],
    ['正确答案：A、B', 'AB'],
    ['答案: C', 'C'],
    ['选C', 'C'],
    ['E', 'E'],
    ['Z', 'Z'],
    ['防尘', 'B'],
    ['防火、防爆', 'C'],
    ['通风**防水', 'AD'],
    ['通风|防水', 'AD'],
    ['防水\n通风', 'AD'],
    ['通风、防尘', 'AB'],
    ['B.防尘', 'B'],
  ])('reads «%s» as %s', (text, key) => {
    expect(parseChoice(text, OPTIONS)?.join('')).toBe(key);
  });

  it.each(['', ' ', '略', '2', '1,2', '防雷', 'A.防尘', '通风、防雷'])('does not guess at «%s»', (text) => {
    expect(parseChoice(text, OPTIONS)).toBeNull();
  });

  it('takes a number only as the text of an option', () => {
    expect(parseChoice('2', ['2', '1', '4', '3'])).toEqual(['A']);
  });
});

describe('parseTruth', () => {
  it.each(['对', '正确', '√', '✓', 'T', 'true', 'Ｔ', 'Y', 'yes', '1', '是', ' 对 。'])(
    'takes «%s» for true',
    (text) => {
      expect(parseTruth(text)).toBe(true);
    },
  );
  it.each(['错', '错误', '×', '✗', 'X', 'F', 'FALSE', 'N', '0', '否', '不对', '不正确'])(
    'takes «%s» for false',
    (text) => {
      expect(parseTruth(text)).toBe(false);
    },
  );
  it.each(['', 'A', '2', '对错', '不一定'])('takes «%s» for neither', (text) => {
    expect(parseTruth(text)).toBeUndefined();
  });
});

describe('parseType', () => {
  it.each([
    ['单选', 'single'],
    ['单选题', 'single'],
    ['单项选择题', 'single'],
    ['【单选题】', 'single'],
    ['single', 'single'],
    ['一、单选题', 'single'],
    ['多选', 'multiple'],
    ['多项选择', 'multiple'],
    ['不定项选择题', 'multiple'],
    ['（多选题）', 'multiple'],
    ['判断', 'true_false'],
    ['判断题', 'true_false'],
    ['是非题', 'true_false'],
    ['对错题', 'true_false'],
    ['true_false', 'true_false'],
  ])('reads «%s»', (text, type) => {
    expect(parseType(text)).toBe(type);
  });
  it.each(['填空题', '简答题', '', '选择题', '案例'])('does not read «%s»', (text) => {
    expect(parseType(text)).toBeUndefined();
  });
  it('leaves 选择题 to the answer', () => {
    expect([isOpenType('选择题'), isOpenType(' '), isOpenType('简答题')]).toEqual([true, true, false]);
  });
});
