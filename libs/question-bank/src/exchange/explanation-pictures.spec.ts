import { describe, expect, it } from '@jest/globals';
import { docx, drawing, p, relations, table } from '../testing/documents.js';
import { makeWorkbook, makeZip } from '../testing/files.js';
import { manifest, qtiItem } from '../testing/interchange.js';
import { SIX_PICTURES, pictureBytes, takerOf } from '../testing/pictures.js';
import { readQuestionFile } from './read-question-file.js';
import type { QuestionFile } from './read-options.js';

const base64 = Buffer.from(pictureBytes(0)).toString('base64');
const IMG = `<img src="data:image/png;base64,${base64}" alt="接线图">`;
const HEADER = ['题型', '题干', '选项A', '选项B', '答案', '解析'];
const ROW = ['单选', '先做什么？', '断电', '送电', 'A', '如图。'];

const quiz = (general: string, ofAnswer: string): QuestionFile => ({
  fileName: '题.xml',
  bytes: Buffer.from(
    '<quiz><question type="multichoice"><questiontext format="html"><text>先做什么？</text></questiontext><single>true</single>' +
      `<generalfeedback format="html"><text><![CDATA[${general}]]></text></generalfeedback>` +
      `<answer fraction="100"><text>断电</text><feedback format="html"><text><![CDATA[${ofAnswer}]]></text></feedback></answer>` +
      '<answer fraction="0"><text>送电</text></answer></question></quiz>',
  ),
});
const shownAfterwards = (name: string, attribute: string): string =>
  `<${name} ${attribute}="SCORE" identifier="SCORE" ${name.startsWith('qti') ? 'show-hide' : 'showHide'}="show">` +
  `<p>如图。<img src="a.png" alt="接线图"/></p></${name}>`;
const qti = (item: string): QuestionFile => ({
  fileName: '题.zip',
  bytes: makeZip([
    { name: 'imsmanifest.xml', data: manifest(['1.xml']) },
    { name: '1.xml', data: item },
    { name: 'a.png', data: Buffer.from(pictureBytes(0)) },
  ]),
});
const qti3 =
  '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="1" adaptive="false" time-dependent="false">' +
  '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>' +
  '<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>先做什么？</qti-prompt>' +
  '<qti-simple-choice identifier="A">断电</qti-simple-choice><qti-simple-choice identifier="B">送电</qti-simple-choice></qti-choice-interaction></qti-item-body>' +
  `${shownAfterwards('qti-modal-feedback', 'outcome-identifier')}</qti-assessment-item>`;

async function workbook(): Promise<QuestionFile> {
  const bytes = await makeWorkbook({ 题: [HEADER, ROW] }, (book) => {
    const id = book.addImage({ base64, extension: 'png' });
    book.worksheets[0]?.addImage(id, { tl: { col: 5, row: 1 }, ext: { width: 40, height: 40 } });
  });
  return { bytes, fileName: '题.xlsx' };
}
const webTable = `<table>${[HEADER, [...ROW.slice(0, 5), `如图。${IMG}`]]
  .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  .join('')}</table>`;

const PARTS = [relations({ rId0: 'media/a.png' }), { name: 'word/media/a.png', data: Buffer.from(pictureBytes(0)) }];
const picture = drawing('rId0', '接线图');
const question = p('1. 先做什么？') + p('A. 断电') + p('B. 送电') + p('答案：A');

describe('EXM-2 pictures of explanations have no place in the bank', () => {
  it.each<[string, QuestionFile | Promise<QuestionFile>]>([
    ['Moodle XML, of the question', quiz(`如图。${IMG}`, '')],
    ['Moodle XML, of an answer', quiz('', `如图。${IMG}`)],
    ['QTI 2.1', qti(qtiItem({ after: shownAfterwards('modalFeedback', 'outcomeIdentifier') }))],
    ['QTI 3.0', qti(qti3)],
    [
      'GIFT',
      {
        fileName: '题.gift',
        bytes: Buffer.from(`先做什么？{=断电 ~送电 ####[html]如图。${IMG.replaceAll(/[=:]/g, '\\$&')}}`),
      },
    ],
    ['xlsx', workbook()],
    ['a table of a web page', { fileName: '题.xls', bytes: Buffer.from(`<html>${webTable}</html>`) }],
    ['Word', docx(question + p('解析：如图。', picture), PARTS)],
    ['Word, in a table', docx(table(HEADER, [...ROW.slice(0, 5), p('如图。', picture)]), PARTS)],
    [
      'a web page within Word',
      docx(`${question}<w:altChunk r:id="rId1"/>`, [
        relations({ rId1: 'x.html' }),
        { name: 'word/x.html', data: `<p>解析：如图。${IMG}</p>` },
      ]),
    ],
  ])('%s: the question is taken, and the loss is named', async (_, given) => {
    const takePicture = takerOf(SIX_PICTURES);
    const { questions, doubts, refused } = await readQuestionFile(await given, { takePicture });
    expect(refused).toEqual([]);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.explanation).toContain('如图。');
    expect(questions[0]).not.toHaveProperty('images');
    expect(doubts.map(({ message }) => message)).toContainEqual(expect.stringMatching(/解析.*有.*图片.*没有读进来/));
    expect(takePicture.asked).toEqual([]);
  });
});
