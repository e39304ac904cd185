import { describe, expect, it } from '@jest/globals';
import { brief } from '../testing/reading.js';
import { htmlGrids } from './read-html-grid.js';
import { readQuestionFile } from './read-question-file.js';
import type { Grid } from './grid.js';

async function gridsOf(html: string): Promise<Grid[]> {
  const grids: Grid[] = [];
  for await (const grid of htmlGrids(new Uint8Array(Buffer.from(html)), '题库')) grids.push(grid);
  return grids;
}
const cells = async (html: string): Promise<string[][]> => (await gridsOf(html))[0]?.rows.map((row) => row.cells) ?? [];

describe('a web page saved as .xls', () => {
  it('is read with entities, line breaks, spans, and cells that are never closed', async () => {
    const html =
      '<html><table><tr><th colspan=2>甲&nbsp;&lt;乙&gt;<th>丙<tr><td rowspan="2">一<br>二<td><p>三</p><p>四</p><td>五<tr><td>六<td>\n 七  八\n</table></html>';
    const [grid] = await gridsOf(html);
    expect(grid?.rows).toEqual([
      { row: 1, cells: ['甲 <乙>', '', '丙'] },
      { row: 2, cells: ['一\n二', '三\n四', '五'] },
      { row: 3, cells: ['', '六', '七 八'] },
    ]);
    expect(grid?.merges).toEqual([
      { top: 1, left: 0, bottom: 1, right: 1 },
      { top: 2, left: 0, bottom: 3, right: 0 },
    ]);
  });

  it('reads no script, no style, no remark, and a table inside a cell as its text', async () => {
    expect(
      await cells(
        '<table><tr><td>甲<script>alert("乙")</script><style>td{}</style><!-- 丙 --><table><tr><td>丁</td></tr></table><td>戊</table>',
      ),
    ).toEqual([['甲丁', '戊']]);
  });

  it('names its sheets as Excel does, else by the file', async () => {
    const excel =
      '<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>单选题</x:Name></x:ExcelWorksheet></xml><![endif]-->';
    expect((await gridsOf(`<html>${excel}<table><tr><td>甲</table>`)).map((grid) => grid.sheet)).toEqual(['单选题']);
    expect((await gridsOf('<table><tr><td>甲</table><table><tr><td>乙</table>')).map((grid) => grid.sheet)).toEqual([
      '题库 1',
      '题库 2',
    ]);
  });

  it('gives questions, whatever the name says', async () => {
    const html =
      '<table><tr><td>题型<td>题干<td>选项A<td>选项B<td>答案<tr><td rowspan=2>单选<td>动火前应当做什么？<td>办动火证<td>先干再说<td>A<tr><td>受限空间作业前做什么？<td>直接进入<td>先检测<td>B</table>';
    for (const fileName of ['题库.xls', '题库.csv', '题库.html']) {
      const result = await readQuestionFile({ bytes: new Uint8Array(Buffer.from(html)), fileName });
      expect(brief(result)).toEqual([
        '2 single 动火前应当做什么？ [办动火证/先干再说] A',
        '3 single 受限空间作业前做什么？ [直接进入/先检测] B',
      ]);
    }
  });
});
