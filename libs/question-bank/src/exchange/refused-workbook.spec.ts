import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { makeWorkbook } from '../testing/files.js';
import { LAYOUT_WRITERS } from '../testing/layout-writers.js';
import type { SheetQuestion } from '../testing/layout-writers.js';
import { writeContainer } from '../testing/sheet-containers.js';
import { readQuestionFile } from './read-question-file.js';
import type { SheetCorrection } from './read-options.js';
import { REASON_COLUMN, writeRefusedRows } from './refused-workbook.js';

const TWICE = '写重了的选项';
const WORDS = { choice: (labels: readonly string[]) => labels.join(''), right: '对', wrong: '错' };

/** Good questions of all types, and two that cannot be taken: an option stands there twice. */
const BANK: readonly SheetQuestion[] = Array.from({ length: 12 }, (_, no): SheetQuestion => {
  const stem = `进入第 ${no * 7} 号有限空间作业以前应当做到哪些事情，下面说法正确的是（ ）。`;
  if (no % 4 === 3) return { type: 'true_false', stem, options: ['正确', '错误'], key: ['A'] };
  const type = no % 4 === 2 ? 'multiple' : 'single';
  const options = no === 4 || no === 6 ? [TWICE, TWICE, `通风 ${no}`] : [`检测 ${no}`, `报告 ${no}`, `通风 ${no}`];
  return { type, stem, options, key: type === 'multiple' ? ['A', 'C'] : ['C'] };
});

async function open(bytes: Uint8Array): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
}

/** What somebody does who reads the reasons: the first of two equal options gets another text. */
async function mend(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = await open(bytes);
  let met = 0;
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.text.includes(`「${TWICE}`)) return;
        cell.value = cell.text.replaceAll(TWICE, (text) => ((met += 1) % 2 === 1 ? `改好了 ${met}` : text));
      }),
    );
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function workbookOf(rows: readonly (readonly string[])[], sheet = '题库') {
  return { bytes: await makeWorkbook({ [sheet]: rows }), fileName: '题.xlsx' };
}

async function refusedRows(file: { bytes: Uint8Array; fileName: string }, correction?: SheetCorrection) {
  const sheets = correction ? { corrections: { sheets: { 题库: correction } } } : {};
  return (await writeRefusedRows(file, sheets)) ?? new Uint8Array();
}

describe('EXM-2 refused rows come back as a workbook', () => {
  it.each(Object.keys(LAYOUT_WRITERS))('mended and read again: %s', async (name) => {
    const file = await writeContainer(LAYOUT_WRITERS[name]?.(BANK, WORDS) ?? {}, 'xlsx');
    const first = await readQuestionFile(file);
    expect(first.refused.map(({ code }) => code)).toEqual(['option-duplicate', 'option-duplicate']);
    const bytes = await refusedRows(file);

    const unmended = await readQuestionFile({ bytes, fileName: '改.xlsx' });
    expect(unmended.questions).toEqual([]);
    expect(unmended.refused.map(({ code }) => code)).toEqual(['option-duplicate', 'option-duplicate']);

    const mended = await readQuestionFile({ bytes: await mend(bytes), fileName: '改.xlsx' });
    expect(mended.refused).toEqual([]);
    const shown = mended.questions.map(({ type, stem, options, key }) => ({
      type,
      stem,
      options: options.map(({ text }) => (text.startsWith('改好了') ? TWICE : text)),
      key,
    }));
    expect(shown.sort((a, b) => a.type.localeCompare(b.type))).toEqual(
      [BANK[4], BANK[6]].sort((a, b) => (a?.type ?? '').localeCompare(b?.type ?? '')),
    );
  });

  it('with the cells as they were, the reason behind them and the cell in question coloured', async () => {
    const file = await workbookOf([
      ['题型', '题干', '选项A', '选项B', '答案', '出题人'],
      ['单选', '矿灯坏了怎么办？', '升井', '继续', 'E', '张三'],
      ['单选', '自救器坏了怎么办？', '升井', '继续', 'A', '李四'],
    ]);
    const sheet = (await open(await refusedRows(file))).getWorksheet('题库');
    const cells = (row: number): string[] => [1, 2, 3, 4, 5, 6, 7].map((at) => sheet?.getCell(row, at).text ?? '');
    expect(cells(1)).toEqual(['题型', '题干', '选项A', '选项B', '答案', '出题人', REASON_COLUMN]);
    expect(cells(2)).toEqual([
      '单选',
      '矿灯坏了怎么办？',
      '升井',
      '继续',
      'E',
      '张三',
      '答案是 E，但只有 A–B 两个选项。',
    ]);
    expect(sheet?.rowCount).toBe(2);
    expect(sheet?.getCell(2, 5).fill).toMatchObject({ pattern: 'solid' });
    expect(sheet?.getCell(2, 4).fill).not.toMatchObject({ pattern: 'solid' });
  });

  it('what a person corrected, a heading or the name of the sheet said stands in the rows', async () => {
    const rows = [
      ['甲栏', '乙栏', '丙栏', '丁栏', '解析'],
      ['动火前应当做什么？', '办动火证', '办动火证', 'A', '不是解析'],
    ];
    const columns = { A: 'stem', B: 'optionA', C: 'optionB', D: 'answer', E: null } as const;
    const correction: SheetCorrection = { headerRow: 1, columns, type: 'multiple' };
    const bytes = await refusedRows(await workbookOf(rows), correction);
    const again = await readQuestionFile({ bytes, fileName: '改.xlsx' });
    expect(again.refused).toMatchObject([{ row: 2, column: 'C', code: 'option-duplicate' }]);
    const fields = again.sheets[0]?.columns.map(({ column, field }) => `${column}=${field ?? '-'}`);
    expect(fields).toEqual(['A=stem', 'B=optionA', 'C=optionB', 'D=answer', 'E=-', 'F=type', 'G=-']);

    const headings = [
      ['题干', '选项A', '选项B', '答案'],
      ['一、多选题'],
      ['下井带什么？', '矿灯', '矿灯', 'AB'],
      ['二、简答题'],
      ['说说避灾路线。', '', '', '略'],
    ];
    const typed = (await open(await refusedRows(await workbookOf(headings)))).getWorksheet('题库');
    expect([2, 3].map((row) => typed?.getCell(row, 5).text)).toEqual(['多选', '简答题']);
  });

  it('law A22: no cell can start a formula, and a mark that is there is not doubled', async () => {
    const texts = ['=HYPERLINK("x")', '+1', '-1+2', '@SUM(A1)', "'=1", '＝1', '\t=1', '_x0041_'];
    const rows = texts.map((text) => ['单选', text, '升井', '继续', 'E']);
    const bytes = await refusedRows(await workbookOf([['题型', '题干', '选项A', '选项B', '答案'], ...rows]));
    const sheet = (await open(bytes)).worksheets[0];
    const stems = texts.map((_, index) => sheet?.getCell(index + 2, 2).text ?? '');
    for (const stem of stems) expect(stem).not.toMatch(/^\s*[=+\-@＝]/);
    expect(stems[4]).toBe("'=1");
    expect(texts.some((_, index) => sheet?.getCell(index + 2, 2).formula)).toBe(false);
  });

  it('none, where nothing was refused', async () => {
    const rows = [
      ['题型', '题干', '选项A', '选项B', '答案'],
      ['单选', '矿灯坏了怎么办？', '升井', '继续', 'A'],
    ];
    expect(await writeRefusedRows(await workbookOf(rows))).toBeNull();
  });
});
