import { describe, expect, it } from '@jest/globals';
import { bestCpuMs } from '../../libs/question-bank/src/testing/cpu-ms.js';
import { weaknesses, writtenPatterns, type WrittenPattern } from '../support/patterns.js';

/** Law A25: longest time that one look at a text of 50,000 characters may take. */
const LIMIT_MS = 20;
const LENGTH = 50_000;

/** Patterns that only ever see short texts, and why; they are measured at that length. */
const SHORT: Readonly<Record<string, { readonly longest: number; readonly because: string }>> = {
  '/0+$/': { longest: 20, because: 'the digits of a number' },
  '/\\.?0+$/u': { longest: 20, because: 'the digits of a number' },
  '/\\/+$/': { longest: 1000, because: 'an address in the configuration' },
  '/\\((?![a-h1-8甲乙丙丁戊己庚辛]\\))[^)]*\\)/g': { longest: 60, because: 'a longer text is no name of a column' },
  '/^[[【(<《]+|[\\]】)>》]+$/g': { longest: 60, because: 'a longer text is no name of a column' },
  "/^'+|'+$/g": { longest: 31, because: 'a longer text is no name of a sheet' },
  '/\\([^)]*\\)/g': { longest: 200, because: 'titles of a roster are cut' },
};

/** They put patterns together out of words of ours; their own tests measure them (slow-patterns.spec.ts of the library). */
const BUILT = [
  'libs/certificates/src/model/number.ts',
  'libs/certificates/src/verify/proof.ts',
  'libs/question-bank/src/exchange/columns/field-names.ts',
  'libs/question-bank/src/exchange/split-options.ts',
  'libs/question-bank/src/model/pinned-options.ts',
];

const { literals, built } = writtenPatterns(['libs', 'apps/api/src', 'apps/web/src']);

/** What nearly every pattern looks for in some way. */
const COMMON = [' ', '\n', 'a', 'A', '1', '.', '(', '[', '题'];
const ENDS = ['', '\u0001', '\n!'];

const look = (pattern: RegExp, text: string): unknown =>
  pattern.global ? text.replace(pattern, '') : pattern.exec(text);

function slowest(pattern: WrittenPattern): { readonly ms: number; readonly attack: string } {
  const regExp = new RegExp(pattern.source, pattern.flags);
  const length = SHORT[pattern.text]?.longest ?? LENGTH;
  const { named, own } = weaknesses(pattern);
  let worst = { ms: 0, attack: '' };
  for (const piece of new Set([...named, ...own, ...COMMON])) {
    const pump = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    for (const end of ENDS) {
      const ms = bestCpuMs(() => look(regExp, pump + end), LIMIT_MS / 2);
      if (ms > worst.ms) worst = { ms: Math.round(ms), attack: JSON.stringify(`${piece}…${end}`) };
    }
  }
  return worst;
}

describe('A25 no text makes a pattern slow', () => {
  it('finds the patterns', () => {
    expect(literals.length).toBeGreaterThan(400);
    expect(built.sort()).toEqual(BUILT);
  });

  it('none backtracks, or begins anew, more than linearly', () => {
    const weak = literals.flatMap((pattern) => {
      const { named } = weaknesses(pattern);
      return named.length > 0 && !SHORT[pattern.text]
        ? [`${pattern.path}: ${pattern.text} (${JSON.stringify(named)})`]
        : [];
    });
    expect(weak).toEqual([]);
  });

  it(`each looks at ${LENGTH} characters of whatever it is made of in less than ${LIMIT_MS} ms of CPU`, () => {
    const slow = literals.flatMap((pattern) => {
      const { ms, attack } = slowest(pattern);
      return ms >= LIMIT_MS ? [`${pattern.path}: ${pattern.text} takes ${ms} ms for ${attack}`] : [];
    });
    expect(slow).toEqual([]);
  }, 120_000);

  it('lists nothing that is not there any more', () => {
    const known = new Set(literals.map(({ text }) => text));
    expect(Object.keys(SHORT).filter((text) => !known.has(text))).toEqual([]);
  });
});
