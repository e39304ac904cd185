import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FoundPicture } from '../picture-intake.js';
import { findOptions } from './find-options.js';
import { cutPictured, joinPictured, linesOfParagraph, linesOfPictured } from './pictured-text.js';
import type { PicturedText } from './pictured-text.js';

const newPicture = (): FoundPicture => ({ alt: '', load: () => new Uint8Array() });
const words = fc
  .array(
    fc.constantFrom(
      '1.',
      'A.',
      'B.',
      '(C)',
      'D 丁',
      'A 甲',
      '甲',
      '（B）',
      '。',
      ' ',
      '\t',
      '\u2060',
      '\uFDD0',
      '\uFFFC',
      '𠮷',
      '',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** A text with pictures anywhere in it, also several at one place. */
function pictured(text: fc.Arbitrary<string>): fc.Arbitrary<PicturedText> {
  return fc.record({ text, places: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }) }).map(({ text: given, places }) => {
    if (places.length === 0) return { text: given };
    const offsets = places.map((at) => Math.min(at, given.length)).toSorted((a, b) => a - b);
    return { text: given, pictures: offsets.map((at) => ({ at, picture: newPicture() })) };
  });
}

const picturesIn = (parts: readonly PicturedText[]): FoundPicture[] =>
  parts.flatMap(({ pictures = [] }) => pictures.map(({ picture }) => picture));

describe('pictures in a text', () => {
  it('are never lost, doubled or put in another order, however it is cut and joined', () => {
    const paragraph = pictured(fc.array(words, { maxLength: 4 }).map((lines) => lines.join('\n')));
    fc.assert(
      fc.property(paragraph, paragraph, fc.nat({ max: 20 }), (one, other, at) => {
        const whole = joinPictured([one, other], '\n');
        const all = picturesIn([one, other]);
        const end = Math.min(at, whole.text.length);
        expect(picturesIn([whole])).toEqual(all);
        expect(picturesIn(linesOfPictured(whole))).toEqual(all);
        expect(new Set(picturesIn(linesOfParagraph(whole)))).toEqual(new Set(all));
        expect(picturesIn([cutPictured(whole, 0, end), cutPictured(whole, end)])).toEqual(
          end === whole.text.length ? [...all, ...picturesIn([cutPictured(whole, end)])] : all,
        );
        for (const { text, pictures = [] } of linesOfParagraph(whole))
          for (const { at: offset } of pictures) expect(offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('each belong to one part of the question, and leave no sign in its words', () => {
    fc.assert(
      fc.property(fc.array(pictured(words), { maxLength: 7 }), (lines) => {
        const body = lines.map((line, index) => ({ row: index + 1, ...cutPictured(line, 0) }));
        const { stem, options, placed } = findOptions(body);
        const all = picturesIn(body);
        expect(placed).toHaveLength(all.length);
        expect(new Set(placed.map(({ picture }) => picture))).toEqual(new Set(all));
        const places = new Set(['stem', ...options.map((_, index) => 'ABCDEFGH'.charAt(index))]);
        for (const { place } of placed) expect(places).toContain(place);
        if (all.length === 0) return;
        const said = [stem, ...options.map(({ text }) => text)].join('');
        expect(said).not.toContain('\uFDD0');
        // A text's own sign of this kind is not taken for one of ours.
        expect(said.split('\uFFFD')).toHaveLength(
          body
            .map(({ text }) => text)
            .join('')
            .split('\uFDD0').length,
        );
      }),
      { numRuns: 500 },
    );
  });
});
