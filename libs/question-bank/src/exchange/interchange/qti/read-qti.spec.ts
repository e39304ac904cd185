import { describe, expect, it } from '@jest/globals';
import { codes, lines, manifest, qtiItem, readPackage, readText } from '../../../testing/interchange.js';
import { toKebab } from './qti-version.js';

const P = '动火作业前先做什么？';
const value = (...labels: string[]): string =>
  `<correctResponse>${labels.map((label) => `<value>${label}</value>`).join('')}</correctResponse>`;
const mapping = (entries: Readonly<Record<string, number>>, more = ''): string =>
  `<mapping defaultValue="0"${more}>${Object.entries(entries)
    .map(([key, mapped]) => `<mapEntry mapKey="${key}" mappedValue="${mapped}"/>`)
    .join('')}</mapping>`;
const MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response.xml"/>';
const RESPONSE = '<variable identifier="RESPONSE"/>';
const IS_RIGHT = `<match>${RESPONSE}<correct identifier="RESPONSE"/></match>`;
const score = (expression: string): string => `<setOutcomeValue identifier="SCORE">${expression}</setOutcomeValue>`;
const one = '<baseValue baseType="float">1</baseValue>';
const processing = (rules: string): string => `<responseProcessing>${rules}</responseProcessing>`;
const condition = (...branches: string[]): string => `<responseCondition>${branches.join('')}</responseCondition>`;
const single = `[抽烟|测气体|等下班]`;

