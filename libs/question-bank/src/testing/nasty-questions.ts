import * as fc from 'fast-check';
import { checkDraft } from '../model/check-draft.js';
import { contentFingerprint } from '../model/fingerprint.js';
import { labelOptions } from '../model/question.js';
import type { WritableQuestion } from '../exchange/write-questions.js';

/** Signs that some format of question files gives a meaning, and some that few programs expect. */
const SIGNS = [
  ...'{}=~#:\\<>&"\'%$[]()/|*_-+.,;!?@`^',
  ...'甲乙丙安全ABab019　，。：；（）［］＝０ＡéÅ',
  ' ',
  '\n',
  '\t',
  '\r',
  '\u00A0',
  '\u2028',
  '😀',
  '𠮷',
  '👩‍🚒',
];
// prettier-ignore
const BEGINNINGS = [
  '', '', '', ' ', '\n', '　', '//', '::', '$CATEGORY: x', '[html]', '[plain]', '[tag:x]', '%50%', '->', '####', 'T',
  'A. ', 'B) ', 'ANSWER: A', '<p>', '<!--', '<![CDATA[', ']]>', '&amp;', '&#65;', '\\n', '\\u000a', '<br>', '{T}',
  '未分类', 'top', 'Default for x', 'a/b', '//x', '知识点:', '1、', '答案：B', '正确', '错误', '解析：',
];
const ENDINGS = ['', '', '', ' ', '\n', '\\', '。', '</p>', '}', '　'];

/** Text that tries what it can against whoever prints and parses it. */
export const nastyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...BEGINNINGS),
    fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 24 }),
    fc.constantFrom(...ENDINGS),
  )
  .map((parts) => parts.join(''));

const filled = nastyText.filter((text) => text.trim() !== '');

/** Any question that may stand in a bank. */
export const nastyQuestion: fc.Arbitrary<WritableQuestion> = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const, 'true_false' as const),
    stem: filled,
    options: fc.array(filled, { minLength: 2, maxLength: 8 }),
    picks: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 8 }),
    explanation: nastyText,
    difficulty: fc.constantFrom(null, 1, 2, 3, 4, 5),
    knowledgePoint: fc.option(filled),
    category: fc.constantFrom(null, 'general' as const, 'professional' as const),
    sourceClause: fc.option(filled),
    criteriaClause: fc.option(filled, { nil: undefined }),
  })
  .map(({ type, options, picks, criteriaClause, ...rest }) => {
    const texts = type === 'true_false' ? ['正确', '错误'] : options;
    const places = picks.map((pick) => pick % texts.length).slice(0, type === 'multiple' ? 8 : 1);
    const key = [...new Set(places)].sort().map((place) => 'ABCDEFGH'[place] ?? '');
    const labelled = labelOptions(texts).map((option) => ({ ...option }));
    return { type, options: labelled, key, ...rest, ...(criteriaClause === undefined ? {} : { criteriaClause }) };
  })
  .filter(({ type, stem, options, key, ...rest }) => {
    return checkDraft({ content: { type, stem, options }, key: { correct: key }, ...rest }).length === 0;
  });

/** A bank of a few questions, no two of which are exact copies. */
export const nastyQuestions: fc.Arbitrary<WritableQuestion[]> = fc.uniqueArray(nastyQuestion, {
  minLength: 1,
  maxLength: 6,
  selector: ({ type, stem, options, key }) =>
    contentFingerprint({ content: { type, stem, options }, key: { correct: key } }),
});
