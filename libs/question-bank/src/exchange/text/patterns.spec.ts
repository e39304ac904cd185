import { describe, expect, it } from '@jest/globals';
import { bestCpuMs, startCpuClock } from '../../testing/cpu-ms.js';
import { findOptions } from './find-options.js';
import { foldWidth } from './fold-width.js';
import { parseKeyLine } from './key-lines.js';
import { labelAtStart, labelsInside } from './labels.js';
import { numberMark } from './number-mark.js';
import * as patterns from './patterns.js';
import { splitDense } from './prepared-lines.js';
import { readQuestionText } from './read-question-text.js';
import { sectionHead } from './section-head.js';
import { isStatement, looksFilledIn, takeLetters, takeTruth } from './stem-answer.js';

const LENGTH = 50_000;
/** Law A25: longest time that one pattern may take for one hostile text. */
const LIMIT_MS = 20;

// Every word the patterns know, repeated, and repeated with an end that spoils the match.
const SEEDS =
  '1 1. 12、 ( （ ) ） [ 【 】 A A. AB A, A、 (A (A) A.甲 甲A. √ (√) _ __ _a 一 一、 第 第1 第1题 题 ： : 答案 答案： 【答案】 解析 解析： 单选 单选题 （单选题 （2分 1-5 ' +
  '1-1 1A 1.A 1 2 题号 根据 根据1 材料 共用题干 是（甲） （甲）、 = // # ** - * 附 《 。 , ， ; | T 对 正确 参考 参考答案 及 1甲 分 甲'.replaceAll(
    ' 1 2 ',
    ' ',
  );
const ATTACKS = [...SEEDS.split(' '), ' ', '\t', '\n', ' A', '1 ', 'A ', '( ', '1\t', '\u3000'].flatMap((seed) => {
  const body = seed.repeat(Math.ceil(LENGTH / seed.length)).slice(0, LENGTH);
  return [body, `1.${body}\u0001`, `一、(答案${body}`];
});

/** Each pattern in every way it is used: from the start, everywhere, at a place. */
function run(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0;
  if (pattern.flags.includes('g')) for (const match of text.matchAll(pattern)) void match;
  else pattern.exec(text);
}

function slowest(action: (text: string) => void): { ms: number; text: string } {
  let worst = { ms: 0, text: '' };
  for (const text of ATTACKS) {
    const best = bestCpuMs(() => action(text), LIMIT_MS / 2);
    if (best > worst.ms) worst = { ms: best, text: text.slice(0, 30) };
  }
  return worst;
}

const FUNCTIONS: Record<string, (text: string) => void> = {
  foldWidth,
  sectionHead,
  numberMark,
  labelAtStart,
  labelsInside: (text) => labelsInside(text, 0),
  parseKeyLine,
  splitDense: (text) => splitDense(text, 1, 0),
  findOptions: (text) => findOptions([{ row: 1, text }]),
  findOptionsBelow: (text) =>
    findOptions([
      { row: 1, text: '甲' },
      { row: 2, text: 'A. 甲' },
      { row: 3, text },
    ]),
  takeLetters,
  takeTruth: (text) => takeTruth(text, true),
  isStatement,
  looksFilledIn: (text) => looksFilledIn(text, ''),
};

describe('A25: no text makes a pattern slow', () => {
  it.each(Object.entries(patterns).map(([name, pattern]) => [name, pattern] as const))('%s', (_, pattern) => {
    const worst = slowest((text) => run(pattern, text));
    expect([worst.ms < LIMIT_MS, worst]).toEqual([true, worst]);
  });

  // What runs several patterns over one line, ten times as long as any real one, may take a little longer.
  it.each(Object.entries(FUNCTIONS))('%s', (_, action) => {
    const worst = slowest(action);
    expect([worst.ms < 10 * LIMIT_MS, worst]).toEqual([true, worst]);
  });

  it('a whole text of such lines', async () => {
    for (const text of ATTACKS.filter((_, index) => index % 3 === 0)) {
      const spent = startCpuClock();
      await readQuestionText(`1. 甲（A）\nA. 子\nB. 丑\n${text}\n2. ${text}`);
      expect([spent() < 2000, text.slice(0, 30)]).toEqual([true, text.slice(0, 30)]);
    }
  }, 120_000);
});
