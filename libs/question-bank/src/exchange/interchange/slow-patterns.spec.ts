import { describe, expect, it } from '@jest/globals';
import { bestCpuMs } from '../../testing/cpu-ms.js';
import {
  escapeMarkup,
  htmlToText,
  looksLikeHtml,
  needsPreserving,
  plainTextOf,
  textToHtml,
  trimBlanks,
} from './foreign-text.js';
import { aikenReader } from './aiken/read-aiken.js';
import { parseGift } from './gift/parse-gift.js';
import { giftReader } from './gift/read-gift.js';
import { writeGift } from './gift/write-gift.js';
import { fitsCategory, fromCategoryPath, fromTags, toCategoryPath, toTags } from './labels.js';
import { moodleXmlReader } from './moodle-xml/read-moodle-xml.js';
import { qtiReader } from './qti/read-qti.js';
import { toKebab } from './qti/qti-version.js';
import { shorten, titleOf } from './found-items.js';

const LENGTH = 50_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

// prettier-ignore
const ATTACKS = [
  ' ', '\n', '\t', '/', '\\', '#', '{', '}', '=', '~', ':', '<', '&', '"', "'", '%', '[', '1', 'A', '-', '|', '*', '$', '　',
  '::', '//', '</', '<p ', '<p a=', '<!--', '&#', '&amp', '{=', '{~', '{T ', '%1', '%-1.', '[tag:', '\\u00', '\\n', '####',
  ' \n', 'a/', '/ /', 'A.', 'A. \n', 'ANSWER:', 'ANSWER: A ', '$CATEGORY:', '<sup>', '<br>', '<td>', '<ol><li>', '<pre>',
  '<quiz', '<assessmentItem', '<a:', '知识点:', '难度:', '1. ', 'white-space:', '😀', '\uD800', '[html]', '->',
].map(fill);
const ENDS = ['', 'x', '}', '>', ';', '\n', ' x', '::', '\\'];

const head = (text: string) => ({ bytes: new Uint8Array(), fileName: 'a', extension: '', parts: [], text });
const labels = { difficulty: null, category: null, sourceClause: null };

/** Everything here that looks at text with a pattern or a loop, by name. */
const LOOKS: Readonly<Record<string, (text: string) => unknown>> = {
  trimBlanks,
  looksLikeHtml,
  needsPreserving,
  escapeMarkup,
  textToHtml,
  htmlToText: (text) => {
    try {
      return htmlToText(text);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  },
  markdown: (text) => plainTextOf(text, 'markdown'),
  parseGift,
  writeGift: (text) =>
    writeGift([
      { type: 'true_false', stem: text, options: [], key: ['A'], explanation: text, knowledgePoint: text, ...labels },
    ]),
  detectGift: (text) => giftReader.detect(head(text)),
  detectAiken: (text) => aikenReader.detect(head(text)),
  detectMoodle: (text) => moodleXmlReader.detect(head(text)),
  detectQti: (text) => qtiReader.detect(head(text)),
  fromTags: (text) => fromTags([text, `知识点:${text}`]),
  toTags: (text) => toTags({ knowledgePoint: text, ...labels }),
  toCategoryPath,
  fitsCategory,
  fromCategoryPath,
  shorten,
  titleOf,
  toKebab,
};

describe('A25 no text makes a pattern slow', () => {
  it.each(Object.keys(LOOKS))('%s: 50,000 characters in under 20 ms', (name) => {
    const look = LOOKS[name];
    if (look === undefined) throw new Error(name);
    for (const attack of ATTACKS) look(attack.slice(0, 2_000));
    const slow: [string, number][] = [];
    for (const attack of ATTACKS) {
      for (const end of ENDS) {
        const best = bestCpuMs(() => look(attack + end), 10);
        if (best >= 20) slow.push([JSON.stringify(attack.slice(0, 12) + end), Math.round(best)]);
      }
    }
    expect(slow).toEqual([]);
  });
});
