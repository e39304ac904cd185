import { describe, expect, it } from '@jest/globals';
import { codes, lines, readText } from '../../../testing/interchange.js';
import type { ReadResult } from '../../read-result.js';

const read = (questions: string): Promise<ReadResult> =>
  readText(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions}\n</quiz>`, '题.xml');
const stem = '<questiontext format="html"><text><![CDATA[<p>先做什么？</p>]]></text></questiontext>';
const answer = (fraction: string, text: string, more = ''): string =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;
const choice = (answers: string, more = ''): string =>
  `<question type="multichoice">${stem}${answers}${more}</question>`;
const AB = answer('100', '测') + answer('0', '抽');

describe('Moodle XML: what is read', () => {
  it.each([
    ['single choice', choice(AB), 'single 先做什么？ [测|抽] A'],
    [
      'several answers',
      choice(answer('50', '测') + answer('-100', '抽') + answer('50.0', '等'), '<single>false</single>'),
      'multiple 先做什么？ [测|抽|等] AC',
    ],
    [
      'true/false in any order',
      `<question type="truefalse">${stem}${answer('0', 'false')}${answer('100', 'true')}</question>`,
      'true_false 先做什么？ [正确|错误] A',
    ],
    [
      'marked-up and CDATA text',
      choice(answer('100', '&lt;b&gt;测&lt;/b&gt;') + answer('0', '<![CDATA[a < b]]>')),
      'single 先做什么？ [测|a < b] A',
    ],
    [
      'plain text as written',
      `<question type="multichoice"><questiontext format="plain_text"><text>&lt;b&gt;  甲</text></questiontext>${AB}</question>`,
      'single <b>  甲 [测|抽] A',
    ],
    [
      'automatic format',
      `<question type="multichoice"><questiontext format="moodle_auto_format"><text>
      若 a&lt;b</text></questiontext>${AB}</question>`,
      'single 若 a<b [测|抽] A',
    ],
  ])('%s', async (_, xml, expected) => {
    const result = await read(xml);
    expect([result.format, lines(result), result.refused, result.doubts]).toEqual(['moodle-xml', [expected], [], []]);
  });

  it('feedback, tags and category become explanation and labels', async () => {
    const { questions, doubts } = await read(
      '<question type="category"><category><text>$course$/top/机电//运输/皮带</text></category></question>' +
        choice(
          answer('100', '测', '<feedback format="html"><text>&lt;p&gt;没错&lt;/p&gt;</text></feedback>') +
            answer('0', '抽'),
          '<generalfeedback format="html"><text>依据第一条</text></generalfeedback><tags><tag><text>难度:2</text></tag><tag><text>通用</text></tag><tag><text>判定标准:第三条</text></tag></tags>',
        ),
    );
    expect(questions[0]).toMatchObject({
      explanation: '依据第一条\n选「测」：没错',
      knowledgePoint: '机电∕运输/皮带',
      difficulty: 2,
      category: 'general',
      criteriaClause: '第三条',
    });
    expect(doubts).toEqual([]);
  });

  it.each([
    [
      'a picture in the text',
      choice(answer('100', '<![CDATA[<img src="@@PLUGINFILE@@/a.png" alt="阀">]]>') + answer('0', '抽')),
      'image-lost',
    ],
    [
      'a file beside the text',
      choice(answer('100', '测', '<file name="a.png" encoding="base64">iVBORw0KGgo=</file>') + answer('0', '抽')),
      'image-lost',
    ],
    ['a hidden question', choice(AB, '<hidden>1</hidden>'), 'hidden'],
    ['a name', `<question type="multichoice"><name><text>动火</text></name>${stem}${AB}</question>`, 'title-lost'],
    [
      'words for right answers',
      choice(AB, '<correctfeedback format="html"><text>真棒，去喝茶</text></correctfeedback>'),
      'feedback-lost',
    ],
    ['fixed order', choice(AB, '<shuffleanswers>0</shuffleanswers>'), 'shuffle-lost'],
  ])('%s is read with a doubt', async (_, xml, code) => {
    const result = await read(xml);
    expect([result.accepted.single, codes(result.doubts)]).toEqual([1, [code]]);
  });

  it('says nothing about what Moodle writes into every question', async () => {
    const { doubts } = await read(
      choice(
        AB,
        '<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback><incorrectfeedback format="html"><text>你的回答不正确</text></incorrectfeedback><shuffleanswers>true</shuffleanswers>',
      ),
    );
    expect(doubts).toEqual([]);
  });
});

describe('Moodle XML: what is refused by name', () => {
  it.each([
    ['essay', '问答题（essay）'],
    ['shortanswer', '填空题（shortanswer）'],
    ['numerical', '数字题（numerical）'],
    ['matching', '连线题（matching）'],
    ['cloze', '完形填空（cloze）'],
    ['ddwtos', '拖字入文题（ddwtos）'],
    ['coderunner', '「coderunner」这种题'],
  ])('%s', async (type, words) => {
    const result = await read(`${choice(AB)}\n<question type="${type}">${stem}</question>`);
    expect(result.accepted.single).toBe(1);
    expect(result.refused.map(({ row, code }) => [row, code])).toEqual([[4, 'type-unsupported']]);
    expect(result.refused[0]?.message).toBe(`题 第 4 行：${words}还不能导入，只收单选、多选、判断。`);
  });

  it.each([
    ['part of the points', choice(answer('100', '测') + answer('50', '抽')), 'partial-credit'],
    ['two right answers of one', choice(answer('100', '测') + answer('100', '抽')), 'key-single-count'],
    [
      'a sum that is not whole',
      choice(answer('50', '测') + answer('20', '抽'), '<single>false</single>'),
      'weights-sum',
    ],
    ['no right answer', choice(answer('0', '测') + answer('0', '抽')), 'key-empty'],
    ['a fraction in words', choice(answer('all', '测') + answer('0', '抽')), 'weight-not-understood'],
    [
      'true without false',
      `<question type="truefalse">${stem}${answer('100', 'true')}</question>`,
      'true-false-options',
    ],
    ['no stem', `<question type="multichoice">${AB}</question>`, 'stem-empty'],
  ])('%s', async (_, xml, code) => {
    const result = await read(xml);
    expect([codes(result.refused), result.questions]).toEqual([[code], []]);
  });

  it.each([
    ['broken XML', '<quiz><question type="multichoice"></quiz>', 'broken-xml'],
    ['XML that breaks off', '<quiz><question type="multichoice">', 'broken-xml'],
    ['no question', '<quiz></quiz>', 'no-items-found'],
    ['elements nested too deep', `<quiz>${'<a>'.repeat(300)}`, 'xml-unsafe'],
    [
      'a question of a hundred thousand elements',
      `<quiz><question>${'<a/>'.repeat(100_001)}</question></quiz>`,
      'xml-unsafe',
    ],
  ])('%s: the file', async (_, xml, code) => {
    await expect(readText(xml, '题.xml')).rejects.toMatchObject({ code });
  });
});
