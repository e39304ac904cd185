import { describe, expect, it } from '@jest/globals';
import { REASON_COLUMN } from '../refused-workbook.js';
import { matchName, normaliseHeader } from './field-names.js';
import { FIELD_TITLES } from './field-titles.js';

const fieldOf = (header: string): string | null => matchName(normaliseHeader(header))?.field ?? null;

describe('EXM-2 what a header stands for', () => {
  it.each([
    [
      'optionA',
      '甲 甲项 选项甲 （甲） 备选A 备选1 备选一 选择A 候选甲 A项 A选项 A. A、 Ａ 选项① 第一选项 第1个选项 OptA',
    ],
    [
      'optionD',
      '丁 丁项 选项丁 （丁） 备选D 备选4 备选四 选择D 候选丁 D项 D选项 D. D、 Ｄ 选项④ 第四选项 第4个选项 OptD',
    ],
    ['options', '题目选项 全部选项 可选答案 备选答案 供选答案'],
    ['explanation', '讲解 答案讲解 题目讲解 试题讲解 答案说明 标准答案解析 参考解析 解题说明 点拨'],
    ['answer', '答案 标答 *正确答案 答案（多选用逗号隔开） 试题答案'],
    ['stem', '题干 题目（必填） 【试题】 考题内容 问题描述'],
    ['type', '题型 单选/多选/判断 题型（单选、多选、判断）'],
    ['knowledgePoint', '知识要点 考核要点 所属章 试题分类 作业种类'],
    [null, '选项数 选项个数 分值 备注 岗位 图片 出题人'],
  ])('%s', (field, headers) => {
    const named = headers.split(' ').map((header) => [header, fieldOf(header)]);
    expect(named).toEqual(headers.split(' ').map((header) => [header, field]));
  });

  it('what we call a field ourselves is that field, and the reason of a refusal none', () => {
    const titles = Object.entries(FIELD_TITLES);
    expect(titles.map(([, title]) => fieldOf(title))).toEqual(titles.map(([field]) => field));
    expect(fieldOf(REASON_COLUMN)).toBeNull();
  });
});
