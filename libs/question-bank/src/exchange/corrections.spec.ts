import { describe, expect, it } from '@jest/globals';
import { makeWorkbook } from '../testing/files.js';
import { brief } from '../testing/reading.js';
import { readQuestionFile } from './read-question-file.js';
import type { ReadOptions, SheetCorrection } from './read-options.js';
import type { ReadResult } from './read-result.js';
import { UnreadableFileError } from './unreadable-file.js';

type Rows = (string | undefined)[][];

const read = async (rows: Rows, correction?: SheetCorrection, more: ReadOptions = {}): Promise<ReadResult> =>
  readQuestionFile(
    { bytes: await makeWorkbook({ 题库: rows }), fileName: '题库.xlsx' },
    { ...(correction === undefined ? {} : { corrections: { sheets: { 题库: correction } } }), ...more },
  );
const refusal = async (rows: Rows, correction: SheetCorrection): Promise<string> => {
  const error: unknown = await read(rows, correction).catch((cause: unknown) => cause);
  if (!(error instanceof UnreadableFileError)) throw error;
  expect(error.code).toBe('correction-wrong');
  return error.message;
};
const fields = (result: ReadResult): string =>
  (result.sheets[0]?.columns ?? []).map(({ column, field }) => `${column}=${field ?? '-'}`).join(' ');

const WIDE: Rows = [
  ['题型', '题干', '选项A', '选项B', '答案', '备注'],
  ['单选', '动火前应当做什么？', '办动火证', '先干再说', 'A', '二季度'],
  ['单选', '受限空间作业前做什么？', '直接进入', '先检测再进入', 'B', '三季度'],
];

describe('the guess', () => {
  it('names each column with header, field, confidence and samples', async () => {
    const sheet = (await read(WIDE)).sheets[0];
    expect(sheet).toMatchObject({
      layout: 'wide-letters',
      headerRow: 1,
      confidence: 1,
      optionSeparator: null,
      type: null,
    });
    expect(sheet?.columns.map(({ column, header, field, confidence }) => [column, header, field, confidence])).toEqual([
      ['A', '题型', 'type', 1],
      ['B', '题干', 'stem', 1],
      ['C', '选项A', 'optionA', 1],
      ['D', '选项B', 'optionB', 1],
      ['E', '答案', 'answer', 1],
      ['F', '备注', null, 0],
    ]);
    expect(sheet?.columns[1]?.samples).toEqual(['动火前应当做什么？', '受限空间作业前做什么？']);
  });

  it('is less sure of a name known in part, of cells that do not fit, and of rows that were refused', async () => {
    const rows: Rows = [
      ['题型', '题目的文字描述', '选项A', '选项B', '本题答案', '难度'],
      ['单选', '动火前应当做什么？', '办动火证', '先干再说', 'A', '看情况'],
      ['单选', '受限空间作业前做什么？', '直接进入', '先检测再进入', '先检测再进入', '3'],
      ['单选', '高处作业要系什么？', '安全带', '安全帽', 'F', '随便'],
    ];
    const sheet = (await read(rows)).sheets[0];
    expect(sheet?.columns.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['type', 1],
      ['stem', 0.7],
      ['optionA', 1],
      ['optionB', 1],
      ['answer', 0.65],
      ['difficulty', 0.67],
    ]);
    // The least sure of what a question needs, times the share of rows that were taken: 0.65 × 2/3.
    expect(sheet?.confidence).toBe(0.43);
  });

  it('shows what separates the options and where the type comes from', async () => {
    const rows: Rows = [
      ['题目', '选项', '答案'],
      ...[1, 2, 3].map((no) => [`第${no}道够长的题目（ ）`, '甲##乙##丙', 'AB']),
    ];
    const result = await readQuestionFile({ bytes: await makeWorkbook({ 多选题: rows }), fileName: 'a.xlsx' });
    expect(result.sheets[0]).toMatchObject({ optionSeparator: '##', type: 'multiple' });
    expect(result.accepted.multiple).toBe(3);
  });

  it('calls «对错» the answer where there are no options to be marked, and all options what holds them all', async () => {
    const judged = await read([
      ['题干', '对错'],
      ['下井可以带烟。', '×'],
      ['动火要先办证。', '√'],
    ]);
    expect(fields(judged)).toBe('A=stem B=answer');
    expect(judged.accepted.true_false).toBe(2);
    const together = await read([
      ['题干', '选项内容', '答案'],
      ['动火前应当做什么？', '办动火证|先干再说', 'A'],
      ['下井可以带什么？', '烟|自救器', 'B'],
    ]);
    expect(fields(together)).toBe('A=stem B=options C=answer');
  });

  it('reads lettered options on one line also where the others break theirs', async () => {
    const result = await read([
      ['题干', '选项', '答案'],
      ['动火前应当做什么？', 'A.办动火证\nB.先干再说', 'A'],
      ['受限空间作业前做什么？', 'A.直接进入\nB.先检测', 'B'],
      ['动火后应当做什么？', 'A.看守现场\nB.马上离开', 'A'],
      ['高处作业要系什么？', 'A.安全带 B.围巾', 'A'],
      ['高处作业要戴什么？', '安全帽 手表', 'A'],
      ['高处作业要查什么？', 'A.锚点B.天气', 'A'],
    ]);
    expect(result.accepted.single).toBe(4);
    expect(brief(result).at(-1)).toBe('5 single 高处作业要系什么？ [安全带/围巾] A');
    expect(result.refused.map(({ row }) => row)).toEqual([6, 7]);
  });
});

