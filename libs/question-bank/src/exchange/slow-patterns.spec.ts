import { describe, expect, it } from '@jest/globals';
import { bestCpuMs } from '../testing/cpu-ms.js';
import { checkDraft } from '../model/check-draft.js';
import { normaliseOption, normaliseText } from '../model/normalise.js';
import { wordsOf } from '../model/shingles.js';
import { makeDraft } from '../testing/samples.js';
import { bareAnswer, parseChoice } from './answers.js';
import { cleanCell, exactCell, stemCleaner } from './clean-text.js';
import { matchName, mayNameStem, normaliseHeader } from './columns/field-names.js';
import { looksDelimited } from './read-csv-grid.js';
import { looksLikeTables } from './read-html-grid.js';
import { headingOf, typeOfName } from './sheet-type.js';
import { isDangerousCell } from './spreadsheet-cell.js';
import { LETTERED, OPTION_SEPARATORS, namedSeparator, splitOptions, splitStem, takeLetters } from './split-options.js';
import { isOpenType, parseTruth, parseType } from './type-words.js';
import { sheetName } from './workbook-file.js';
import { numberStyle } from './xlsx/number-format.js';
import { unescapeText } from './xlsx/read-strings.js';

const LENGTH = 50_000;
/** Law A25: longest time that one look may take at one hostile text. */
const LIMIT_MS = 20;
const fill = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

// prettier-ignore
const ATTACKS = [
  ' ', '\n', '\t', '\r', '　', '(', '（', '【', ')', '[', '*', '#', '|', ';', '.', '。', ',', '"', "'", '=', '-', '_', '@', '$',
  'A', 'A.', 'A .', 'A B', 'A、', 'AB', 'Ａ', '1', '1.', '(1)', '第1题', '题', '选', '答案', '正确答案', '单选', '单选题', '一、', '判断',
  '_x', '_x0041', '_x0041_', '[h]', '\\', '"y', 'y', '0', '0.', 'sep=', '<', '<t', '<table', '是否正确', '选项', '备选答案', '**', '**A.',
].map(fill);
/** What stands before and behind: something that the patterns begin with, and something that spoils their end. */
const FRAMES = [
  ['', ''],
  ['', 'x'],
  ['A.', ' A.'],
  ['正确答案', '）'],
  ['1.', '是否正确'],
] as const;

const LOOKS: Readonly<Record<string, (text: string) => unknown>> = {
  bareAnswer,
  parseChoice: (text) => parseChoice(text, ['甲', text]),
  cleanCell,
  exactCell,
  stemCleaner: (text) => stemCleaner([text])(text),
  header: (text) => matchName(normaliseHeader(text)),
  headerName: (text) => matchName(text),
  mayNameStem,
  looksDelimited,
  looksLikeTables,
  headingOf: (text) => headingOf({ row: 1, cells: [text] }),
  typeOfName,
  isDangerousCell,
  sheetName: (text) => sheetName(text, [text]),
  splitStem,
  splitByLetters: (text) => splitOptions(text, LETTERED),
  takeLetters: (text) => takeLetters([text, text]),
  ...Object.fromEntries(
    OPTION_SEPARATORS.map((name) => [`split ${name}`, (text: string) => splitOptions(text, namedSeparator(name))]),
  ),
  isOpenType,
  parseTruth,
  parseType,
  numberStyle: (text) => numberStyle(200, text),
  unescapeText,
  normaliseText,
  normaliseOption,
  wordsOf,
  checkDraft: (text) => checkDraft(makeDraft('single', [text.slice(0, 1000), '乙'], ['A'])),
};

describe('A25 nobody can make a pattern slow', () => {
  it.each(Object.entries(LOOKS))(
    '%s',
    (_, look) => {
      let worst = { milliseconds: 0, text: '' };
      for (const attack of ATTACKS) {
        for (const [head, end] of FRAMES) {
          const text = `${head}${attack}${end}`;
          const best = bestCpuMs(() => look(text), LIMIT_MS / 2);
          if (best > worst.milliseconds) worst = { milliseconds: best, text: `${head}${attack.slice(0, 8)}…${end}` };
        }
      }
      expect(worst.milliseconds > LIMIT_MS ? worst : null).toBeNull();
    },
    60_000,
  );
});