/** The same item with the names of 3.0. */
const inVersion3 = (xml: string): string =>
  xml
    .replace('xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"', 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"')
    .replaceAll(/<(\/?)(?!p>|\?)([a-zA-Z]+)([^<>]*)>/g, (_, end: string, name: string, rest: string) => {
      return `<${end}qti-${toKebab(name)}${rest.replace(/ ([a-zA-Z]+)=/g, (__, key: string) => ` ${toKebab(key)}=`)}>`;
    });

describe('QTI: what is read', () => {
  it.each([
    ['2.1', qtiItem()],
    ['2.2', qtiItem({ namespace: ' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"' })],
    [
      '2.1 with a prefix',
      qtiItem()
        .replaceAll(/<(\/?)(?!\?)/g, '<$1q:')
        .replace('xmlns=', 'xmlns:q='),
    ],
    ['no namespace', qtiItem({ namespace: '' })],
    ['3.0', inVersion3(qtiItem())],
  ])('an item of %s', async (_, xml) => {
    const result = await readText(xml, '一道题.xml');
    expect([result.format, lines(result), result.doubts]).toEqual(['qti', [`single ${P} ${single} B`], []]);
  });

  it.each([
    [
      'several answers',
      { response: `cardinality="multiple">${value('C', 'A')}`, interaction: 'shuffle="true" maxChoices="0"' },
      `multiple ${P} ${single} AC`,
    ],
    [
      'map_response',
      { response: `cardinality="single">${mapping({ B: 2, A: -1 })}`, processing: MAP },
      `single ${P} ${single} B`,
    ],
    [
      'map_response with several',
      { response: `cardinality="multiple">${value('A', 'B')}${mapping({ A: 1, B: 1, C: -2 })}`, processing: MAP },
      `multiple ${P} ${single} AB`,
    ],
    [
      'the stem as prompt',
      {
        stem: '<div>看材料。</div>',
        choices:
          '<prompt>选<b>哪</b>个？</prompt><simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B">乙</simpleChoice>',
      },
      'single 看材料。\n选哪个？ [甲|乙] B',
    ],
    [
      'true and false',
      {
        response: `cardinality="single">${value('x')}`,
        choices: '<simpleChoice identifier="x">False</simpleChoice><simpleChoice identifier="y">True</simpleChoice>',
      },
      `true_false ${P} [正确|错误] B`,
    ],
    [
      '对 and 错',
      { choices: '<simpleChoice identifier="A">错</simpleChoice><simpleChoice identifier="B">对</simpleChoice>' },
      `true_false ${P} [正确|错误] A`,
    ],
    [
      '是 and 否 as they are',
      { choices: '<simpleChoice identifier="A">是</simpleChoice><simpleChoice identifier="B">否</simpleChoice>' },
      `single ${P} [是|否] B`,
    ],
    [
      'match_correct written out',
      {
        processing: processing(
          condition(
            `<responseIf>${IS_RIGHT}${score(one)}</responseIf>`,
            `<responseElse>${score('<baseValue baseType="float">0</baseValue>')}</responseElse>`,
          ),
        ),
      },
      `single ${P} ${single} B`,
    ],
    [
      'points added up',
      {
        processing: processing(
          condition(
            `<responseIf><isNull>${RESPONSE}</isNull></responseIf>`,
            `<responseElseIf><and>${IS_RIGHT}</and>${score('<sum><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></sum>')}</responseElseIf>`,
          ),
        ),
      },
      `single ${P} ${single} B`,
    ],
    [
      'map_response written out',
      {
        response: `cardinality="single">${mapping({ B: 1 })}`,
        processing: processing(
          condition(
            `<responseIf><isNull>${RESPONSE}</isNull>${score('<baseValue baseType="float">0</baseValue>')}</responseIf>`,
            `<responseElse>${score('<mapResponse identifier="RESPONSE"/>')}</responseElse>`,
          ),
        ),
      },
      `single ${P} ${single} B`,
    ],
    [
      'rules that choose feedback',
      {
        processing: processing(
          `<setOutcomeValue identifier="FEEDBACK">${RESPONSE}</setOutcomeValue>${condition(`<responseIf><equal><baseValue>1</baseValue></equal><setOutcomeValue identifier="FEEDBACK">${one}</setOutcomeValue></responseIf>`)}${condition(`<responseIf>${IS_RIGHT}${score(one)}</responseIf>`)}`,
        ),
      },
      `single ${P} ${single} B`,
    ],
  ])('%s', async (_, parts, expected) => {
    const result = await readText(qtiItem(parts), '题.xml');
    expect(lines(result)).toEqual([expected]);
    expect(result.doubts).toEqual([]);
  });

  it('feedback of choices, and of the item', async () => {
    const { questions, doubts } = await readText(
      qtiItem({
        choices:
          '<simpleChoice identifier="A">甲 <feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">不对</feedbackInline></simpleChoice><simpleChoice identifier="B">乙</simpleChoice>',
        after:
          '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="show"><p>就是它</p></modalFeedback><modalFeedback outcomeIdentifier="F" identifier="x" showHide="hide">依据<br/>第一条</modalFeedback>',
      }),
      '题.xml',
    );
    expect(questions[0]?.options.map(({ text }) => text)).toEqual(['甲', '乙']);
    expect(questions[0]?.explanation).toBe('依据\n第一条\n选「甲」：不对\n选「乙」：就是它');
    expect(doubts).toEqual([]);
  });

  it.each([
    [
      'feedback for right and wrong',
      {
        after:
          '<modalFeedback outcomeIdentifier="F" identifier="correct" showHide="show">好</modalFeedback><modalFeedback outcomeIdentifier="F" identifier="incorrect" showHide="show">再看</modalFeedback>',
      },
      'feedback-joined',
    ],
    ['no response processing', { processing: '' }, 'no-processing'],
    [
      'unequal points',
      { response: `cardinality="multiple">${mapping({ A: 1, B: 2 })}`, processing: MAP },
      'weights-unequal',
    ],
    [
      'an option held in its place',
      {
        choices:
          '<simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B" fixed="true">乙</simpleChoice>',
      },
      'fixed-lost',
    ],
    ['a picture', { stem: '<p>看图<object type="image/png" data="a.png">阀门</object>选</p>' }, 'image-lost'],
    ['a formula', { stem: '<p>当 <math><mi>x</mi></math> 时</p>' }, 'format-lost'],
    ['a hint', { stem: '<p>选</p><infoControl title="提示">想想</infoControl>' }, 'infoControl-lost'],
    ['a rubric for scorers', { stem: '<p>选</p><rubricBlock view="scorer">给分</rubricBlock>' }, 'rubricBlock-lost'],
    ['an order that holds', { interaction: 'shuffle="false" maxChoices="1"' }, 'shuffle-lost'],
  ])('%s: with a doubt', async (_, parts, code) => {
    const result = await readText(qtiItem(parts), '题.xml');
    expect([codes(result.refused), codes(result.doubts)]).toEqual([[], [code]]);
    expect(result.questions[0]?.stem).not.toMatch(/想想|给分/);
  });

  it('options that speak of others may be held in their place', async () => {
    const choices =
      '<simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B" fixed="true">以上都是</simpleChoice>';
    expect((await readText(qtiItem({ choices }), '题.xml')).doubts).toEqual([]);
  });
});

describe('QTI: what is refused by name', () => {
  const body = (interaction: string): string =>
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i" title="" adaptive="false" timeDependent="false"><itemBody><p>题</p>${interaction}</itemBody></assessmentItem>`;

  it.each([
    ['填空题（textEntryInteraction）', body('<p><textEntryInteraction responseIdentifier="R"/></p>')],
    ['问答题（extendedTextInteraction）', body('<extendedTextInteraction responseIdentifier="R"/>')],
    ['连线题（matchInteraction）', body('<matchInteraction responseIdentifier="R"/>')],
    ['排序题（orderInteraction）', body('<orderInteraction responseIdentifier="R"/>')],
    ['选词填空题（inlineChoiceInteraction）', body('<p><inlineChoiceInteraction responseIdentifier="R"/></p>')],
    ['点图题（hotspotInteraction）', body('<hotspotInteraction responseIdentifier="R"/>')],
    ['自定义题（portableCustomInteraction）', body('<portableCustomInteraction responseIdentifier="R"/>')],
    ['这种题（holdInteraction）', body('<holdInteraction responseIdentifier="R"/>')],
    ['没有作答的说明文字', body('')],
    [
      '一题多问（2 个 choiceInteraction）',
      body('<choiceInteraction responseIdentifier="R"/><choiceInteraction responseIdentifier="S"/>'),
    ],
    ['分步自适应题（adaptive）', qtiItem().replace('adaptive="false"', 'adaptive="true"')],
    [
      '每次换数字的题（templateDeclaration）',
      qtiItem({ after: '<templateDeclaration identifier="N" cardinality="single" baseType="integer"/>' }),
    ],
    ['每次换数字的题（printedVariable）', qtiItem({ stem: '<p><printedVariable identifier="N"/> 伏？</p>' })],
    ['要排顺序的题', qtiItem({ response: `cardinality="ordered">${value('B')}` })],
  ])('%s', async (words, xml) => {
    const result = await readText(xml, '题.xml');
    expect(result.refused.map(({ code, message }) => [code, message])).toEqual([
      ['type-unsupported', `题 第 ${xml.startsWith('<?') ? 2 : 1} 行：${words}还不能导入，只收单选、多选、判断。`],
    ]);
  });

  it.each([
    [
      'a template of its own',
      { processing: '<responseProcessing template="http://example.org/mine"/>' },
      'custom-processing',
    ],
    ['map_response_point', { processing: MAP.replace('map_response', 'map_response_point') }, 'custom-processing'],
    [
      'points for a wrong answer',
      {
        processing: processing(
          condition(`<responseIf>${IS_RIGHT}${score(one)}</responseIf>`, `<responseElse>${score(one)}</responseElse>`),
        ),
      },
      'custom-processing',
    ],
    [
      'points for every response',
      {
        processing: processing(
          condition(
            `<responseIf><isNull>${RESPONSE}</isNull>${score('<baseValue baseType="float">0</baseValue>')}</responseIf>`,
            `<responseElse>${score(one)}</responseElse>`,
          ),
        ),
      },
      'custom-processing',
    ],
    [
      'no points for the right one',
      { processing: processing(condition(`<responseIf><not>${IS_RIGHT}</not>${score(one)}</responseIf>`)) },
      'custom-processing',
    ],
    [
      'a rule we do not know',
      {
        processing: processing(
          condition(
            `<responseIf><member>${RESPONSE}<correct identifier="RESPONSE"/></member>${score(one)}</responseIf>`,
          ),
        ),
      },
      'custom-processing',
    ],
    [
      'a lookup',
      { processing: processing(`<lookupOutcomeValue identifier="SCORE">${RESPONSE}</lookupOutcomeValue>`) },
      'custom-processing',
    ],
    ['no key', { response: 'cardinality="single">' }, 'key-empty'],
    ['a key that is no choice', { response: `cardinality="single">${value('Z')}` }, 'key-beyond-options'],
    ['two keys of one', { response: `cardinality="single">${value('A', 'B')}` }, 'key-single-count'],
    [
      'part of the points',
      { response: `cardinality="single">${mapping({ A: 1, B: 2 })}`, processing: MAP },
      'partial-credit',
    ],
    [
      'a key and points that disagree',
      { response: `cardinality="single">${value('A')}${mapping({ B: 1 })}`, processing: MAP },
      'key-conflict',
    ],
    [
      'points in words',
      { response: 'cardinality="single"><mapping><mapEntry mapKey="A" mappedValue="all"/></mapping>', processing: MAP },
      'weight-not-understood',
    ],
    [
      'two choices of one name',
      { choices: '<simpleChoice identifier="B">甲</simpleChoice><simpleChoice identifier="B">乙</simpleChoice>' },
      'option-identifiers',
    ],
    [
      'another response',
      { interaction: 'responseIdentifier2="X"', choices: '', stem: '<p>题</p>' },
      'key-beyond-options',
    ],
    [
      'a version before 2',
      { namespace: ' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"' },
      'version-unsupported',
    ],
    ['materials that are not there', { after: '<assessmentStimulusRef identifier="s" href="s.xml"/>' }, 'part-missing'],
  ])('%s', async (_, parts, code) => {
    const result = await readText(qtiItem(parts), '题.xml');
    expect([codes(result.refused), result.questions]).toEqual([[code], []]);
  });

  it.each([
    ['QTI 1.2', '<questestinterop><item/></questestinterop>', 'format-unsupported'],
    [
      'a test without its items',
      '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>',
      'format-unsupported',
    ],
    ['an item that breaks off', qtiItem().slice(0, 400), 'broken-xml'],
  ])('%s: the file', async (_, xml, code) => {
    await expect(readText(xml, '题.xml')).rejects.toMatchObject({ code });
  });
});

describe('QTI packages', () => {
  it('items in the order of the manifest, wherever that lies; each refusal names its file', async () => {
    const result = await readPackage({
      '包/items/a b.xml': qtiItem(),
      '包/items/c.xml': qtiItem({ stem: '<p>登高前？</p>' }),
      '包/items/broken.xml': '<assessmentItem>',
      '包/other.xml': '<x/>',
      '包/imsmanifest.xml': manifest([
        'items/c.xml',
        'items/a%20b.xml',
        'items/broken.xml',
        'items/none.xml',
        '../../out.xml',
      ]),
    });
    expect(lines(result)).toEqual([`single 登高前？ ${single} B`, `single ${P} ${single} B`]);
    expect(result.refused.map(({ row, code }) => [row, code])).toEqual([
      [3, 'broken-xml'],
      [4, 'part-missing'],
      [5, 'part-missing'],
    ]);
    expect(result.refused[0]?.message).toBe(
      '题 第 3 题（包/items/broken.xml）：文件「包/items/broken.xml」不是完整的 XML。',
    );
  });

  it('materials stand before the stem', async () => {
    const item = qtiItem({ after: '<assessmentStimulusRef identifier="s" href="../texts/s.xml"/>' });
    const stimulus = '<assessmentStimulus><stimulusBody><p>某矿瓦斯超限。</p></stimulusBody></assessmentStimulus>';
    const parts = { 'items/a.xml': item, 'texts/s.xml': stimulus, 'imsmanifest.xml': manifest(['items/a.xml']) };
    expect(lines(await readPackage(parts))).toEqual([`single 某矿瓦斯超限。\n${P} ${single} B`]);
    const without = await readPackage({ 'items/a.xml': item, 'imsmanifest.xml': manifest(['items/a.xml']) });
    expect(codes(without.refused)).toEqual(['part-missing']);
  });

  it('tests are noted, other resources passed over, and an archive without manifest is read by its items', async () => {
    const test =
      '<resource identifier="t" type="imsqti_test_xmlv2p1" href="t.xml"/><resource identifier="w" type="webcontent" href="a.png"/>';
    const parts = { 'a.xml': qtiItem(), 't.xml': '<assessmentTest/>', 'a.png': 'x' };
    const result = await readPackage({ ...parts, 'imsmanifest.xml': manifest(['a.xml'], test) });
    expect([lines(result).length, codes(result.doubts), result.refused]).toEqual([1, ['test-lost'], []]);
    expect(lines(await readPackage(parts))).toHaveLength(1);
  });

  it('metadata of others in LOM, old and new', async () => {
    const lom = (string: string): string =>
      `<metadata><m:lom xmlns:m="x"><m:general><m:keyword><m:${string}>期末</m:${string}></m:keyword></m:general><m:educational><m:difficulty><m:value>Very Difficult</m:value></m:difficulty></m:educational><m:classification><m:purpose><m:value>discipline</m:value></m:purpose><m:taxonPath><m:taxon><m:entry><m:${string}>机电</m:${string}></m:entry></m:taxon><m:taxon><m:entry><m:${string}>皮带</m:${string}></m:entry></m:taxon></m:taxonPath></m:classification></m:lom></metadata>`;
    for (const string of ['string', 'langstring']) {
      const resource = `<resource identifier="a" type="imsqti_item_xmlv2p2" href="a.xml">${lom(string)}</resource>`;
      const { questions, doubts } = await readPackage({
        'a.xml': qtiItem(),
        'imsmanifest.xml': manifest([], resource),
      });
      expect(questions[0]).toMatchObject({ difficulty: 5, knowledgePoint: '机电/皮带' });
      expect(codes(doubts)).toEqual(['tag-lost']);
    }
  });

  it.each([
    ['nothing of ours', { 'imsmanifest.xml': manifest([]) }, 'no-items-found'],
    ['a manifest that is no XML', { 'imsmanifest.xml': '<manifest>' }, 'broken-xml'],
  ])('refuses %s', async (_, parts, code) => {
    await expect(readPackage(parts)).rejects.toMatchObject({ code });
  });
});
