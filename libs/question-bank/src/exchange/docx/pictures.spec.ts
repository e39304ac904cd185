import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { docx, drawing, p, relations, table } from '../../testing/documents.js';
import type { ZipPart } from '../../testing/files.js';
import { SIX_PICTURES, pictureBytes, takerOf } from '../../testing/pictures.js';
import { brief } from '../../testing/reading.js';
import { READ_LIMITS } from '../read-limits.js';
import { readQuestionFile } from '../read-question-file.js';
import type { ReadOptions } from '../read-options.js';
import type { ReadResult } from '../read-result.js';

const NOS = [0, 1, 2, 3, 4, 5];
/** rId0 … rId5 are the six pictures. */
const PARTS: ZipPart[] = [
  relations(Object.fromEntries(NOS.map((no) => [`rId${no}`, `media/image${no}.png`]))),
  ...NOS.map((no) => ({ name: `word/media/image${no}.png`, data: Buffer.from(pictureBytes(no)) })),
];
const pic = (no: number, alt = `图${no}`): string => drawing(`rId${no}`, alt);
const own = (...nos: number[]): string => p(...nos.map((no) => pic(no)));
const OPTIONS = p('A. 子') + p('B. 丑');

const read = (body: string, parts = PARTS, options: ReadOptions = {}): Promise<ReadResult> =>
  readQuestionFile(docx(body, parts), { takePicture: takerOf(SIX_PICTURES), ...options });
/** The pictures of each question: place and number. */
const shown = ({ questions }: ReadResult): string[] =>
  questions.map(({ images = [] }) =>
    images.map(({ place, fileId, alt }) => `${place} ${fileId.replace('picture-', '')} ${alt}`).join(', '),
  );
const said = (rows: readonly { row: number; code: string; message: string }[]): string[] =>
  rows.map(({ row, code, message }) => `${row} ${code} ${message}`);

