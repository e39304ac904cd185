import { describe, expect, it } from '@jest/globals';
import { checkDraft } from '../model/check-draft.js';
import { brief, readSheets } from '../testing/reading.js';
import { readQuestionFile } from './read-question-file.js';

const row = (type: string, options: string, answer: string, stem = '题目（）。') => ['', type, stem, options, answer];

const ONE_CELL_HEADER = ['作业种类', '试题类型', '题目内容', '题目选项', '题目答案'];

describe('options in one cell', () => {
  it('reads the layout of provincial banks: numbers, letters and stars go, synonyms of types are known', async () => {
    const result = await readSheets({
      Sheet1: [
        ONE_CELL_HEADER,
        ['通风', '判断题', '1.巷道应当通风。', '**A.正确**B.错误', 'A'],
        ['通风', '是非题', '2、风流可以短路。', '**A:正确**B:不正确', 'B '],
        ['通风', '单选题', '3．2024年检查了几处（）。', '**A、一处**B、两处**C、三处', 'C'],
        ['通风', '多选题', '4.应当检查（）。', '**A.风门**B.风筒 **C. 风机***D.测风站', 'ACD'],
        [undefined, ' ', undefined],
        ['通风', '单选题', '1.5米以上的巷道应当（）。', '**A接风筒**B停工**C撤人', 'B'],
      ],
      Sheet2: [['任务分配'], ['张三', '单选题', '1-55'], ['李四', '判断题', '56-80']],
      Sheet3: [],
    });
    expect(brief(result)).toEqual([
      '2 true_false 巷道应当通风。 [正确/错误] A',
      '3 true_false 风流可以短路。 [正确/错误] B',
      '4 single 2024年检查了几处（）。 [一处/两处/三处] C',
      '5 multiple 应当检查（）。 [风门/风筒/风机/测风站] ACD',
      '7 single 1.5米以上的巷道应当（）。 [接风筒/停工/撤人] B',
    ]);
    expect(result.questions[0]).toMatchObject({
      knowledgePoint: '通风',
      difficulty: null,
      source: { sheet: 'Sheet1', row: 2 },
    });
    expect(result.accepted).toEqual({ single: 2, multiple: 1, true_false: 2 });
    expect(result.sheets).toMatchObject([
      { sheet: 'Sheet1', layout: 'options-in-one-cell', headerRow: 1, rows: 5, accepted: result.accepted, refused: 0 },
      {
        sheet: 'Sheet2',
        layout: null,
        headerRow: null,
        rows: 3,
        accepted: { single: 0, multiple: 0, true_false: 0 },
        refused: 0,
      },
    ]);
  });

  it('refuses what is broken, with place and reason, and keeps the rest', async () => {
    const result = await readSheets({
      综采表: [
        ONE_CELL_HEADER,
        row('单选题', '**A.甲**B.乙**C.丙', 'D'),
        row('多选题', '**A.甲**B.乙**C.丙**D.丁', 'ABE'),
        row('单选题', 'A.甲B.乙C.丙', 'A'),
        row('判断题', '', 'A'),
        row('判断题', '**A.正确**B.错误', ''),
        row('单选题', '**A.甲**B.乙**C.丙', '略'),
        row('单选题', '**A.甲**B.**C.丙', 'A'),
        row('单选题', '**A.甲**B.乙**C.甲', 'A'),
        row('单选题', '**A.甲**B.乙**C.丙', 'AB'),
        row('单选题', '**A.甲**B.乙**C.丙', 'A', ' '),
        row('简答题', '', '通风'),
        row('单选题', '**A.甲**B.乙C.丙**D.丁', 'C'),
        row('判断题', '**A.大**B.小', 'A'),
        row('判断题', '**A.正确**B.错误', 'C'),
        row('单选题', '**A.甲**B.乙**C.丙', 'A', '好题目（）。'),
      ],
    });
    expect(brief(result)).toEqual(['16 single 好题目（）。 [甲/乙/丙] A']);
    expect(result.refused.map(({ row: at, column, code }) => `${at} ${column} ${code}`)).toEqual([
      '2 E key-beyond-options',
      '3 E key-beyond-options',
      '4 D options-too-few',
      '5 E options-too-few',
      '6 E key-empty',
      '7 E key-not-understood',
      '8 D option-empty',
      '9 D option-duplicate',
      '10 E key-single-count',
      '11 C stem-empty',
      '12 B type-unsupported',
      '13 D option-letters',
      '14 D true-false-options',
      '15 E key-beyond-options',
    ]);
    expect(result.refused[1]?.message).toBe('综采表 3 行 E 列：答案「ABE」里有 E，但只有 A–D 四个选项。');
    expect(result.sheets[0]).toMatchObject({ rows: 15, refused: 14 });
  });

  it('takes a slip in the printed letters with a doubt', async () => {
    const result = await readSheets({
      一: [
        ONE_CELL_HEADER,
        ['', '多选题', '题目', '**A.甲**B.乙**D.丙**D.丁', 'ACD'],
        ['', '单选题', '另一题', '**A.甲**B.乙**C.丙', 'A'],
      ],
    });
    expect(brief(result)[0]).toBe('2 multiple 题目 [甲/乙/丙/丁] ACD');
    expect(result.doubts).toEqual([
      {
        sheet: '一',
        row: 2,
        column: 'D',
        code: 'option-letters',
        message: '一 表 2 行 D 列：选项的字母是 A、B、D、D，请看一眼有没有漏掉的。',
      },
    ]);
  });

  it('takes an answer that lies before the gap in the letters, with a doubt', async () => {
    const result = await readSheets({ 一: [ONE_CELL_HEADER, row('单选题', '**A.甲**B.乙C.丙**D.丁', 'A')] });
    expect(brief(result)).toEqual(['2 single 题目（）。 [甲/乙C.丙/丁] A']);
    expect(result.doubts.map((doubt) => doubt.code)).toEqual(['option-letters']);
  });

  it('does not take the names of classes for letters', async () => {
    const rows = ['一', '二', '三'].map((stem) => ['', '单选题', stem, 'A类火灾**B类火灾**C类火灾', 'B']);
    const same = ['', '单选题', '四', 'A类**B类**C类', 'B'];
    const result = await readSheets({ 一: [ONE_CELL_HEADER, ...rows, same] });
    expect(brief(result)[3]).toBe('5 single 四 [A类/B类/C类] B');
  });

  it.each([
    ['##', '甲##乙##丙'],
    ['|', '甲|乙|丙'],
    ['line breaks', '甲\n乙\n丙'],
    [';', '甲；乙；丙'],
    ['letters alone', 'A.甲 B.乙 C.丙'],
    ['@@', '甲@@乙@@丙'],
    ['$$', '$$甲$$乙$$丙'],
  ])('splits by %s', async (_, options) => {
    const result = await readSheets({
      一: [
        ['题型', '题目', '选项', '答案'],
        ['单选', '题目', options, 'B'],
      ],
    });
    expect(brief(result)).toEqual(['2 single 题目 [甲/乙/丙] B']);
  });

  it('recognises a sheet without header by its cells', async () => {
    const rows = Array.from({ length: 6 }, (_, index) => [
      '法律知识',
      index % 2 === 0 ? '单选题' : '多选题',
      `${index + 49}.这是第几道够长的题目，共${index}处（）。`,
      '**A.禁止**B.警告**C.通行',
      index % 2 === 0 ? 'A' : 'BC',
    ]);
    const result = await readSheets({ Sheet2: rows });
    expect(result.sheets[0]).toMatchObject({ layout: 'headerless-options-in-one-cell', headerRow: null, rows: 6 });
    expect(brief(result)[1]).toBe('2 multiple 这是第几道够长的题目，共1处（）。 [禁止/警告/通行] BC');
    expect(result.questions[0]?.knowledgePoint).toBe('法律知识');
  });
});

