import { describe, expect, it } from '@jest/globals';
import { makeWorkbook, makeZip, packageParts, sheetXml } from '../testing/files.js';
import { readQuestionFile } from './read-question-file.js';
import { writeRefusedRows } from './refused-workbook.js';

/** One transparent pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const HEADER = ['题型', '题干', '选项A', '选项B', '答案'];
const ROWS = [
  ['安全知识题库', '', '', '', ''],
  HEADER,
  ['单选', '下图中的标志是什么意思？', '禁止烟火', '注意安全', 'A'],
  ['单选', '矿灯坏了怎么办？', '升井', '继续', 'A'],
  ['单选', '自救器坏了怎么办？', '升井', '继续', 'E'],
];

/** The workbook with pictures whose corner lies in these rows, counted from 1. */
async function withPictures(rows: readonly number[]) {
  const bytes = await makeWorkbook({ 题库: ROWS }, (workbook) => {
    const imageId = workbook.addImage({ base64: PIXEL, extension: 'png' });
    for (const row of rows) {
      workbook.worksheets[0]?.addImage(imageId, { tl: { col: 5, row: row - 1 }, ext: { width: 40, height: 40 } });
    }
  });
  return { bytes, fileName: '题.xlsx' };
}

describe('EXM-2 pictures of a sheet are not dropped in silence', () => {
  it('a doubt for each question with a picture, a word in each refusal, one for those beside', async () => {
    const { doubts, refused, questions } = await readQuestionFile(await withPictures([1, 3, 5, 9, 12]));
    expect(questions).toHaveLength(2);
    expect(doubts.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'F', 'image-left-out'],
      [9, 'F', 'image-left-out'],
    ]);
    expect(doubts[0]?.message).toContain('题库 表 3 行 F 列：这道题旁边有图片，没有读进来。');
    expect(doubts[1]?.message).toContain('有 2 张图片不在题目的行里');
    expect(refused).toMatchObject([
      { row: 5, message: expect.stringMatching(/两个选项。这一行有图片，图片没有读。$/) },
    ]);
    expect((await readQuestionFile(await withPictures([]))).doubts).toEqual([]);
  });

  it('pictures that are the value of a cell, as WPS and Excel keep them', async () => {
    const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const row = (cells: string): string => `<row>${cells}</row>`;
    const rows = [
      row(HEADER.map(text).join('')),
      row(`${['单选', '哪个是禁止标志？', '上图', '下图', 'A'].map(text).join('')}<c t="e" vm="1"><v>#VALUE!</v></c>`),
      row(
        `${text('单选')}${text('哪个是警告标志？')}<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>${text('乙')}${text('A')}`,
      ),
    ];
    const file = { bytes: makeZip(packageParts(sheetXml(rows.join('')))), fileName: '题.xlsx' };
    const { doubts, refused } = await readQuestionFile(file);
    expect(doubts.map(({ row: at, column }) => [at, column])).toEqual([[2, 'F']]);
    expect(refused).toMatchObject([
      { row: 3, column: 'C', code: 'option-empty', message: expect.stringContaining('图片没有读') },
    ]);
    expect(await writeRefusedRows(file)).not.toBeNull();
  });

  it('pictures in a table of a web page', async () => {
    const cells = (tag: string, texts: readonly string[]): string =>
      `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`;
    const html = `<html><table>${cells('th', HEADER)}${cells('td', ['单选', '这是什么？<img src="a.png">', '甲', '乙', 'A'])}</table></html>`;
    const { doubts } = await readQuestionFile({ bytes: new TextEncoder().encode(html), fileName: '题.xls' });
    expect(doubts).toMatchObject([{ row: 2, column: 'B', code: 'image-left-out' }]);
  });
});
