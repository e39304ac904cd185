import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import * as fc from 'fast-check';
import { labelOptions } from '../model/question.js';
import { SIX_PICTURES, imageOf, pictureBytes, picturedQuestions, takerOf } from '../testing/pictures.js';
import { expectRoundTrip } from '../testing/round-trip.js';
import { makeWorkbook, makeZip, packageParts, sheetXml } from '../testing/files.js';
import { LOST_PICTURE } from './lost-picture.js';
import { readQuestionFile } from './read-question-file.js';
import { writeRefusedRows } from './refused-workbook.js';
import { writeQuestions } from './write-questions.js';

/** How many random banks: a workbook takes longer than a text. */
const RUNS = 40;
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

/** The parts of a workbook whose cells call WPS's pictures by name. */
function cellPictures(cells: readonly string[], data: Uint8Array): { bytes: Uint8Array; fileName: string } {
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const cell = (value: string): string =>
    value.startsWith('=') ? `<c t="str"><f>${value.slice(1)}</f><v>${value}</v></c>` : text(value);
  const rows = [HEADER.map(text).join(''), cells.map(cell).join('')].map((row) => `<row>${row}</row>`).join('');
  const pictures =
    '<etc:cellImages xmlns:etc="e" xmlns:xdr="x" xmlns:a="a" xmlns:r="r"><etc:cellImage><xdr:pic><xdr:nvPicPr>' +
    '<xdr:cNvPr id="2" name="ID_1" descr="禁止烟火"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>' +
    '</xdr:pic></etc:cellImage></etc:cellImages>';
  const relations =
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" ' +
    'Target="media/image1.png"/></Relationships>';
  const parts = [
    ...packageParts(sheetXml(rows)),
    { name: 'xl/cellimages.xml', data: pictures },
    { name: 'xl/_rels/cellimages.xml.rels', data: relations },
    { name: 'xl/media/image1.png', data: Buffer.from(data) },
  ];
  return { bytes: makeZip(parts), fileName: '题.xlsx' };
}

/** What somebody does with the words that ask for a picture: puts one there or not, and deletes them. */
async function mend(bytes: Uint8Array, picture: boolean) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const cells: [column: number, text: string][] = [];
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (Number(row.number) === 1 || !cell.text.endsWith(LOST_PICTURE)) return;
        const [column, text] = [Number(cell.col) - 1, cell.text.slice(0, -LOST_PICTURE.length)];
        cells.push([column, text]);
        cell.value = text;
        if (!picture) return;
        const id = workbook.addImage({ base64: PIXEL, extension: 'png' });
        sheet.addImage(id, { tl: { col: column, row: row.number - 1 }, ext: { width: 40, height: 40 } });
      }),
    );
  }
  return { file: { bytes: new Uint8Array(await workbook.xlsx.writeBuffer()), fileName: '改.xlsx' }, cells };
}

