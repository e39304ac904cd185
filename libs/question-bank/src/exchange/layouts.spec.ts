import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LAYOUT_WRITERS } from '../testing/layout-writers.js';
import type { AnswerWords, SheetQuestion } from '../testing/layout-writers.js';
import { writeContainer } from '../testing/sheet-containers.js';
import type { Container } from '../testing/sheet-containers.js';
import { readQuestionFile } from './read-question-file.js';
import type { ReadQuestion } from './read-result.js';

const CONTAINERS: readonly Container[] = [
  'xlsx',
  'html',
  'html gb18030',
  'csv',
  'csv gb18030',
  'csv utf-16',
  'csv semicolons',
  'csv tabs',
];
const SINGLE_SHEET = /^(?!B a sheet|B a title)/;
const NO_MERGES = /^(?!D stem merged|A wide, header)/;

const HAN = [
  ...'安全生产责任落实检查隐患排查治理现场作业人员防护用品瓦斯通风设备警示标志应急预案演练培训考核机电运输顶板支护煤尘监测',
];
const han = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map((chars) => chars.join(''));
const stem = fc
  .tuple(
    han(14, 30),
    fc.constantFrom('（ ）。', '？', '应当（　）', '：', '，≥ 1.5 m。', ' "A" 类', '“<b>”&amp;', '10 kV', '𠮷'),
  )
  .map((parts) => parts.join(''));
const option = fc
  .tuple(han(1, 7), fc.constantFrom('', '', '', ' 5 cm', '（0.5%）', '、其他', '"引号"', '＜10'))
  .map((parts) => parts.join(''));

const question: fc.Arbitrary<SheetQuestion> = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const, 'true_false' as const),
    stem,
    texts: fc.uniqueArray(option, { minLength: 3, maxLength: 5 }),
    picks: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 2, maxLength: 4 }),
  })
  .map(({ type, stem: words, texts, picks }) => {
    const options = type === 'true_false' ? ['正确', '错误'] : texts;
    const places = [...new Set(picks.map((pick) => pick % options.length))].slice(0, type === 'multiple' ? 4 : 1);
    return { type, stem: words, options, key: places.sort().map((place) => 'ABCDE'[place] ?? '') };
  });

/** A bank of all three types, as any that is worth importing; single choice leads, so that a sheet is never odd. */
const bank = fc
  .uniqueArray(question, { minLength: 8, maxLength: 14, selector: ({ stem: words }) => words })
  .filter((questions) => new Set(questions.map(({ type }) => type)).size === 3);

const FULL_WIDTH = (text: string): string =>
  text.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const CHOICES: readonly AnswerWords['choice'][] = [
  (labels) => labels.join(''),
  (labels) => labels.join(','),
  (labels) => labels.join('、'),
  (labels) => labels.join('|'),
  (labels) => labels.join(' '),
  (labels) => FULL_WIDTH(labels.join('')),
  (labels) => `正确答案${labels.join('')}`,
  (labels) => labels.join('').toLowerCase(),
  (labels) => `（${labels.join('，')}）`,
];
const TRUTHS = [
  ['对', '错'],
  ['正确', '错误'],
  ['√', '×'],
  ['T', 'F'],
  ['Y', 'N'],
  ['是', '否'],
  ['1', '0'],
  ['TRUE', 'FALSE'],
] as const;
const words: fc.Arbitrary<AnswerWords> = fc
  .tuple(fc.constantFrom(...CHOICES), fc.constantFrom(...TRUTHS))
  .map(([choice, [right, wrong]]) => ({ choice, right, wrong }));

const plain = (questions: readonly SheetQuestion[]): string[] =>
  questions
    .map(({ type, stem: text, options, key }) => `${type} ${text.trim()} [${options.join('/')}] ${key.join('')}`)
    .sort();

const asWritten = ({ type, stem: text, options, key }: ReadQuestion): SheetQuestion => ({
  type,
  stem: text,
  options: options.map((shown) => shown.text),
  key,
});

describe('a bank written in any layout reads back equal', () => {
  it.each(Object.keys(LAYOUT_WRITERS))(
    '%s',
    async (name) => {
      const containers = CONTAINERS.filter(
        (container) => !container.startsWith('csv') || (SINGLE_SHEET.test(name) && NO_MERGES.test(name)),
      );
      await fc.assert(
        fc.asyncProperty(bank, words, fc.constantFrom(...containers), async (questions, spelling, container) => {
          const sheets = LAYOUT_WRITERS[name]?.(questions, spelling) ?? {};
          const result = await readQuestionFile(await writeContainer(sheets, container));
          expect(result.refused).toEqual([]);
          expect(plain(result.questions.map(asWritten))).toEqual(plain(questions));
          expect(result.sheets.every((sheet) => sheet.confidence > 0.5)).toBe(true);
        }),
        { numRuns: 25, seed: 3 },
      );
    },
    60_000,
  );

  it.each(['A wide letters', 'E stars'])(
    'answers spelt out as the texts of options: %s',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(bank, async (questions) => {
          const choice: AnswerWords['choice'] = (labels, options) =>
            labels.map((label) => options['ABCDE'.indexOf(label)]).join('|');
          const sheets = LAYOUT_WRITERS[name]?.(questions, { choice, right: '对', wrong: '错' }) ?? {};
          const result = await readQuestionFile(await writeContainer(sheets, 'xlsx'));
          expect(plain(result.questions.map(asWritten))).toEqual(plain(questions));
        }),
        { numRuns: 25, seed: 4 },
      );
    },
    60_000,
  );
});
