import { describe, expect, it } from '@jest/globals';
import { codes, lines, readText } from '../../../testing/interchange.js';

const GOOD = '先做什么？\nA. 抽烟\nB. 测气体\nANSWER: B\n\n';

describe('Aiken', () => {
  it.each([
    ['dots', '先做？\nA. 抽\nB. 测\nANSWER: B', 'single 先做？ [抽|测] B'],
    ['brackets, no blanks, CRLF', '先做？\r\nA)抽\r\nB)测\r\nANSWER:A\r\n', 'single 先做？ [抽|测] A'],
    ['empty lines between options', '先做？\n\n先做？\nA. 抽\n\nB. 测\n\nANSWER: B', 'single 先做？ [抽|测] B'],
    ['a stem of two lines', '先做\n什么？\nA. 抽\nB. 测\nANSWER: B', 'single 先做\n什么？ [抽|测] B'],
    ['正确 and 错误', '先测。\nA. 正确\nB. 错误\nANSWER: A', 'true_false 先测。 [正确|错误] A'],
  ])('reads %s', async (_, text, expected) => {
    const result = await readText(GOOD + text, '题.txt');
    expect(result.format).toBe('aiken');
    expect(lines(result)[1]).toBe(expected);
  });

  it.each([
    ['many answers', '哪些？\nA. 一\nB. 二\nANSWER: A,B', 'type-unsupported', 'Aiken 只有单选题'],
    ['no options', '没有选项的话\n\n', 'options-too-few', '后面没有选项'],
    ['no answer', '谁？\nA. 一\nB. 二\n下一题？\nA. 一\nB. 三\nANSWER: A', 'key-empty', 'ANSWER: B'],
    ['a letter beyond', '谁？\nA. 一\nB. 二\nANSWER: C', 'key-beyond-options', '只有 2 个选项'],
    ['letters with a gap', '谁？\nA. 一\nC. 二\nANSWER: A', 'option-letters', 'A、C'],
    ['an answer in words', '谁？\nA. 一\nB. 二\nANSWER: Bob', 'key-not-understood', '「Bob」'],
    ['options without a stem', 'A. 一\nB. 二\nANSWER: A', 'stem-empty', '题干'],
  ])('refuses %s by name', async (_, text, code, words) => {
    const result = await readText(GOOD + text, '题.txt');
    expect(codes(result.refused)).toEqual([code]);
    expect(result.refused[0]?.message).toMatch(/^题 第 6 行：/);
    expect(result.refused[0]?.message).toContain(words);
    expect(result.accepted.single).toBe(text.includes('下一题') ? 2 : 1);
  });
});
