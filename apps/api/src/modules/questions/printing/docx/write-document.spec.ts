import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import yauzl from 'yauzl';
import { checkDraft, labelOptions, readQuestionFile, type QuestionType, type TakePicture } from '@zhian/question-bank';
import { printFonts } from '../../../../platform/fonts/print-fonts.js';
import type { PrintedDocument, PrintedPicture, PrintedQuestion } from '../printed-document.js';
import { writeDocument } from './write-document.js';

const paper = (questions: readonly PrintedQuestion[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  title: '第四季度安全考试',
  subtitle: '含答案 · 满分 100 分 · 90 分钟',
  instructions: [],
  candidate: null,
  number: null,
  questions,
  head: false,
  answerSheet: false,
  ...more,
});

const written = async (document: PrintedDocument): Promise<Uint8Array> =>
  writeDocument('试卷', [document], await printFonts());

/** The main part of the package, as XML. */
async function bodyOf(bytes: Uint8Array): Promise<string> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'word/document.xml') continue;
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }
  throw new Error('no main part');
}

// Words that mean something to the reader, to XML or to Word, and ordinary ones, short and long.
const MARKS =
  '1. 2、 （2） 第3题 A. B、 （C） （√） （对） 答案：B 【答案】A 解析： 参考答案 一、单选题 判断题 （2分） 1-5 ABCDA （ ） ____ 请说明 甲 乙丙 1米 ' +
  '先通风、再检测 进入有限空间作业前应当 ？ 。 <w:t> &amp; ]]> " \\ \u2060 {PAGE} =1+1 𠮷 😀 ０ ABCD';
const text = fc
  .array(fc.constantFrom(...MARKS.split(' '), ' ', '\n', '\t'), { maxLength: 6 })
  .map((parts) => parts.join(''));
/** Bytes that nobody here decodes, named by the number in them. */
const picture: fc.Arbitrary<PrintedPicture> = fc
  .record({ no: fc.nat({ max: 5 }), alt: fc.constantFrom('禁止烟火', '"<&>', '配电箱 1 号', 'A. 图') })
  .map(({ no, alt }) => ({
    name: `/api/v1/files/${no}`,
    type: 'png',
    bytes: Uint8Array.of(137, 80, 78, 71, no),
    alt,
    width: 300,
    height: 200,
  }));
const takePicture: TakePicture = async (bytes) => ({ fileId: `${bytes[4]}`, width: 300, height: 200 });

const question: fc.Arbitrary<Omit<PrintedQuestion, 'slot'>> = fc
  .record({
    type: fc.constantFrom<QuestionType>('single', 'multiple', 'true_false'),
    stem: text,
    options: fc.array(text, { minLength: 4, maxLength: 6 }),
    picks: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 2, maxLength: 3 }),
    pictures: fc.array(fc.option(picture, { freq: 3, nil: undefined }), { minLength: 7, maxLength: 7 }),
    bare: fc.boolean(),
    explanation: text,
    clause: fc.constantFrom('', '第二十八条', '1. 安全生产法'),
    points: fc.constantFrom(100, 200),
  })
  .map(({ type, stem, options, picks, pictures: [ofStem, ...ofOptions], bare, explanation, clause, points }) => {
    const texts = type === 'true_false' ? ['正确', '错误'] : options;
    const places = type === 'multiple' ? [...picks].sort() : [(picks[0] ?? 0) % texts.length];
    return {
      type,
      stem,
      options: labelOptions(texts).map(({ label, text }, at) => {
        const shown = type === 'true_false' ? undefined : ofOptions[at];
        return { id: label, text: shown && bare ? '' : text, ...(shown ? { picture: shown } : {}) };
      }),
      points,
      ...(ofStem ? { picture: ofStem } : {}),
      solution: { key: places.map((at) => 'ABCDEF'.charAt(at)).join(''), explanation, clause },
    };
  })
  .filter((made) => checkDraft({ ...untagged, ...draftOf(made) }).length === 0);
const untagged = { difficulty: null, knowledgePoint: null, category: null };

