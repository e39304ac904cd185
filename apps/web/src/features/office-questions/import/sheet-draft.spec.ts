import { describe, expect, it } from '@jest/globals';
import { fieldOf, isDoubtful, unknownSheets, withField } from './sheet-draft.js';

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

  it('is missing for sheets that nobody recognised, unless they are to be left alone', () => {
    const sheet = (name: string, layout: string | null, columns = [column('A', null)]) => ({
      sheet: name,
      layout,
      columns,
      headerRow: null,
      rows: 9,
      accepted: 0,
      refused: 0,
      confidence: 0,
      optionSeparator: null,
      type: null,
      remembered: false,
    });
    const sheets = [
      sheet('认出的', 'wide-letters'),
      sheet('没认出', null),
      sheet('不导', null),
      sheet('空的', null, []),
    ];
    const unknown = unknownSheets(sheets, { 不导: { ignore: true } });
    expect(unknown.map((one) => one.sheet)).toEqual(['没认出']);
  });
});