describe('one column per option', () => {
  const HEADER = [
    '题号',
    '题型*',
    ' 题 干 ',
    '选项A',
    '选项B',
    '选项C',
    '选项D',
    '正确答案',
    '正确答案文本',
    '解析',
    '难度',
    '章节',
    '类别（通用/专业）',
    '依据',
  ];

  it('reads types, answers in many spellings, tags and empty option columns', async () => {
    const result = await readSheets({
      一: [
        ['2026年题库'],
        [],
        HEADER,
        [1, '单选', '甲题', '一', '二', '三', undefined, 'ｂ', '', '因为二', 3, '通风', '通用', '规程第1条'],
        [2, '多选', '乙题', '一', '二', '三', '四', 'A、D', '', '', '难', '', '专业', ''],
        [3, '判断', '丙题', '', '', '', '', '√'],
        [4, '判断', '丁题', '错', '对', '', '', 'A'],
        [5, '', '戊题', '一', '二', '', '', 'AB'],
        [6, '选择题', '己题', '一', '二', '', '', '二'],
        [7, '', '庚题', '', '', '', '', '错误'],
        [8, '单选题', '辛题', '一', '二', '', '', '', '二'],
        [9, '单选', '壬题', 'A.一', 'B.二', 'C.三', '', 'C', '', '', '很怪', '', '杂项'],
        HEADER,
        [10, '单选', '癸题', '一', '', '三', '', 'A'],
      ],
    });
    expect(brief(result)).toEqual([
      '4 single 甲题 [一/二/三] B',
      '5 multiple 乙题 [一/二/三/四] AD',
      '6 true_false 丙题 [正确/错误] A',
      '7 true_false 丁题 [正确/错误] B',
      '8 multiple 戊题 [一/二] AB',
      '9 single 己题 [一/二] B',
      '10 true_false 庚题 [正确/错误] B',
      '11 single 辛题 [一/二] B',
      '12 single 壬题 [一/二/三] C',
    ]);
    expect(result.questions[0]).toMatchObject({
      explanation: '因为二',
      difficulty: 3,
      knowledgePoint: '通风',
      category: 'general',
      sourceClause: '规程第1条',
    });
    expect(result.questions[1]).toMatchObject({ difficulty: 5, category: 'professional', knowledgePoint: null });
    expect(result.doubts.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '12 K difficulty-not-understood',
      '12 M category-not-understood',
    ]);
    expect(result.refused.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual(['14 E option-empty']);
  });

  it('reads every kind of cell as a person sees it', async () => {
    const result = await readSheets(
      {
        一: [
          ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案'],
          [
            '单选',
            {
              richText: [
                { text: '压强是10' },
                { text: '5', font: { vertAlign: 'superscript' } },
                { text: ' Pa，CO' },
                { text: '2', font: { vertAlign: 'subscript' } },
              ],
            },
            10,
            { formula: '1+1', result: 2 },
            { text: '见网页', hyperlink: 'https://example.org' },
            new Date(Date.UTC(2026, 10, 23)),
            'A',
          ],
          ['单选', '小数', 0.1 + 0.2, 0.2, { formula: 'A1' } as never, true, 'D'],
        ],
      },
      (workbook) => {
        const cell = workbook.worksheets[0]?.getCell('D3');
        if (cell) cell.numFmt = '0%';
      },
    );
    expect(brief(result)[0]).toBe('2 single 压强是10⁵ Pa，CO₂ [10/2/见网页/2026-11-23] A');
    expect(result.refused).toMatchObject([{ row: 3, column: 'E', code: 'option-empty' }]);
  });

  it('reads merged cells as if their value stood in each of them', async () => {
    const result = await readSheets(
      {
        一: [
          ['安全题库', '安全题库', '安全题库'],
          ['题型', '题干', '选项A', '选项B', '答案'],
          ['单选', '甲题', '一', '二', 'A'],
          [undefined, '乙题', '三', '四', 'B'],
        ],
      },
      (workbook) => {
        workbook.worksheets[0]?.mergeCells('A1:E1');
        workbook.worksheets[0]?.mergeCells('A3:A4');
      },
    );
    expect(brief(result)).toEqual(['3 single 甲题 [一/二] A', '4 single 乙题 [三/四] B']);
  });
});