function draftOf({ type, stem, options, picture: ofStem, solution }: Omit<PrintedQuestion, 'slot'>) {
  const images = [{ id: 'stem', picture: ofStem }, ...options].flatMap(({ id, picture: shown }) =>
    shown ? [{ place: id, fileId: `${shown.bytes[4]}`, alt: shown.alt, width: 300, height: 200 }] : [],
  );
  return {
    content: { type, stem, options: options.map((option) => ({ label: option.id, text: option.text })), images },
    key: { correct: [...(solution?.key ?? '')] },
    explanation: solution?.explanation ?? '',
    sourceClause: solution?.clause || null,
  };
}

/** ZHIAN_RUNS=500 for the whole size. */
const RUNS = Number(process.env['ZHIAN_RUNS'] ?? 24);

describe('a paper as a Word document', () => {
  it(
    'A22: with its key it is read back as the same questions, whatever they say',
    async () => {
      const papers = fc.uniqueArray(question, { minLength: 1, maxLength: 6, selector: (each) => each.stem });
      await fc.assert(
        fc.asyncProperty(papers, async (made) => {
          const bytes = await written(paper(made.map((each, index) => ({ ...each, slot: index + 1 }))));
          const result = await readQuestionFile({ bytes, fileName: '试卷.docx' }, { takePicture });
          expect(result.refused).toEqual([]);
          const read = result.questions.map(({ type, stem, options, images = [], key, explanation, sourceClause }) => ({
            content: { type, stem, options, images },
            key: { correct: key },
            explanation,
            sourceClause,
          }));
          expect(read).toEqual(made.map(draftOf));
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + RUNS * 500,
  );

  const choice = (slot: number, ...texts: string[]): PrintedQuestion => ({
    slot,
    type: 'single',
    stem: `第 ${slot} 道题`,
    options: labelOptions(texts).map((option) => ({ id: option.label, text: option.text })),
    points: 200,
  });

  it('sets short options side by side and keeps a question together', async () => {
    const body = await bodyOf(await written(paper([choice(1, '1米', '2米', '3米', '4米'), choice(2, '正确', '错误')])));
    const tab = '</w:t><w:tab/><w:t xml:space="preserve">';
    expect(body).toContain(['A. 1米', 'B. 2米', 'C. 3米', 'D. 4米'].join(tab));
    expect(body).toContain('<w:cols w:space="360" w:num="2"');
    const paragraphs = body.split('<w:p>').filter((part) => part.includes('<w:keepLines/>'));
    // Stem and options of two questions: each stem stays with its options, the options let the next question go.
    expect(paragraphs.map((part) => part.includes('<w:keepNext/>'))).toEqual([true, false, true, false]);
    expect(body).not.toContain('答题卡');
  });

  it('has lines to fill in and a box for every option on a page of its own, and no key without being asked', async () => {
    const questions = Array.from({ length: 60 }, (_, index) => choice(index + 1, '甲', '乙', '丙', '丁'));
    const body = await bodyOf(await written(paper(questions, { head: true, answerSheet: true })));
    expect(body.match(/单位 /g)).toHaveLength(2);
    expect(body).toContain('证件尾号');
    const sheet = body.slice(body.indexOf('答题卡'));
    expect(sheet.match(/<w:left w:val="single"/g)).toHaveLength(60 * 4);
    expect(sheet).toContain('60.');
    expect(body).not.toContain('答案：');
  });

  it('stays text that can be searched where options are nothing but pictures', async () => {
    const [shown] = fc.sample(picture, 1);
    const bare = choice(1, '', '').options.map((option) => ({ ...option, picture: shown as PrintedPicture }));
    const solution = { key: 'A', explanation: '', clause: '' };
    const body = await bodyOf(await written(paper([{ ...choice(1), options: bare, solution }])));
    expect(body).toContain('第 1 道题');
    expect(body).not.toContain('\u2060');
  });

  it('leaves out what XML cannot hold', async () => {
    const body = await bodyOf(await written(paper([choice(1, '甲\u0000\u0008\uFFFE', '乙<w:b/>')])));
    expect(body).toContain('乙&lt;w:b/&gt;');
    expect(body).toContain('A. 甲</w:t>');
  });
});
