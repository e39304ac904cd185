import { describe, expect, it } from '@jest/globals';
import { startCpuClock } from '../../testing/cpu-ms.js';
import { docx, p, relations, run } from '../../testing/documents.js';
import type { QuestionFile, TakePicture } from '../read-options.js';
import { readQuestionFile } from '../read-question-file.js';
import { READ_LIMITS } from '../read-limits.js';

const MANY = 20_000;
const PICTURE = '<w:r><a:blip r:embed="r1"/></w:r>';
const BREAK = '<w:r><w:br/></w:r>';
const QUESTION = '（A） A. 甲 B. 乙';
const MATERIAL = '材料：下图是某车间的平面图。';
const takePicture: TakePicture = () => Promise.resolve({ fileId: 'f', width: 1, height: 1 });

const illustrated = (...body: string[]): QuestionFile =>
  docx(body.join(''), [relations({ r1: 'media/a.png' }), { name: 'word/media/a.png', data: 'png' }]);

function archived(page: string, parts: readonly string[]): QuestionFile {
  const archive = [
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n',
    `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page}\r\n`,
    ...parts.map((name) => `--b\r\nContent-Type: image/png\r\nContent-Location: ${name}\r\n\r\nx\r\n`),
    '--b--\r\n',
  ];
  return docx('<w:altChunk r:id="m"/>', [
    relations({ m: 'a.mht' }),
    { name: 'word/a.mht', data: archive.join('\r\n') },
  ]);
}

/** What came of it, as long as it took no longer than a file may (law A20). */
async function outcome(file: QuestionFile): Promise<unknown> {
  const spent = startCpuClock();
  const read = readQuestionFile(file, { takePicture });
  const found = await read.then(
    ({ questions, refused }) => ({ questions: questions.length, refused: refused.map(({ code }) => code).slice(0, 1) }),
    (error: { code?: unknown }) => error.code,
  );
  expect(spent()).toBeLessThan(2000);
  return found;
}

describe('A20 documents with thousands of pictures are read in under two seconds', () => {
  it.each<[string, QuestionFile, unknown]>([
    [
      'on as many lines of one paragraph',
      illustrated(p('1. 题（A）', ...Array<string>(MANY).fill(`${BREAK}${PICTURE}`)), p('A. 甲'), p('B. 乙')),
      { questions: 0, refused: ['pictures-too-many'] },
    ],
    [
      'among as many words',
      illustrated(
        p('1. 题（A）', ...Array<string>(MANY).fill(`${BREAK}${run('甲')}${PICTURE}`)),
        p('A. 甲'),
        p('B. 乙'),
      ),
      { questions: 0, refused: ['stem-too-long'] },
    ],
    [
      'below an explanation',
      illustrated(p(`1. 题${QUESTION}`), p('参考答案'), p('1.A 解析：好'), p(PICTURE).repeat(MANY)),
      { questions: 1, refused: [] },
    ],
    [
      'of a material that as many questions share',
      illustrated(
        p(MATERIAL),
        p(PICTURE).repeat(MANY),
        Array.from({ length: 10_000 }, (_, index) => p(`${index + 1}. 题${index}${QUESTION}`)).join(''),
      ),
      { questions: 0, refused: ['pictures-too-many'] },
    ],
    [
      'of a web archive with as many parts as it may have',
      archived(
        `<p>1. 题（A）${'<img src="cid:none">'.repeat(MANY)}</p><p>A. 甲</p><p>B. 乙</p>`,
        Array.from({ length: READ_LIMITS.archiveParts - 1 }, (_, index) => `p${index}.png`),
      ),
      { questions: 0, refused: ['picture-missing'] },
    ],
  ])('%s', async (_, file, expected) => {
    expect(await outcome(file)).toEqual(expected);
  });

  it('more of them are refused whole', async () => {
    const page = `<p>1. 题${QUESTION}</p>${'<img src="a.png">'.repeat(READ_LIMITS.picturePlaces + 1)}`;
    expect(await outcome(archived(page, []))).toBe('too-many-pictures');
    const parts = Array.from({ length: READ_LIMITS.archiveParts }, (_, index) => `p${index}.png`);
    expect(await outcome(archived(`<p>1. 题${QUESTION}</p>`, parts))).toBe('too-many-pictures');
    expect(await outcome(illustrated(p(PICTURE).repeat(READ_LIMITS.picturePlaces + 1)))).toBe('too-many-pictures');
  });
});

describe('A20 documents with hundreds of thousands of lines are read or refused, and never break', () => {
  const html = (page: string): QuestionFile =>
    docx('<w:altChunk r:id="h"/>', [relations({ h: 'a.html' }), { name: 'word/a.html', data: page }]);
  const question = `<p>1. 题${QUESTION}</p>`;
  const one = { questions: 1, refused: [] };

  it('of a web page', async () => {
    expect(await outcome(html(`${question}${'<p>'.repeat(200_000)}`))).toEqual(one);
    expect(await outcome(html(`${'<p>x'.repeat(200_000)}${question}`))).toEqual(one);
    expect(await outcome(html(`<table><tr><td>${'<br>'.repeat(200_000)}</td></tr></table>${question}`))).toEqual(one);
    expect(await outcome(html(`${question}${'<p>x'.repeat(READ_LIMITS.paragraphs)}`))).toBe('too-many-rows');
    expect(await outcome(html(`${question}${'<br>'.repeat(READ_LIMITS.paragraphs + 1)}`))).toBe('too-many-rows');
  }, 20_000);

  it('of a web archive', async () => {
    expect(await outcome(archived(`${question}${'\n'.repeat(READ_LIMITS.archiveLines)}`, []))).toBe('too-many-rows');
  });

  it('within one paragraph', async () => {
    expect(await outcome(docx(p(`1. 题${QUESTION}`) + p(BREAK.repeat(READ_LIMITS.paragraphs + 1))))).toBe(
      'too-many-rows',
    );
  });
});

describe('a picture in the run of its words', () => {
  it('keeps its place behind a line to write on, which becomes shorter', async () => {
    const options = `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">${' '.repeat(30)}</w:t><a:blip r:embed="r1"/></w:r>`;
    const file = illustrated(p('1. 标志是', options), p('A. 甲'), p('B. 乙'), p('答案：A'));
    const { questions } = await readQuestionFile(file, { takePicture });
    expect(questions.map(({ images }) => images?.map(({ place }) => place))).toEqual([['stem']]);
  });
});
