import { describe, expect, it } from '@jest/globals';
import { placeOfFlagged, wantsLook, type Flagged } from './flag-rules.js';

const of = (asked: number, ...flags: Flagged['flags'][number][]): Flagged => ({ asked, flags });

describe('flagged questions that somebody should look at', () => {
  it.each([
    ['nothing to see', of(100), null, false],
    ['nobody has looked', of(100, 'too-easy'), null, true],
    ['dealt with', of(100, 'too-easy'), of(100, 'too-easy'), false],
    ['a few more papers say the same', of(199, 'too-easy'), of(100, 'too-easy'), false],
    ['twice as many papers say the same', of(200, 'too-easy'), of(100, 'too-easy'), true],
    ['twice as many, but hardly any', of(50, 'too-easy'), of(25, 'too-easy'), false],
    ['another flag', of(110, 'too-easy', 'negative'), of(100, 'too-easy'), true],
    ['one flag less', of(110, 'too-easy'), of(100, 'too-easy', 'negative'), false],
    ['no flag any more', of(500), of(100, 'too-easy'), false],
  ])('%s', (_, now, handled, expected) => {
    expect(wantsLook(now, handled)).toBe(expected);
  });

  it('a key that may be wrong comes before everything, then whatever stood in most papers', () => {
    const list = [
      of(900, 'overexposed'),
      of(40, 'key-suspect', 'negative'),
      of(50, 'negative'),
      of(60, 'negative'),
      of(9),
    ];
    const sorted = [...list].sort((a, b) => placeOfFlagged(a) - placeOfFlagged(b));
    expect(sorted.map(({ asked }) => asked)).toEqual([40, 60, 50, 900, 9]);
  });
});