describe('EXM-2 pictures of a Word document', () => {
  it.each([
    ['among the words of the stem', p('1. 图', pic(0), '中是（A）') + OPTIONS],
    ['behind the answer of the stem', p('1. 图中是（A）', pic(0)) + OPTIONS],
    ['below the stem', p('1. 图中是（A）') + own(0) + OPTIONS],
    ['floating before the number', p(pic(0), '1. 图中是（A）') + OPTIONS],
    ['behind a line break of the stem', p('1. 图中是（A）', '<w:r><w:br/></w:r>', pic(0)) + OPTIONS],
    [
      'before a line break, where the options follow',
      p('1. 图中是（A）', pic(0), '<w:r><w:br/></w:r>', 'A. 子') + p('B. 丑'),
    ],
    ['in a text box', p('1. 图中是（A）', `<w:r><w:txbxContent>${own(0)}</w:txbxContent></w:r>`) + OPTIONS],
    ['below a question without a number', p('图中是（A）') + own(0) + OPTIONS],
    ['below the last option', p('1. 图中是（A）') + OPTIONS + own(0)],
  ])('of the stem: %s', async (_, body) => {
    const result = await read(body);
    expect(result.refused).toEqual([]);
    expect(brief(result)).toEqual([expect.stringMatching(/^1 single 图中是（ ） \[子\/丑\] A$/)]);
    expect(shown(result)).toEqual(['stem 0 图0']);
  });

  it('says where it took the picture below the last option for one of the stem', async () => {
    const { doubts } = await read(p('1. 图中是（A）') + OPTIONS + own(0));
    expect(said(doubts)).toEqual([
      '1 picture-place 正文 1 段（第 1 题）：图片在最后一个选项下面，算作题干的图，请看一眼。',
    ]);
  });

  it('says where a question speaks of a picture that stands above its number, and so went to the one before', async () => {
    const result = await read(own(0) + p('1. 上图中是禁止标志。（√）') + own(1) + p('2. 上图中是警告标志。（×）'));
    expect(shown(result)).toEqual(['stem 1 图1', '']);
    expect(said(result.doubts)).toEqual([
      expect.stringMatching(/^4 picture-expected 正文 4 段（第 2 题）：题干说到图，却没有读到它的图/),
      expect.stringMatching(/^1 image-left-out .*有 1 张图片不在题目里/),
    ]);
    // A text, or a document without any picture, says nothing of the kind.
    expect((await read(p('1. 图中是禁止标志。（√）'))).doubts).toEqual([]);
  });

  const STEM = p('1. 哪个是禁止标志（B）');
  it.each([
    ['in its paragraph', STEM + p('A. ', pic(0)) + p('B. 丑', pic(1)), '/丑', 'A 0 图0, B 1 图1'],
    ['in front of its letter', STEM + p(pic(0), 'A. 子') + p(pic(1), 'B. 丑'), '子/丑', 'A 0 图0, B 1 图1'],
    ['in a paragraph below', STEM + p('A.') + own(0) + p('B.') + own(1), '/', 'A 0 图0, B 1 图1'],
    ['the last has words', STEM + p('A.', pic(0)) + p('B.', pic(1)) + p('C. 都不是'), '//都不是', 'A 0 图0, B 1 图1'],
    ['behind a line break', STEM + p('A. 子', '<w:r><w:br/></w:r>', pic(0)) + p('B. 丑'), '子/丑', 'A 0 图0'],
    ['several on a line', STEM + p('A.', pic(0), ' B.', pic(1), ' C.', pic(2)), '//', 'A 0 图0, B 1 图1, C 2 图2'],
    ['behind the stem', p('1. 哪个是禁止标志（B） A.', pic(0), ' B.', pic(1)), '/', 'A 0 图0, B 1 图1'],
    ['in cells', STEM + table([p('A. ', pic(0)), p('B. ', pic(1))]), '/', 'A 0 图0, B 1 图1'],
    ['in cells, below the letters', STEM + table([p('A.') + own(0), p('B.') + own(1)]), '/', 'A 0 图0, B 1 图1'],
  ])('of options: %s', async (_, body, options, expected) => {
    const result = await read(body);
    expect(said(result.refused)).toEqual([]);
    expect(brief(result)).toEqual([`1 single 哪个是禁止标志（ ） [${options}] B`]);
    expect(shown(result)).toEqual([expected]);
    expect(result.doubts).toEqual([]);
  });

  it('numbers options by itself where they are nothing but a picture', async () => {
    const numbering: ZipPart = {
      name: 'word/numbering.xml',
      data:
        '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/>' +
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    };
    const item = (no: number): string => p('<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', pic(no));
    const result = await read(p('1. 哪个是禁止标志（B）') + item(0) + item(1), [...PARTS, numbering]);
    expect(shown(result)).toEqual(['A 0 图0, B 1 图1']);
  });

  it('of a shared material go with each of its questions', async () => {
    const body = p('根据下图回答 1-2 题') + own(0) + p('1. 甲（A）') + OPTIONS + p('2. 乙。（√）') + p('3. 丙。（×）');
    const result = await read(body);
    expect(result.refused).toEqual([]);
    expect(shown(result)).toEqual(['stem 0 图0', 'stem 0 图0', '']);
    expect(result.doubts).toEqual([]);
  });

  it('with the words that LibreOffice writes as a title', async () => {
    const titled = pic(0, '').replaceAll('descr=""', 'descr="" title="配电箱"');
    expect(shown(await read(p('1. 甲。（√）', titled)))).toEqual(['stem 0 配电箱']);
  });

  it('of old drawings and of embedded objects, with their words', async () => {
    const old = '<w:r><w:pict><v:shape alt="配电箱"><v:imagedata r:id="rId3" o:title="x"/></v:shape></w:pict></w:r>';
    const formula = `<w:r><w:object>${'<v:shape><v:imagedata r:id="rId4"/></v:shape>'}<o:OLEObject r:id="rId9"/></w:object></w:r>`;
    const result = await read(p('1. 甲。（√）', old) + p('2. 乙', formula, '。（×）'));
    expect(shown(result)).toEqual(['stem 3 配电箱', 'stem 4 题干的图']);
    expect(said(result.doubts)).toEqual([expect.stringMatching(/^2 image-alt 正文 2 段：有 1 处图片没有说明/)]);
  });

  it('in a table of questions, each in its cell', async () => {
    const body = table(
      ['题型', '题干', '选项A', '选项B', '答案'],
      ['单选题', p('甲', pic(0)), p(pic(1)), '丑', 'A'],
      ['判断题', p('乙', pic(2)), '', '', '对'],
    );
    expect(shown(await read(body))).toEqual(['stem 0 图0, A 1 图1', 'stem 2 图2']);
    const { doubts } = await read(body, PARTS, { takePicture: undefined });
    expect(said(doubts)).toEqual([expect.stringMatching(/^3 image-left-out .*这道题旁边有图片，没有读进来/)]);
  });

  it('are unpacked once however many questions show them', async () => {
    const takePicture = takerOf(SIX_PICTURES);
    const result = await read(p('1. 甲。（√）', pic(0)) + p('2. 乙。（√）', pic(0)), PARTS, { takePicture });
    expect(shown(result)).toEqual(['stem 0 图0', 'stem 0 图0']);
    expect(takePicture.asked).toHaveLength(1);
  });

  it.each([
    ['several in one place', p('1. 甲。（√）', pic(0), pic(1)), /pictures-too-many .*题干有几张图片，一处只能放一张/],
    [
      'material and stem',
      p('根据下图回答 1-2 题') + own(0) + p('1. 甲。（√）', pic(1)),
      /pictures-too-many .*题干有几张图片/,
    ],
    [
      'of a kind that is not taken',
      p('1. 甲。（√）', drawing('rId6')),
      /picture-refused .*题干的图片不能用：只收测试的图片/,
    ],
    ['not in the file', p('1. 甲。（√）', drawing('rId7')), /picture-missing .*题干的图片「x\.emf」不在文件里/],
    ['not even referred to', p('1. 甲。（√）', drawing('rId99')), /picture-missing .*题干的图片不在文件里/],
    [
      'a chart',
      p('1. 甲。（√）', '<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>'),
      /picture-missing .*题干的图片是Word 画的图表/,
    ],
    [
      'an object that shows nothing',
      p('1. 甲。（√）', '<w:r><w:object><o:OLEObject/></w:object></w:r>'),
      /picture-missing .*是嵌入的对象/,
    ],
    ['of 正确', p('1. 甲（A）') + p('A. 正确', pic(0)) + p('B. 错误') + p('题型：判断题'), /image-place /],
    [
      'above the options or below',
      STEM + own(0) + p('A. 子') + own(1) + p('B. 丑'),
      /picture-place .*分不清图片是上面那个选项的/,
    ],
    [
      'below a line of options',
      STEM + p('A. 子 B. 丑') + own(0) + p('C. 寅 D. 卯') + own(1),
      /picture-place .*几个选项写在一行/,
    ],
    [
      'a row of pictures below a row of letters',
      STEM +
        table(
          ['A. 子', 'B. 丑'],
          [pic(0), pic(1)].map((each) => p(each)),
        ),
      /picture-place .*几个选项写在一行/,
    ],
    ['behind the answer', p('1. 图中是') + OPTIONS + p('答案：A') + own(0), /picture-place .*答案后面有图片，分不清/],
    ['without a word of the stem', p('1. ', pic(0)) + OPTIONS + p('答案：A'), /stem-empty /],
  ])('refuses a question by name: %s', async (_, body, expected) => {
    const parts = [
      relations({ rId0: 'media/image0.png', rId1: 'media/image1.png', rId6: 'media/x.wmf', rId7: 'media/x.emf' }),
      { name: 'word/media/x.wmf', data: 'AAAA' },
      ...PARTS.slice(1),
    ];
    const result = await read(`${body}${p('9. 丁。（√）')}`, parts);
    expect(brief(result)).toEqual([expect.stringContaining('true_false 丁')]);
    expect(said(result.refused)).toEqual([expect.stringMatching(expected)]);
  });

  it('outside of any question are counted in one remark', async () => {
    const result = await read(
      p('试卷', pic(0)) + own(1) + p('一、判断题', pic(2)) + p('1. 甲。（√）') + p('2. 乙。（×）'),
    );
    expect(shown(result)).toEqual(['', '']);
    expect(result.refused).toEqual([]);
    const outside = result.doubts.filter(({ code }) => code === 'image-left-out');
    expect(said(outside)).toEqual([
      expect.stringMatching(/^1 image-left-out 正文 1 段：有 3 张图片不在题目里，没有读进来/),
    ]);
  });

  it.each([
    ['among its words', p('解析：如', pic(0), '图') + p('2. 乙。（×）')],
    ['below it', p('解析：如图') + own(0) + p('2. 乙。（×）')],
    ['in the list of answers', p('2. 乙。（×）') + p('参考答案') + p('1. 正确 解析：如图', pic(0)) + p('2. 错误')],
    ['below its line in the list of answers', p('2. 乙。（×）') + p('参考答案') + p('1. 正确 解析：如图') + own(0)],
  ])('of an explanation have no place, and that is said: %s', async (_, body) => {
    const result = await read(p('1. 甲。') + (body.includes('参考答案') ? '' : p('答案：正确')) + body);
    expect(result.questions.map(({ explanation, images }) => [explanation, images])).toEqual([
      ['如图', undefined],
      ['', undefined],
    ]);
    expect(said(result.doubts)).toEqual([
      '1 image-left-out 正文 1 段（第 1 题）：解析有图片，没有读进来。题目要看图的话，入库后打开这道题加图。',
    ]);
  });

  it('are named, and not unpacked, where nobody takes them', async () => {
    const broken = PARTS.map((part) => (part.name.endsWith('image0.png') ? { ...part, declaredSize: 1 } : part));
    const body = p('1. 甲。（√）', pic(0)) + STEM + p('A.', pic(1)) + p('B.', pic(2));
    const result = await read(body, broken, { takePicture: undefined });
    expect(shown(result)).toEqual(['']);
    expect(said(result.doubts)).toEqual([
      expect.stringMatching(/^1 image-left-out .*图片没有读/),
      expect.stringMatching(/^2 image-left-out .*图片没有读/),
    ]);
    expect(said(result.refused)).toEqual([expect.stringMatching(/^2 option-empty .*选项 A 是空的/)]);
  });

  it('A20 a part larger than any picture may be is not unpacked, and a liar is found out', async () => {
    const takePicture = takerOf(SIX_PICTURES);
    const large = { name: 'word/media/image0.png', data: Buffer.alloc(READ_LIMITS.pictureBytes + 1) };
    const parts = [...PARTS.filter(({ name }) => name !== large.name), large];
    const body = p('1. 甲。（√）', pic(0)) + p('2. 乙。（√）');
    expect(said((await read(body, parts, { takePicture })).refused)).toEqual([
      expect.stringMatching(/^1 picture-refused .*题干的图片太大，一张最大 5 MB/),
    ]);
    expect(takePicture.asked).toEqual([]);
    const lying = [...PARTS.filter(({ name }) => name !== large.name), { ...large, declaredSize: 100 }];
    await expect(read(body, lying)).rejects.toMatchObject({ code: 'document-unsafe' });
  });

  it('A25 thousands of pictures between two lines cost no more than their number', async () => {
    const many = own(0).repeat(20_000);
    const started = performance.now();
    const result = await read(p('1. 甲') + many + OPTIONS.repeat(50) + many);
    expect(result.refused).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 20_000);
});

describe('A34 pictures that a Word document links to', () => {
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end(Buffer.from(pictureBytes(0)));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('are named and never fetched', async () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
    const parts = [relations({ web: { outside: address }, disk: { outside: 'file:///C:/图/b.png' }, page: 'x.html' })];
    const link = (id: string): string => `<w:r><w:drawing><a:blip r:link="${id}"/></w:drawing></w:r>`;
    const old = '<w:r><w:pict><v:shape><v:imagedata r:href="web"/></v:shape></w:pict></w:r>';
    const page = { name: 'word/x.html', data: `<p>4. 丁。（√）<img src="${address}"></p><p>5. 戊。（√）</p>` };
    const body = p('1. 甲。（√）', link('web')) + p('2. 乙。（√）', link('disk')) + p('3. 丙。（√）', old);
    const result = await read(`${body}<w:altChunk r:id="page"/>`, [...parts, page]);
    expect(said(result.refused)).toEqual([
      expect.stringMatching(/^1 picture-missing .*题干的图片在网上，不在文件里，这里不会去取/),
      expect.stringMatching(/^2 picture-missing .*题干的图片「b\.png」不在文件里/),
      expect.stringMatching(/^3 picture-missing .*在网上/),
      expect.stringMatching(/^4 picture-missing .*在网上/),
    ]);
    expect(hits).toBe(0);
  });
});

