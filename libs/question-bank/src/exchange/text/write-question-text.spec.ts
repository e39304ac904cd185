import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkDraft } from '../../model/check-draft.js';
import { contentFingerprint } from '../../model/fingerprint.js';
import { labelOptions } from '../../model/question.js';
import type { QuestionDraft } from '../../model/question.js';
import type { WritableQuestion } from '../write-questions.js';
import { readQuestionFile } from '../read-question-file.js';
import { readQuestionText } from './read-question-text.js';
import { writeQuestionText } from './write-question-text.js';

const PLAIN: WritableQuestion = {
  type: 'single',
  stem: '动火作业前应当先做什么？',
  options: labelOptions(['办理作业票', '直接动火']),
  key: ['A'],
  explanation: '先审批，后作业。',
  difficulty: 2,
  knowledgePoint: '动火作业',
  category: 'general',
  sourceClause: '第二十八条',
};

// Words that mean something to the reader, alone and glued together.
const MARKS =
  '1. 2、 （2） 第3题 A. B、 （C） (A) （√） （对） √ 答案：B 【答案】A 正确答案：对 解析： 参考答案 一、单选题 （多选题） 判断题 （2分） 材料： ' +
  '根据材料回答1-2题 1-5 ABCDA 难度：3 知识点：甲 （ ） ____ 请说明 甲 乙丙 。 ？ ** # > - 𠮷 😀 ０ Ａ． 考试结束 第2页 x={ // " \' \\ <b> ' +
  '&amp; 正确 错误 ABCD';
const piece = fc.constantFrom(...MARKS.split(' '), '1.A 2.B', ' ', '\u3000', '\n', '\n\n', '\t', '\u2060', '\uFEFF');
const text = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));

const draft: fc.Arbitrary<QuestionDraft> = fc
  .record({
    type: fc.constantFrom('single' as const, 'multiple' as const, 'true_false' as const),
    stem: text,
    options: fc.array(text, { minLength: 2, maxLength: 8 }),
    picks: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 8 }),
    explanation: text,
    difficulty: fc.constantFrom(null, 1, 2, 3, 4, 5),
    knowledgePoint: fc.option(text.filter((point) => point !== '')),
    category: fc.constantFrom(null, 'general' as const, 'professional' as const),
    sourceClause: fc.option(text.filter((clause) => clause !== '')),
  })
  .map(({ type, stem, options, picks, ...rest }) => {
    const texts = type === 'true_false' ? ['正确', '错误'] : options;
    const places = picks.map((pick) => pick % texts.length).slice(0, type === 'multiple' ? 8 : 1);
    const correct = [...new Set(places)].sort().map((at) => 'ABCDEFGH'[at] ?? '');
    return { content: { type, stem, options: labelOptions(texts) }, key: { correct }, ...rest };
  })
  .filter((candidate) => checkDraft(candidate).length === 0);

const toQuestion = ({ content, key, ...rest }: QuestionDraft): WritableQuestion => ({
  type: content.type,
  stem: content.stem,
  options: content.options.map((option) => ({ ...option })),
  key: [...key.correct],
  ...rest,
});

describe('writing questions as text', () => {
  it('prints what a person would type', () => {
    const judged: WritableQuestion = {
      ...PLAIN,
      type: 'true_false',
      stem: '酒后可以登高。',
      options: labelOptions(['正确', '错误']),
      key: ['B'],
      explanation: '',
      difficulty: null,
      knowledgePoint: null,
      category: null,
      sourceClause: null,
    };
    expect(writeQuestionText([PLAIN, judged])).toBe(
      '1.（单选题）动火作业前应当先做什么？\nA. 办理作业票\nB. 直接动火\n答案：A\n解析：先审批，后作业。\n难度：2\n知识点：动火作业\n类别：通用\n依据条款：第二十八条\n' +
        '\n2.（判断题）酒后可以登高。\n答案：错误\n',
    );
  });

  it('writes ordinary questions without guards, odd ones with guards that do not show', () => {
    expect(writeQuestionText([PLAIN])).not.toContain('\u2060');
    const odd = { ...PLAIN, stem: '下列哪一行是答案？\n答案：B' };
    expect(writeQuestionText([odd])).toContain('\u2060');
  });

  it('is known for what it is even if its questions hold marks of other formats', async () => {
    const odd = { ...PLAIN, stem: '::甲::下列哪个是答案 {=乙 ~丙}', explanation: 'ANSWER: A' };
    const bytes = new TextEncoder().encode(writeQuestionText([odd]));
    const result = await readQuestionFile({ bytes, fileName: '题库.txt' });
    expect([result.format, result.questions[0]?.stem]).toEqual(['text', odd.stem]);
  });

  it('A22: whatever a question says, reading the text back gives the same questions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(draft, { minLength: 1, maxLength: 5, selector: (each) => contentFingerprint(each) }),
        async (drafts) => {
          const questions = drafts.map(toQuestion);
          const result = await readQuestionText(writeQuestionText(questions));
          expect(result.refused).toEqual([]);
          expect(result.doubts).toEqual([]);
          const places = result.questions.map(({ source }) => ({ source }));
          expect(result.questions).toEqual(questions.map((question, index) => ({ ...question, ...places[index] })));
        },
      ),
      { numRuns: Number(process.env['ZHIAN_RUNS'] ?? 300) },
    );
  });
});
