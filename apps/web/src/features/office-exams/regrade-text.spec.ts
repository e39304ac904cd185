import { describe, expect, it } from '@jest/globals';
import { whatText } from './regrade-text.js';

const options = (...texts: string[]) => texts.map((text, at) => ({ label: 'ABCD'[at] ?? '', text }));
const key = (keyBefore: string[], after: string[], ...texts: string[]): string =>
  whatText({ kind: 'key', policy: null, keyBefore, key: after, options: options(...texts) });

describe('what a correction does', () => {
  it('says the options where their words are few, so that nobody has to look letters up', () => {
    expect(key(['A'], ['B'], '正确', '错误')).toBe('改答案：「A 正确」改成「B 错误」');
    expect(key(['B'], ['A', 'C'], '停电', '通风', '撤人')).toBe('改答案：「B 通风」改成「A 停电、C 撤人」');
  });
  it('says the letters of long ones, and of pictures', () => {
    const long = '立即停止作业，撤出人员并向调度室报告';
    expect(key(['A'], ['B'], long, '继续作业')).toBe('改答案：「A」改成「B 继续作业」');
    expect(key(['A'], ['B'], '', '')).toBe('改答案：「A」改成「B」');
  });
  it('says how a void question is counted', () => {
    const voided = whatText({ kind: 'void', policy: 'drop', keyBefore: ['A'], key: null, options: [] });
    expect(voided).toMatch(/^作废：不计入总分/);
  });
});
