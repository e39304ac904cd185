import { describe, expect, it } from '@jest/globals';
import { readLine, sayChoice, type KeyingSlot } from './keyed-line.js';

const single: KeyingSlot = { slot: 1, type: 'single', options: 4 };
const multiple: KeyingSlot = { slot: 2, type: 'multiple', options: 5 };
const judge: KeyingSlot = { slot: 3, type: 'true_false', options: 2 };

describe('what is typed for a question', () => {
  it.each([
    [single, 'b', ['B']],
    [single, 'Ｂ ', ['B']],
    [single, '-', []],
    [multiple, 'eca', ['A', 'C', 'E']],
    [multiple, 'a,c、e', ['A', 'C', 'E']],
    [multiple, '—', []],
    [judge, 't', ['A']],
    [judge, '√', ['A']],
    [judge, '对', ['A']],
    [judge, '错误', ['B']],
    [judge, 'x', ['B']],
    [judge, '×', ['B']],
    [judge, 'f', ['B']],
    [judge, 'b', ['B']],
  ])('%j %s', (slot, typed, choice) => {
    expect(readLine(slot, typed)).toEqual({ choice });
  });

  it.each([
    [single, '', 'nothing'],
    [single, 'E', 'letter'],
    [single, 'AB', 'one'],
    [multiple, 'AA', 'twice'],
    [multiple, 'T', 'letter'],
    [judge, 'C', 'judgement'],
  ])('%j refuses %j: %s', (slot, typed, problem) => {
    expect(readLine(slot, typed)).toMatchObject({ problem });
  });

  it('says a choice', () => {
    expect(sayChoice(multiple, ['A', 'C'], '空')).toBe('AC');
    expect(sayChoice(judge, ['B'], '空')).toBe('错误');
    expect(sayChoice(single, [], '空')).toBe('空');
  });
});
