import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FULL_SIZES } from '../../tools/lib/laws.mjs';
import { ROOT, sourceFiles } from '../support/source-files.js';

/**
 * A33 (faces), A35 (attendance) and A38 (two releases on one schema) wait for what they are about; A40 is part of every
 * browser test of a page, A41 is test/mutation.
 */
const ELSEWHERE = ['A33', 'A35', 'A38', 'A40', 'A41'];
const LAWS = [...Array(41).keys()]
  .map((n) => `A${String(n + 1).padStart(2, '0')}`)
  .filter((law) => !ELSEWHERE.includes(law));

/** What stands behind `describe(` and `it(`, with or without a table. */
const TITLE = /\b(?:describe|it)(?:\.each\([^]{0,4000}?\))?\(\s*(["'`][^\n]{0,300})/g;

const titles = ['apps', 'libs', 'test']
  .flatMap((folder) => sourceFiles(folder, { specs: true }))
  .filter(({ path }) => /\.spec\.tsx?$/.test(path))
  .flatMap(({ text }) => [...text.matchAll(TITLE)].map((match) => match[1] ?? ''));

describe('the laws', () => {
  it.each(LAWS)('%s has a test that names it', (law) => {
    expect(titles.filter((title) => title.includes(law))).not.toEqual([]);
  });

  it.each(FULL_SIZES)('$law: $test takes its full size from the environment', ({ law, test, env }) => {
    const text = readFileSync(join(ROOT, test), 'utf8');
    for (const word of [...law.split(' '), ...Object.keys(env)]) expect(text).toContain(word);
  });
});