describe('EXM-2 pictures of a sheet come in', () => {
  const taking = () => ({ takePicture: takerOf(SIX_PICTURES) });

  it('A18 a workbook gives back its pictures where they were', async () => {
    await fc.assert(
      fc.asyncProperty(picturedQuestions, async (questions) => {
        const bytes = await writeQuestions(questions, 'xlsx', SIX_PICTURES);
        await expectRoundTrip(questions, { bytes, leftOut: [] }, '导出.xlsx', 'spreadsheet');
      }),
      { numRuns: RUNS },
    );
  });

  it('WPS keeps them as values of cells: one in an option, or beside the question', async () => {
    const call = '=DISPIMG("ID_1",1)';
    for (const [cells, place] of [
      [['单选', '哪个是禁止烟火？', '都不是', call, 'B'], 'B'],
      [['单选', '图中是什么？', '禁止烟火', '注意安全', 'A', call], 'stem'],
    ] as const) {
      const { questions, refused, doubts } = await readQuestionFile(cellPictures(cells, pictureBytes(0)), taking());
      expect(refused).toEqual([]);
      expect(doubts).toEqual([]);
      expect(questions).toMatchObject([{ images: [imageOf(0, place, '禁止烟火')] }]);
    }
  });

  it('a row whose picture cannot be used is refused, and comes back to be mended', async () => {
    const cells = ['单选', '图中是什么？', '禁止烟火', '注意安全', 'A', '=DISPIMG("ID_1",1)'];
    const file = cellPictures(cells, Buffer.from('GIF89a'));
    const { questions, refused } = await readQuestionFile(file, taking());
    expect(questions).toEqual([]);
    expect(refused).toMatchObject([
      {
        row: 2,
        column: 'F',
        code: 'picture-refused',
        message: expect.stringContaining('题干的图片不能用：只收测试的图片。'),
      },
    ]);
    expect(await writeRefusedRows(file)).toBeNull();
    expect(await writeRefusedRows(file, { refused })).not.toBeNull();
    const unknown = cellPictures([...cells.slice(0, 5), '=DISPIMG("ID_9",1)'], pictureBytes(0));
    expect((await readQuestionFile(unknown, taking())).refused).toMatchObject([{ code: 'picture-missing' }]);
  });

  it('a row that is given back is not taken without its picture: words ask for it until they are gone', async () => {
    const call = '=DISPIMG("ID_1",1)';
    for (const [cells, column, where] of [
      [['单选', '哪个是禁止烟火？', '都不是', call, 'B'], 3, '选项'],
      [['单选', '图中是什么？', '禁止烟火', '注意安全', 'A', call], 1, '题干'],
    ] as const) {
      const file = cellPictures(cells, Buffer.from('GIF89a'));
      const { refused } = await readQuestionFile(file, taking());
      const bytes = (await writeRefusedRows(file, { refused })) ?? new Uint8Array();
      const unmended = await readQuestionFile({ bytes, fileName: '改.xlsx' }, taking());
      expect(unmended.questions).toEqual([]);
      expect(unmended.refused).toMatchObject([
        { code: 'picture-missing', column: 'ABCDE'[column], message: expect.stringContaining(`${where}里还写着`) },
      ]);
      // Given back once more, it asks once.
      const again = (await writeRefusedRows({ bytes, fileName: '改.xlsx' }, unmended)) ?? new Uint8Array();
      const asked = await mend(again, true);
      expect(asked.cells).toEqual([[column, cells[column] === call ? '' : cells[column]]]);
      const pictured = await readQuestionFile(asked.file, { takePicture: async () => TAKEN });
      expect(pictured.refused).toEqual([]);
      expect(pictured.questions).toMatchObject([{ images: [{ place: where === '题干' ? 'stem' : 'B' }] }]);
      const { file: without } = await mend(again, false);
      const plain = await readQuestionFile(without, taking());
      if (where === '题干') expect(plain.questions).toMatchObject([{ stem: '图中是什么？' }]);
      else expect(plain.refused).toMatchObject([{ code: 'options-too-few' }]);
    }
  });

  it('a stem that stands on each row of its question is still one stem', async () => {
    const rows = [
      ['题干', '选项', '选项内容', '是否正确'],
      ...['A 升井', 'B 继续', 'C 继续'].map((text) => [
        '矿灯坏了怎么办？',
        ...text.split(' '),
        text.startsWith('A') ? '是' : '否',
      ]),
    ];
    const bytes = await makeWorkbook({ 题库: rows }, (workbook) => {
      const id = workbook.addImage({ base64: PIXEL, extension: 'png' });
      workbook.worksheets[0]?.addImage(id, { tl: { col: 5, row: 2 }, ext: { width: 40, height: 40 } });
    });
    const given = (await writeRefusedRows({ bytes, fileName: '题.xlsx' })) ?? new Uint8Array();
    const unmended = await readQuestionFile({ bytes: given, fileName: '改.xlsx' }, taking());
    expect(unmended).toMatchObject({ questions: [], refused: [{ row: 2, code: 'picture-missing' }] });
    const { file, cells } = await mend(given, false);
    expect(cells.map(([column]) => column)).toEqual([0, 0, 0]);
    expect((await readQuestionFile(file, taking())).refused).toMatchObject([{ row: 2, code: 'option-duplicate' }]);
  });

  it('two in one cell, and one in a cell that holds all options, are not guessed', async () => {
    const two = await readQuestionFile(await withPictures([3, 3]), { takePicture: async () => TAKEN });
    expect(two.refused.map(({ row, code }) => [row, code])).toEqual(expect.arrayContaining([[3, 'pictures-too-many']]));
    const bytes = await makeWorkbook({ 题库: [['题型', '题干', '选项', '答案'], ...JOINED] }, (workbook) => {
      const id = workbook.addImage({ base64: PIXEL, extension: 'png' });
      workbook.worksheets[0]?.addImage(id, { tl: { col: 2, row: 1 }, ext: { width: 40, height: 40 } });
    });
    const joined = await readQuestionFile({ bytes, fileName: '题.xlsx' }, { takePicture: async () => TAKEN });
    expect(joined.refused).toMatchObject([
      { row: 2, column: 'C', message: expect.stringContaining('分不清是哪个选项的') },
    ]);
    expect(joined.questions).toHaveLength(JOINED.length - 1);
  });

  it('says once of a sheet that pictures have no words, and still names those beside no question', async () => {
    const { doubts, questions } = await readQuestionFile(await withPictures([3, 4, 9]), {
      takePicture: async () => TAKEN,
    });
    expect(questions.map(({ images }) => images?.[0]?.alt)).toEqual(['题干的图', '题干的图']);
    expect(doubts.map(({ row, code }) => [row, code])).toEqual([
      [9, 'image-left-out'],
      [3, 'image-alt'],
    ]);
    expect(doubts[1]?.message).toContain('有 2 处图片没有说明');
  });

  it('A22 a picture goes out with its words as text', async () => {
    const question = {
      type: 'single' as const,
      stem: '图中是什么？',
      options: labelOptions(['甲', '乙']).map((option) => ({ ...option })),
      images: [imageOf(0, 'stem', '=1+1"<&')],
      key: ['A'],
      explanation: '',
      difficulty: null,
      knowledgePoint: null,
      category: null,
      sourceClause: null,
    };
    const bytes = await writeQuestions([question], 'xlsx', SIX_PICTURES);
    expect((await readQuestionFile({ bytes, fileName: '题.xlsx' }, taking())).questions[0]?.images).toEqual(
      question.images,
    );
  });
});

const TAKEN = { fileId: 'picture-0', width: 1, height: 1 };
const JOINED = ['冒顶', '透水', '着火', '停电'].map((word) => ['单选', `${word}时怎么办？`, '撤人|继续干|等一等', 'A']);
