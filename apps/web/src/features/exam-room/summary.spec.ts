import { describe, expect, it } from '@jest/globals';
import type { Stage } from '../../shared/offline/answer-entries.js';
import { choiceAfter, keyAction } from './keyboard.js';
import { cellsOf, summarise } from './summary.js';
import { thresholdPassed } from './thresholds.js';

const press = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false });

const entry = (slot: number, choice: string[], stage: Stage) => [slot, { slot, choice, stage, clientSeq: 1 }] as const;

describe('A39 the sheet counts', () => {
  it('calls saved only what the server acknowledged', () => {
    const summary = summarise(
      [1, 2, 3, 4, 5, 6],
      new Map([
        entry(1, ['a'], 'saved'),
        entry(2, ['a'], 'waiting'),
        entry(3, ['a'], 'keeping'),
        entry(4, ['a'], 'refused'),
        entry(5, [], 'saved'),
      ]),
    );
    expect(summary).toMatchObject({ saved: 1, waiting: 2, answered: 4, empty: [5, 6], refused: [4] });
    expect([...summary.states.values()]).toEqual(['saved', 'waiting', 'waiting', 'refused', 'empty', 'empty']);
  });
});

describe('the answer sheet', () => {
  it('shows all, the gaps or the marked ones', () => {
    const of = (filter: 'all' | 'empty' | 'flagged') =>
      cellsOf([11, 12, 13], { empty: [12, 13] }, new Set([11, 13]), filter);
    expect([of('all'), of('empty'), of('flagged')]).toEqual([
      [0, 1, 2],
      [1, 2],
      [0, 2],
    ]);
  });
});

describe('the time that is told', () => {
  it('is told when a threshold is crossed, not when the page opens and not each second', () => {
    expect(thresholdPassed(null, 290)).toBeNull();
    expect(thresholdPassed(601, 600)).toBe(600);
    expect(thresholdPassed(600, 599)).toBeNull();
    expect(thresholdPassed(301, 299)).toBe(300);
    expect(thresholdPassed(61, 60)).toBe(60);
  });

  it('says the nearest one after a sleep, and nothing at the end', () => {
    expect(thresholdPassed(900, 45)).toBe(60);
    expect(thresholdPassed(900, 0)).toBeNull();
    expect(thresholdPassed(100, 700)).toBeNull();
  });
});

describe('the exam by keyboard', () => {
  it('chooses, moves and opens the sheet', () => {
    expect(keyAction(press('2'), 4)).toEqual({ kind: 'choose', index: 1 });
    expect(keyAction(press('D'), 4)).toEqual({ kind: 'choose', index: 3 });
    expect(keyAction(press('e'), 4)).toBeNull();
    expect(keyAction(press('ArrowLeft'), 4)).toEqual({ kind: 'move', by: -1 });
    expect(keyAction(press('Enter'), 4)).toEqual({ kind: 'next' });
    expect(keyAction(press('m'), 4)).toEqual({ kind: 'mark' });
    expect(keyAction(press('H'), 8)).toEqual({ kind: 'choose', index: 7 });
    expect(keyAction(press('7'), 8)).toEqual({ kind: 'choose', index: 6 });
    // Not the seventh option: who looks for the sheet changes no answer.
    expect(keyAction(press('g'), 8)).toEqual({ kind: 'sheet' });
    expect(keyAction({ ...press('c'), ctrlKey: true }, 4)).toBeNull();
  });

  it('replaces one choice and toggles several in the order of the paper', () => {
    const options = [{ id: 'x' }, { id: 'y' }, { id: 'z' }];
    expect(choiceAfter('single', options, ['x'], 'y')).toEqual(['y']);
    expect(choiceAfter('multiple', options, ['z'], 'x')).toEqual(['x', 'z']);
    expect(choiceAfter('multiple', options, ['x', 'z'], 'x')).toEqual(['z']);
  });
});