describe('pictures of web pages put in whole (altChunk)', () => {
  const chunk = `${p('前言')}<w:altChunk r:id="chunk"/>`;
  const base64 = Buffer.from(pictureBytes(0)).toString('base64');
  const page = (source: string): string =>
    `<html><body><p>1. 图中是（A）</p><p><img src="${source}" alt="图0"></p><p>A. 子<br><img src="${source}" alt="又"></p><p>B. 丑</p></body></html>`;

  it('written into the page', async () => {
    const data = page(`data:image/png;base64,${base64}`);
    const result = await read(chunk, [relations({ chunk: 'x.html' }), { name: 'word/x.html', data }]);
    expect(shown(result)).toEqual(['stem 0 图0, A 0 又']);
  });

  it.each([
    ['its id', 'cid:a@b', 'Content-ID: <a@b>'],
    ['its address', 'file:///C:/x/image0.png', 'Content-Location: file:///C:/x/image0.png'],
    ['its address beside the page', 'x_files/image0.png', 'Content-Location: file:///C:/x_files/image0.png'],
  ])('beside it in an archive of web pages, by %s', async (_, source, name) => {
    const mht =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="part"\r\n\r\n--part\r\n' +
      `Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: file:///C:/x.htm\r\n\r\n${page(source)}\r\n` +
      `--part\r\nContent-Type: image/png\r\n${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--part--\r\n`;
    const result = await read(chunk, [relations({ chunk: 'x.mht' }), { name: 'word/x.mht', data: mht }]);
    expect(said(result.refused)).toEqual([]);
    expect(shown(result)).toEqual(['stem 0 图0, A 0 又']);
  });
});