describe('duplicates inside a file', () => {
  it('keep the first and point to it, whatever the order of options', async () => {
    const header = ['题型', '题干', '选项A', '选项B', '答案'];
    const result = await readSheets({
      一: [
        header,
        ['单选', '甲题', '一', '二', 'A'],
        ['单选', '甲 题', '二', '一', 'B'],
        ['单选', '甲题', '一', '二', 'B'],
      ],
      二: [header, ['单选', '甲题', '一', '二', 'A']],
    });
    expect(result.accepted.single).toBe(4);
    expect(result.questions.map((question) => question.source.row)).toEqual([2, 4]);
    expect(result.duplicates).toEqual([
      { sheet: '一', row: 3, sameAs: { sheet: '一', row: 2 } },
      { sheet: '二', row: 2, sameAs: { sheet: '一', row: 2 } },
    ]);
  });
});

describe('a text without a single choice', () => {
  it('is refused question by question, not as a table without a header', async () => {
    const text = '1. 灭火器每（月）检查一次。\n2. 入井前必须（佩戴）（自救器）。';
    const { refused } = await readQuestionFile({ bytes: Buffer.from(text), fileName: '粘贴的题.txt' });
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [1, 'type-unsupported'],
      [2, 'type-unsupported'],
    ]);
  });
});

describe('every question read', () => {
  it('passes checkDraft', async () => {
    const result = await readSheets({
      一: [
        ['题型', '题干', '选项A', '选项B', '答案'],
        ['单选', '甲题', '一', '二', 'A'],
        ['判断', '乙题', '', '', 'T'],
      ],
    });
    for (const { type, stem, options, key, source: _, ...rest } of result.questions) {
      expect(checkDraft({ content: { type, stem, options }, key: { correct: key }, ...rest })).toEqual([]);
    }
  });
});
