import { describe, expect, it } from '@jest/globals';
import type { Stage } from '../../shared/offline/answer-entries.js';
import { choiceAfter, keyAction } from './keyboard.js';
import { summarise } from './summary.js';

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

describe('the exam by keyboard', () => {
  it('chooses, moves and opens the sheet', () => {
    expect(keyAction(press('2'), 4)).toEqual({ kind: 'choose', index: 1 });
    expect(keyAction(press('D'), 4)).toEqual({ kind: 'choose', index: 3 });
    expect(keyAction(press('e'), 4)).toBeNull();
    expect(keyAction(press('ArrowLeft'), 4)).toEqual({ kind: 'move', by: -1 });
    expect(keyAction(press('Enter'), 4)).toEqual({ kind: 'next' });
    expect(keyAction(press('g'), 4)).toEqual({ kind: 'sheet' });
    expect(keyAction({ ...press('c'), ctrlKey: true }, 4)).toBeNull();
  });

  it('replaces one choice and toggles several in the order of the paper', () => {
    const options = [{ id: 'x' }, { id: 'y' }, { id: 'z' }];
    expect(choiceAfter('single', options, ['x'], 'y')).toEqual(['y']);
    expect(choiceAfter('multiple', options, ['z'], 'x')).toEqual(['x', 'z']);
    expect(choiceAfter('multiple', options, ['x', 'z'], 'x')).toEqual(['z']);
  });
});
