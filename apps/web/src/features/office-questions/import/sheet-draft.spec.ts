import { describe, expect, it } from '@jest/globals';
import { fieldOf, isDoubtful, withField } from './sheet-draft.js';

const column = (letter: string, field: string | null, confidence = 1) => ({
  column: letter,
  header: '',
  field,
  confidence,
  samples: [],
});

describe('what a person says about columns', () => {
  it('goes before the guess, and takes a field from where it was guessed', () => {
    const correction = withField({}, 'C', 'stem');
    expect(
      [column('B', 'stem'), column('C', null), column('D', 'answer')].map((one) => fieldOf(one, correction)),
    ).toEqual([null, 'stem', 'answer']);
  });

  it('gives a field to one column only', () => {
    expect(withField(withField({ type: 'single' }, 'B', 'stem'), 'C', 'stem')).toEqual({
      type: 'single',
      columns: { C: 'stem' },
    });
    expect(withField(withField({}, 'B', null), 'C', null)).toEqual({ columns: { B: null, C: null } });
  });

  it('is asked for where the guess is weak', () => {
    expect([column('A', 'stem', 0.9), column('A', 'stem', 0.4), column('A', null, 0)].map(isDoubtful)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
