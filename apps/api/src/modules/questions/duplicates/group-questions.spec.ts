import { describe, expect, it } from '@jest/globals';
import { groupQuestions, type BankQuestion } from './group-questions.js';

const STEM = '进入受限空间作业前应当先通风再检测合格后方可进入作业并设专人监护';

const question = (id: string, stem: string, own = true): BankQuestion => ({
  id,
  own,
  type: 'single',
  stem,
  options: [
    { label: 'A', text: '先通风再检测' },
    { label: 'B', text: '直接进入' },
  ],
  key: ['A'],
});
const ids = (questions: readonly BankQuestion[], distinct: [string, string][] = []): string[][] =>
  groupQuestions(questions, distinct).map((group) => group.questionIds.sort());

describe('groups of a bank', () => {
  it('hold own questions, and shared ones that are like them', () => {
    const all = [
      question('a', `${STEM}。`),
      question('b', `第 2 题：${STEM}`, false),
      question('c', `${STEM}（ ）`, false),
      question('d', '灭火器压力表指针在什么颜色的区域才算正常可用的状态'),
    ];
    expect(ids(all)).toEqual([['a', 'b', 'c']]);
    expect(groupQuestions(all, [])[0]?.similarity).toBeGreaterThan(0.8);
  });

  it('are not made of a series: more than six that differ in a number alone', () => {
    const series = Array.from({ length: 7 }, (_, n) => question(`q${n}`, `${STEM} ${n + 10} 分钟`));
    expect(ids(series.slice(0, 6))).toHaveLength(1);
    expect(ids(series)).toEqual([]);
  });

  it('are not made of shared questions alone', () => {
    expect(ids([question('a', STEM, false), question('b', `${STEM}。`, false), question('c', '别的题')])).toEqual([]);
  });

  it('fall apart where somebody found two questions, and hold where a third one links them', () => {
    const [a, b, c] = [question('a', STEM), question('b', `${STEM}。`), question('c', `${STEM}？`)];
    expect(ids([a, b], [['a', 'b']])).toEqual([]);
    expect(ids([a, b], [['b', 'a']])).toEqual([]);
    expect(ids([a, b, c], [['a', 'b']])).toEqual([['a', 'b', 'c']]);
    expect(
      ids(
        [a, b, c],
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
      ),
    ).toEqual([['b', 'c']]);
  });
});
