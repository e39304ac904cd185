import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIX_PICTURES, imageOf, pictureBytes, takerOf } from '../../testing/pictures.js';
import { codes, manifest, qtiItem, readText } from '../../testing/interchange.js';
import { makeZip } from '../../testing/files.js';
import type { ZipPart } from '../../testing/files.js';
import { expectRoundTrip } from '../../testing/round-trip.js';
import { labelOptions } from '../../model/question.js';
import { READ_LIMITS } from '../read-limits.js';
import { readQuestionFile } from '../read-question-file.js';
import type { ReadResult } from '../read-result.js';
import type { WritableQuestion } from '../write-questions.js';
import { EXPORT_FORMATS } from './export-formats.js';

const FIRST = Buffer.from(pictureBytes(0));

function quiz(stem: string, files = '', first = '甲'): string {
  const answer = (text: string, fraction: number): string =>
    `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text></answer>`;
  return (
    '<?xml version="1.0"?><quiz><question type="multichoice"><name><text>1</text></name>' +
    `<questiontext format="html"><text><![CDATA[${stem}]]></text>${files}</questiontext><single>true</single>` +
    `${answer(first, 100)}${answer('乙', 0)}</question></quiz>`
  );
}
const file = (data: string, name = 'a.png', path = '/'): string =>
  `<file name="${name}" path="${path}" encoding="base64">${data}</file>`;
const read = (xml: string, take = takerOf(SIX_PICTURES)): Promise<ReadResult> =>
  readQuestionFile({ bytes: Buffer.from(xml), fileName: '题.xml' }, { takePicture: take });
const readZip = (parts: readonly ZipPart[], take = takerOf(SIX_PICTURES)): Promise<ReadResult> =>
  readQuestionFile({ bytes: makeZip(parts), fileName: '题.zip' }, { takePicture: take });
const packageOf = (source: string, ...more: ZipPart[]): ZipPart[] => [
  { name: 'imsmanifest.xml', data: manifest(['items/1.xml']) },
  { name: 'items/1.xml', data: qtiItem({ stem: `<p>这是什么标志？<img src="${source}" alt="标志"/></p>` }) },
  ...more,
];
const refusals = ({ refused, questions }: ReadResult): string[] => {
  expect(questions).toEqual([]);
  return refused.map(({ code, message }) => `${code} ${message}`);
};

describe('EXM-2 pictures of Moodle XML', () => {
  it('lie beside the text, in folders too, or in the reference itself', async () => {
    for (const [stem, files] of [
      ['看图<img src="@@PLUGINFILE@@/a.png" alt="阀门">选', file(FIRST.toString('base64'))],
      [
        '看图<img src="@@PLUGINFILE@@/%E5%9B%BE/a%201.png" alt="阀门">选',
        file(FIRST.toString('base64'), 'a 1.png', '/图/'),
      ],
      [`看图<img alt="阀门" src="data:image/png;base64,${FIRST.toString('base64')}">选`, ''],
    ] as const) {
      const { questions, doubts, refused } = await read(quiz(stem, files));
      expect(refused).toEqual([]);
      expect(doubts).toEqual([]);
      expect(questions).toMatchObject([{ stem: '看图选', images: [imageOf(0, 'stem', '阀门')] }]);
    }
  });

  it('without words get some, and the file says so once', async () => {
    const shown = file(FIRST.toString('base64'));
    const { questions, doubts } = await read(quiz('看图<img src="@@PLUGINFILE@@/a.png">', shown));
    expect(questions[0]?.images).toEqual([imageOf(0, 'stem', '题干的图')]);
    expect(codes(doubts)).toEqual(['image-alt']);
  });

  it('an option may be nothing but its picture; a stem may not', async () => {
    const inline = `<img alt="禁止烟火" src="data:image/png;base64,${FIRST.toString('base64')}">`;
    const { questions } = await read(quiz('哪个是禁止烟火？', '', inline));
    expect(questions).toMatchObject([
      { options: [{ text: '' }, { text: '乙' }], images: [imageOf(0, 'A', '禁止烟火')] },
    ]);
    expect(refusals(await read(quiz(inline)))).toEqual([
      expect.stringMatching(/^image-only .*题干只有一张图，没有文字/),
    ]);
  });

  it('refuses a question whose picture cannot be had, by the place and the reason', async () => {
    const twice = '<img src="@@PLUGINFILE@@/a.png" alt="一"><img src="@@PLUGINFILE@@/a.png" alt="二">';
    const one = '图<img src="@@PLUGINFILE@@/a.png" alt="一">';
    for (const [xml, expected] of [
      [quiz(one), /^picture-missing .*题干的图片「a\.png」不在文件里/],
      [quiz(one, file('AAAA')), /^picture-refused .*题干的图片不能用：只收测试的图片。/],
      [quiz(`图${twice}`, file(FIRST.toString('base64'))), /^pictures-too-many .*题干有几张图片/],
      [quiz('图', '', '<img src="b.png" alt="一">甲'), /^picture-missing .*选项 A 的图片「b\.png」不在文件里/],
    ] as const)
      expect(refusals(await read(xml))).toEqual([expect.stringMatching(expected)]);
  });

  it('A20 does not decode what is larger than any picture may be', async () => {
    const take = takerOf(SIX_PICTURES);
    const bomb = 'A'.repeat(READ_LIMITS.pictureBytes * 2);
    const refused = refusals(await read(quiz('图<img src="@@PLUGINFILE@@/a.png">', file(bomb)), take));
    expect(refused).toEqual([expect.stringMatching(/^picture-refused .*题干的图片太大，一张最大 5 MB/)]);
    expect(take.asked).toEqual([]);
  });

  it('are named, and not looked at, where nobody takes them', async () => {
    const xml = quiz('看图<img src="@@PLUGINFILE@@/a.png" alt="阀门">选', file(FIRST.toString('base64')));
    const { questions, doubts } = await readText(xml, '题.xml');
    expect(questions).toMatchObject([{ stem: '看图［图：阀门］选' }]);
    expect(questions[0]).not.toHaveProperty('images');
    expect(codes(doubts)).toEqual(['image-lost']);
  });
});

