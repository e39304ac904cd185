import { describe, expect, it } from '@jest/globals';
import { makeWorkbook, makeZip, packageParts, sheetXml } from '../testing/files.js';
import { readXlsxGrids } from './read-xlsx-grid.js';

const cellsOf = async (rows: string, more: { name: string; data: string }[] = []): Promise<string[][]> => {
  const names = more.map((part) => part.name);
  const parts = packageParts(sheetXml(rows)).filter((part) => !names.includes(part.name));
  const [grid] = await readXlsxGrids(makeZip([...parts, ...more]));
  return (grid?.rows ?? []).map((row) => row.cells);
};

describe('readXlsxGrids', () => {
  it('reads every kind of cell', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>' +
      '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="str"><f>A1&amp;"x"</f><v>甲x_x000D_</v></c><c r="G1" s="1"><v>0.5</v></c>' +
      '<c r="H1" t="d"><v>2026-11-23T00:00:00</v></c><c r="J1"><v>12</v></c></row>';
    const strings =
      '<sst><si><t>甲 &lt;乙&gt;</t><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>5</t></r></si></sst>';
    const styles =
      '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>';
    const parts = [
      { name: 'xl/sharedStrings.xml', data: strings },
      { name: 'xl/styles.xml', data: styles },
    ];
    expect(await cellsOf(rows, parts)).toEqual([
      ['甲 <乙>', '10⁵', 'a b', 'TRUE', '', '甲x\r', '50%', '2026-11-23', '', '12'],
    ]);
  });

  it('counts rows and cells that do not say where they are, and sorts rows that are shuffled', async () => {
    const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    expect(
      await cellsOf(`<row>${text('a')}${text('b')}</row><row r="3">${text('c')}</row><row r="2">${text('d')}</row>`),
    ).toEqual([['a', 'b'], ['d'], ['c']]);
  });

  it('reads packages whose tags have a prefix, and parts named from the root', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = packageParts('').map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? { ...part, data: sheet }
        : { ...part, data: part.data.toString().replace('Target="worksheets', 'Target="/xl/worksheets') },
    );
    expect((await readXlsxGrids(makeZip(parts)))[0]?.rows).toEqual([{ row: 1, cells: ['甲'] }]);
  });

  it('keeps hidden sheets marked, hidden rows and the names of tabs', async () => {
    const bytes = await makeWorkbook({ 一: [['甲'], ['乙']], 二: [['丙']], 三: [] }, (workbook) => {
      const [first, second] = workbook.worksheets;
      if (first) first.getRow(2).hidden = true;
      if (second) second.state = 'veryHidden';
    });
    const grids = await readXlsxGrids(bytes);
    expect(grids.map(({ sheet, hidden, rows }) => [sheet, hidden, rows.length])).toEqual([
      ['一', false, 2],
      ['二', true, 1],
      ['三', false, 0],
    ]);
  });

  it('fills merged cells as if each had been filled, in the rows that there are', async () => {
    const bytes = await makeWorkbook({ 一: [['甲', '', '乙'], ['', '', '丙'], ['丁']] }, (workbook) => {
      workbook.worksheets[0]?.mergeCells('A1:B2');
    });
    expect((await readXlsxGrids(bytes))[0]?.rows.map((row) => row.cells)).toEqual([
      ['甲', '甲', '乙'],
      ['甲', '甲', '丙'],
      ['丁'],
    ]);
  });

  it('tells its progress and stops when it is cancelled', async () => {
    const bytes = await makeWorkbook({
      一: Array.from({ length: 5000 }, (_, index) => [`第 ${index} 行`, 'x'.repeat(50)]),
    });
    const told: number[] = [];
    await readXlsxGrids(bytes, { onProgress: (done, total) => void told.push(done / total) });
    expect(told.at(-1)).toBe(1);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readXlsxGrids(bytes, { signal })).rejects.toThrow('enough');
  });
});