describe('a correction', () => {
  it('gives a column another use; who had it before loses it', async () => {
    const rows: Rows = [
      ['题目', '题干说明', '选项A', '选项B', '答案', '出题人'],
      ['三级标题', '动火前应当做什么？', '办动火证', '先干再说', 'A', '张三'],
    ];
    const result = await read(rows, { columns: { B: 'stem', F: 'knowledgePoint' } });
    expect(fields(result)).toBe('A=- B=stem C=optionA D=optionB E=answer F=knowledgePoint');
    expect(result.questions[0]).toMatchObject({ stem: '动火前应当做什么？', knowledgePoint: '张三' });
    expect(result.sheets[0]?.columns[1]?.confidence).toBe(1);
  });

  it('takes a column out', async () => {
    const result = await read(
      [
        ['题干', '选项A', '选项B', '选项C', '答案'],
        ['动火前应当做什么？', '办动火证', '先干再说', '以上都是', 'A'],
      ],
      { columns: { D: null } },
    );
    expect(brief(result)).toEqual(['2 single 动火前应当做什么？ [办动火证/先干再说] A']);
  });

  it('maps a sheet by hand that nobody recognised', async () => {
    const rows: Rows = [
      ['甲栏', '乙栏', '丙栏', '丁栏'],
      ['动火前应当做什么？', '办动火证', '先干再说', '办动火证'],
    ];
    await expect(read(rows)).rejects.toMatchObject({ code: 'no-questions-found' });
    const guess = await read(rows, undefined, { keepUnrecognised: true });
    expect(guess.sheets).toMatchObject([{ sheet: '题库', layout: null, confidence: 0, rows: 2 }]);
    expect(guess.sheets[0]?.columns[0]).toMatchObject({
      column: 'A',
      field: null,
      samples: ['甲栏', '动火前应当做什么？'],
    });
    const columns = { A: 'stem', B: 'optionA', C: 'optionB', D: 'answer' } as const;
    const result = await read(rows, { headerRow: 1, columns });
    expect(brief(result)).toEqual(['2 single 动火前应当做什么？ [办动火证/先干再说] A']);
    expect(result.sheets[0]).toMatchObject({ layout: 'wide-letters', headerRow: 1 });
  });

  it('is pointed to where the options were not recognised, and mends it', async () => {
    const rows: Rows = [
      ['题型', '题干', '第一种说法', '第二种说法', '答案'],
      ['单选', '动火前应当做什么？', '办动火证', '先干再说', 'A'],
    ];
    const result = await read(rows);
    expect(result.refused).toMatchObject([
      { code: 'options-too-few', column: null, message: expect.stringContaining('在上面的「列对应」里指给我们') },
    ]);
    const mended = await read(rows, { columns: { C: 'optionA', D: 'optionB' } });
    expect(brief(mended)).toEqual(['2 single 动火前应当做什么？ [办动火证/先干再说] A']);
  });

  it('says that there is a header, or none', async () => {
    const rows: Rows = [
      ['题干', '选项A', '选项B', '答案'],
      ['甲案', '题目', '备选项1', '备选项2', '标准答案'],
      ['', '题目', '甲', '乙', 'A'],
      ['', '够长的一道题目', '丙', '丁', 'B'],
    ];
    expect((await read(rows)).sheets[0]).toMatchObject({ headerRow: 1 });
    expect((await read(rows, { headerRow: 2 })).sheets[0]).toMatchObject({ headerRow: 2, rows: 2, refused: 0 });
    const columns = { B: 'stem', C: 'optionA', D: 'optionB', E: 'answer' } as const;
    const result = await read(rows.slice(2), { headerRow: null, columns });
    expect(brief(result)).toEqual(['1 single 题目 [甲/乙] A', '2 single 够长的一道题目 [丙/丁] B']);
    expect(result.sheets[0]).toMatchObject({ layout: 'headerless-wide-letters', headerRow: null });
  });

  it('says the type of questions whose row says none', async () => {
    const rows: Rows = [
      ['题干', '选项A', '选项B', '答案'],
      ['动火前应当做什么？', '办动火证', '清理可燃物', 'A'],
    ];
    expect((await read(rows)).accepted).toMatchObject({ single: 1 });
    const result = await read(rows, { type: 'multiple' });
    expect(result.accepted).toMatchObject({ multiple: 1 });
    expect(result.sheets[0]?.type).toBe('multiple');
  });

  it('says what separates the options', async () => {
    const rows: Rows = [
      ['题干', '选项', '答案'],
      ['动火前应当做什么？', '办动火证/先干再说', 'A'],
    ];
    expect((await read(rows)).refused).toHaveLength(1);
    const result = await read(rows, { optionSeparator: '/' });
    expect(brief(result)).toEqual(['2 single 动火前应当做什么？ [办动火证/先干再说] A']);
    expect(result.sheets[0]?.optionSeparator).toBe('/');
  });

  it('leaves a sheet out', async () => {
    const bytes = await makeWorkbook({ 题库: WIDE, 草稿: WIDE });
    const corrections = { sheets: { 草稿: { ignore: true } } };
    const result = await readQuestionFile({ bytes, fileName: 'a.xlsx' }, { corrections });
    expect(result.accepted.single).toBe(2);
    expect(result.sheets).toMatchObject([{ layout: 'wide-letters' }, { sheet: '草稿', layout: null }]);
  });

  it.each<[string, SheetCorrection, string]>([
    ['a column that is not there', { columns: { Z: 'stem' } }, '「题库」的更正用不上：没有 Z 列。'],
    ['a column without a letter', { columns: { '1': 'stem' } }, '「题库」的更正用不上：没有 1 列。'],
    [
      'a use that nobody knows',
      { columns: { A: 'colour' as never } },
      '「题库」的更正用不上：A 列的用途「colour」不认识。',
    ],
    [
      'one use twice',
      { columns: { A: 'stem', B: 'stem' } },
      '「题库」的更正用不上：「题干」指了 A、B 几列，只能指一列。',
    ],
    ['no stem', { columns: { B: null } }, '「题库」的更正用不上：还没有指出哪一列是题干。'],
    ['no answer', { columns: { E: null } }, '「题库」的更正用不上：还没有指出哪一列是答案。'],
    ['a gap in the options', { columns: { D: 'optionC' } }, '「题库」的更正用不上：选项列中间缺了「选项B」。'],
    ['an empty header row', { headerRow: 9 }, '「题库」的更正用不上：第 9 行没有内容，不能当表头。'],
    ['half a row', { headerRow: 1.5 }, '「题库」的更正用不上：第 1.5 行没有内容，不能当表头。'],
    ['a type that we do not take', { type: 'essay' as never }, '「题库」的更正用不上：题型只有单选、多选、判断三种。'],
    ['an empty separator', { optionSeparator: '' }, '「题库」的更正用不上：选项之间的分隔写 1 到 10 个字符。'],
  ])('that makes no sense is refused with a sentence: %s', async (_, correction, message) => {
    expect(await refusal(WIDE, correction)).toBe(message);
  });

  it('for a sheet that is not there is refused', async () => {
    const corrections = { sheets: { 别的表: { ignore: true } } };
    const bytes = await makeWorkbook({ 题库: WIDE });
    await expect(readQuestionFile({ bytes, fileName: 'a.xlsx' }, { corrections })).rejects.toMatchObject({
      code: 'correction-wrong',
      message: '「别的表」的更正用不上：这份文件里没有这张表。',
    });
  });
});
