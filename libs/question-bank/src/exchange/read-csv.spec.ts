import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { brief, readCsv } from '../testing/reading.js';

describe('A18 csv files', () => {
  const TEXT =
    '题型,题干,选项A,选项B,答案\r\n单选,"逗号, 引号"" 和\n换行",一,二,A\r\n\r\n判断,乙题,,,错\r\n单选,丙题,一,二,C\r\n';
  const EXPECTED = ['2 single 逗号, 引号" 和\n换行 [一/二] A', '4 true_false 乙题 [正确/错误] B'];

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${TEXT}`)],
    ['GB18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16 with BOM', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
  ])('are read from %s, with row, column and reason of what is refused', async (_, bytes) => {
    const result = await readCsv(bytes);
    expect(brief(result)).toEqual(EXPECTED);
    expect(result.refused).toEqual([
      {
        sheet: '综采表',
        row: 5,
        column: 'E',
        code: 'key-beyond-options',
        message: '综采表 5 行 E 列：答案是 C，但只有 A–B 两个选项。',
      },
    ]);
  });

  it.each(['\t', ';'])('may use %j between cells', async (delimiter) => {
    const text = '题型,题干,选项A,选项B,答案\n单选,甲题,一,二,A\n'.replaceAll(',', delimiter);
    expect(brief(await readCsv(text))).toEqual(['2 single 甲题 [一/二] A']);
  });

  it('may lack header and type', async () => {
    const choice = [1, 2, 3, 4].map((number) => `${number},这是够长的一道题目${number}（）。,一,二,三,B`).join('\n');
    expect(brief(await readCsv(choice))[3]).toBe('4 single 这是够长的一道题目4（）。 [一/二/三] B');
    const judgement = [1, 2, 3, 4].map((number) => `${number},这是够长的一句话${number}。,F`).join('\n');
    expect(brief(await readCsv(judgement))[3]).toBe('4 true_false 这是够长的一句话4。 [正确/错误] B');
  });

  it.each([
    ['k = 1', 0],
    ['k in the middle', 50],
    ['k = last', 99],
  ])('report the one broken row and lose no other: %s', async (_, broken) => {
    const lines = Array.from({ length: 100 }, (_, index) => `单选,题目${index},一,二,${index === broken ? 'D' : 'A'}`);
    const result = await readCsv(['题型,题干,选项A,选项B,答案', ...lines].join('\n'));
    expect(result.refused).toMatchObject([{ row: broken + 2, column: 'E' }]);
    expect(result.questions).toHaveLength(99);
  });

  it('of 10,000 valid rows are read whole', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `单选,题目${index},一,二,A`);
    const result = await readCsv(['题型,题干,选项A,选项B,答案', ...lines].join('\n'));
    expect(result.accepted.single).toBe(10_000);
    expect(result.questions.at(-1)?.source.row).toBe(10_001);
  });
});
