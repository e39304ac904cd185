import { describe, expect, it } from '@jest/globals';
import type { PaperSlot } from '@zhian/question-bank';
import { checkAnswers, toShown, toStored, ungraded } from './answers.js';

const slot = (over: Partial<PaperSlot> = {}): PaperSlot =>
  ({
    slot: 1,
    versionId: 'v1',
    questionId: 'q1',
    type: 'multiple',
    points: 200,
    optionOrder: [2, 0, 3, 1],
    ...over,
  }) as PaperSlot;
const paper = [
  slot(),
  slot({ slot: 2, type: 'single', optionOrder: [1, 0, 2] }),
  slot({ slot: 3, type: 'true_false', optionOrder: [0, 1] }),
];

describe('answers between paper and bank', () => {
  it('maps shown ids to stored labels and back', () => {
    expect(toStored(slot(), 'A')).toBe('C');
    expect(toStored(slot(), 'D')).toBe('B');
    expect(toStored(slot(), 'E')).toBeNull();
    expect(toStored(slot(), 'AB')).toBeNull();
    expect(toShown(slot(), 'BC')).toEqual(['A', 'D']);
    expect(toShown(slot(), '')).toEqual([]);
  });

  it('takes answers in the order of their slots, the newest of each', () => {
    const { answers, errors } = checkAnswers(paper, [
      { slot: 2, choice: ['B'], clientSeq: 5 },
      { slot: 1, choice: ['D', 'A'], clientSeq: 3 },
      { slot: 2, choice: ['A'], clientSeq: 4 },
    ]);
    expect(errors).toEqual([]);
    expect(answers).toEqual([
      { slot: 1, choice: 'BC', clientSeq: 3 },
      { slot: 2, choice: 'A', clientSeq: 5 },
    ]);
  });

  it('the first of two answers with one sequence number stays, whatever their order in the request', () => {
    const twice = ['A', 'B'].map((id) => ({ slot: 2, choice: [id], clientSeq: 4 }));
    expect(checkAnswers(paper, twice).answers).toEqual([{ slot: 2, choice: 'B', clientSeq: 4 }]);
    expect(checkAnswers(paper, twice.toReversed()).answers).toEqual([{ slot: 2, choice: 'A', clientSeq: 4 }]);
  });

  it('keeps the letters of a choice in the order of the bank', () => {
    expect(checkAnswers(paper, [{ slot: 1, choice: ['A', 'B', 'D'], clientSeq: 1 }]).answers[0]?.choice).toBe('ABC');
  });

  it('says which question it was and what is wrong with it', () => {
    expect(checkAnswers(paper, [{ slot: 9, choice: ['A'], clientSeq: 1 }]).errors).toEqual([
      { pointer: '/answers/0', code: 'answer', params: { slot: 9 }, message: '第 9 题：这份试卷没有这道题' },
    ]);
  });

  it.each([
    ['a slot that is not on the paper', { slot: 9, choice: ['A'], clientSeq: 1 }],
    ['an option of another question', { slot: 3, choice: ['C'], clientSeq: 1 }],
    ['two choices where one is due', { slot: 2, choice: ['A', 'B'], clientSeq: 1 }],
    ['two choices on true/false', { slot: 3, choice: ['A', 'B'], clientSeq: 1 }],
    ['the same option twice', { slot: 1, choice: ['A', 'A'], clientSeq: 1 }],
    ['a sequence number below 1', { slot: 1, choice: ['A'], clientSeq: 0 }],
    ['a sequence number that is no integer', { slot: 1, choice: ['A'], clientSeq: 1.5 }],
  ])('refuses %s', (_, answer) => {
    const { errors } = checkAnswers(paper, [{ slot: 1, choice: ['A'], clientSeq: 1 }, answer]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ pointer: '/answers/1', code: 'answer' });
  });

  it('those of a tail that were graded are not called late, whatever ended the attempt', () => {
    const tail = [
      { slot: 1, choice: ['D', 'A'], clientSeq: 3 },
      { slot: 2, choice: ['A'], clientSeq: 4 },
      { slot: 3, choice: [], clientSeq: 5 },
    ];
    expect(ungraded(paper, tail, { 1: 'BC', 2: 'B' })).toBe(0);
    expect(ungraded(paper, tail, { 1: 'BC', 2: 'A' })).toBe(1);
    expect(ungraded(paper, tail, {})).toBe(2);
    expect(ungraded(paper, tail, { 1: 'BC', 2: 'B', 3: 'A' })).toBe(1);
  });

  it('an empty choice takes an answer back', () => {
    expect(checkAnswers(paper, [{ slot: 1, choice: [], clientSeq: 2 }]).answers).toEqual([
      { slot: 1, choice: '', clientSeq: 2 },
    ]);
  });
});