describe('EXM-2 pictures of a QTI package', () => {
  it('lie in the package, and are unpacked once however many questions show them', async () => {
    const shared = (no: number): string =>
      qtiItem({ stem: `<p>第 ${no} 题<img src="../img/a%20b.png" alt="标志"/></p>` });
    const take = takerOf(SIX_PICTURES);
    const { questions, refused } = await readZip(
      [
        { name: 'imsmanifest.xml', data: manifest(['items/1.xml', 'items/2.xml']) },
        { name: 'items/1.xml', data: shared(1) },
        { name: 'items/2.xml', data: shared(2) },
        { name: 'img/a b.png', data: FIRST },
      ],
      take,
    );
    expect(refused).toEqual([]);
    expect(questions.map(({ images }) => images)).toEqual([[imageOf(0, 'stem', '标志')], [imageOf(0, 'stem', '标志')]]);
    expect(take.asked).toHaveLength(1);
  });

  it('A20 A34 no address leads out of the package', async () => {
    for (const source of [
      '../../etc/passwd',
      '/etc/passwd',
      'file:///etc/passwd',
      '..%2F..%2Fetc/passwd',
      'no.png',
      '',
    ])
      expect(refusals(await readZip(packageOf(source)))).toEqual([expect.stringMatching(/^picture-missing /)]);
  });

  it('A20 a part larger than any picture may be is not unpacked, and a liar is found out', async () => {
    const take = takerOf(SIX_PICTURES);
    const large = { name: 'items/a.png', data: Buffer.alloc(READ_LIMITS.pictureBytes + 1) };
    expect(refusals(await readZip(packageOf('a.png', large), take))).toEqual([
      expect.stringMatching(/^picture-refused .*太大/),
    ]);
    expect(take.asked).toEqual([]);
    const lying = { ...large, declaredSize: 100 };
    await expect(readZip(packageOf('a.png', lying))).rejects.toMatchObject({ code: 'archive-unsafe' });
  });
});

describe('A34 pictures elsewhere', () => {
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end(FIRST);
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('are never fetched', async () => {
    const address = `//127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
    for (const source of [`http:${address}`, address]) {
      const expected = [expect.stringMatching(/^picture-missing .*题干的图片在网上/)];
      expect(refusals(await read(quiz(`图<img src="${source}">`)))).toEqual(expected);
      expect(refusals(await readZip(packageOf(source)))).toEqual(expected);
    }
    expect(hits).toBe(0);
  });
});

describe('formats and pictures', () => {
  const question = (more: Partial<WritableQuestion>): WritableQuestion => ({
    type: 'single',
    stem: '图中的标志是什么意思？',
    options: labelOptions(['禁止烟火', '注意安全']).map((option) => ({ ...option })),
    key: ['A'],
    explanation: '',
    difficulty: null,
    knowledgePoint: null,
    category: null,
    sourceClause: null,
    ...more,
  });
  const bank = [
    question({ stem: '没有图的题。' }),
    question({ images: [imageOf(1, 'stem', '标志'), imageOf(2, 'B', '另一个')] }),
    question({
      stem: '哪个是禁止烟火？',
      options: labelOptions(['', '都不是']).map((option) => ({ ...option })),
      images: [imageOf(3, 'A', '标志')],
    }),
  ];

  it.each(EXPORT_FORMATS)('$id carries them, or names each question without its own', async (format) => {
    const file = await format.write(bank, SIX_PICTURES);
    expect(file.leftOut.map(({ index, what }) => [index, what])).toEqual(
      format.carriesPictures
        ? []
        : [
            [1, 'images'],
            [2, 'question'],
          ],
    );
    const fileName = `题.${format.extension}`;
    const { format: reader } = await readQuestionFile({ bytes: file.bytes, fileName });
    await expectRoundTrip(bank, file, fileName, reader);
    const without = await format.write(bank);
    expect(without.leftOut.map(({ index, what }) => [index, what])).toEqual([
      [1, 'images'],
      [2, 'question'],
    ]);
  });
});
