import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, readQuestionFile, type ReadQuestion } from '@zhian/question-bank';
import { PRINT_MEDIA_TYPES } from '../../apps/api/src/modules/questions/index.js';
import { readPdf } from '../../libs/certificates/src/testing/pdf.js';
import { asBytes } from '../support/as-bytes.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionWorkbook, validQuestions } from '../support/question-files.js';

let t: TestApp;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
  const mine = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  const questions = validQuestions(12).map((question) => ({ ...question, explanation: '=见规程' }));
  const { body } = await t
    .http()
    .post('/api/v1/question-imports')
    .set(officer.headers)
    .attach('file', await questionWorkbook(questions), '题.xlsx')
    .expect(201);
  await t.http().post(`/api/v1/question-imports/${body.id}/confirmation`).set(officer.headers).send({}).expect(200);
}, 30_000);
afterAll(() => t.close());

type QuestionWords = Pick<ReadQuestion, 'type' | 'stem' | 'options' | 'key' | 'explanation'>;

const get = (path: string) => t.http().get(`/api/v1/${path}`).set(officer.headers);

it.each(EXPORT_FORMATS.map(({ id }) => id))('exports %s, which reads back as what it does not name', async (id) => {
  const format = EXPORT_FORMATS.find((one) => one.id === id);
  const { body: losses } = await get(`questions-export-losses?format=${id}`).expect(200);
  const file = await get(`questions-export?format=${id}`).buffer(true).parse(asBytes).expect(200);
  expect(file.headers['content-type']).toBe(format?.mediaType);
  expect(file.headers['content-disposition']).toContain(`.${format?.extension}`);
  const read = await readQuestionFile({ bytes: file.body as Buffer, fileName: `题库.${format?.extension}` });
  const lost = (losses.leftOut as { what: string; questions: number }[])
    .filter(({ what }) => what === 'question')
    .reduce((sum, { questions }) => sum + questions, 0);
  expect(losses.count).toBe(12);
  expect(read.questions).toHaveLength(12 - lost);
  expect(lost).toBe(id === 'aiken' ? 3 : 0);
});

it('says before what a format has no place for', async () => {
  const { body } = await get('questions-export-losses?format=aiken').expect(200);
  expect(body.leftOut).toEqual(
    expect.arrayContaining([
      { what: 'question', reason: expect.stringContaining('多选'), questions: 3 },
      { what: 'explanation', reason: expect.stringContaining('解析'), questions: 9 },
    ]),
  );
  expect((await get('questions-export-losses?format=xlsx&type=multiple').expect(200)).body).toEqual({
    count: 3,
    leftOut: [],
  });
});

it('is on record where those who answer for the bank look, also when nobody names it', async () => {
  await get('questions-export?format=csv').expect(200);
  const { organisationId } = (await get('questions?limit=1').expect(200)).body.items[0];
  const body = { title: '练习', content: 'questions-and-key', format: 'docx' };
  await t.http().post('/api/v1/question-prints').set(officer.headers).send(body).expect(200);
  const colleague = await t.signIn('safety_officer', { organisationId });
  const seen = await t.http().get('/api/v1/audit-entries?action=questions.question').set(colleague.headers).expect(200);
  const actions = (seen.body.items as { action: string }[]).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['questions.question.export', 'questions.question.print']));
});

it('refuses other formats and other people', async () => {
  for (const path of ['questions-export', 'questions-export-losses']) {
    await get(`${path}?format=exe`).expect(422);
    await get(path).expect(422);
    const worker = await t.signIn('worker', { organisationId: (await t.factory.organisation()).id });
    await t.http().get(`/api/v1/${path}?format=csv`).set(worker.headers).expect(403);
    await t.http().get(`/api/v1/${path}?format=csv`).expect(401);
  }
});

describe('questions on paper', () => {
  const print = (body: object, who = officer) =>
    t
      .http()
      .post('/api/v1/question-prints')
      .set(who.headers)
      .send({ title: '有限空间 练习', content: 'questions', format: 'pdf', ...body })
      .buffer(true)
      .parse(asBytes);

  it('EXM-2 prints what is ticked as PDF, with a leaf for the answers or with the key', async () => {
    const { body: list } = await get('questions?limit=50').expect(200);
    const [first, second] = list.items as { id: string; stem: string; key: string[] }[];
    const ids = [second?.id, first?.id];
    const blank = await print({ ids, content: 'questions-and-sheet' }).expect(200);
    expect(blank.headers['content-type']).toBe('application/pdf');
    expect(decodeURIComponent(String(blank.headers['content-disposition']))).toContain('有限空间 练习.pdf');
    const { text, pages } = await readPdf(new Uint8Array(blank.body as Buffer));
    for (const one of [first, second]) expect(text).toContain(one?.stem.replaceAll(/\s/g, ''));
    expect(text).toContain('共2题');
    expect(text).not.toMatch(/答案：|解析/);
    expect(pages).toBe(2);
    const keyed = await readPdf(new Uint8Array((await print({ ids, content: 'questions-and-key' })).body as Buffer));
    expect(keyed.text.match(/答案：[A-H]+/g)).toHaveLength(2);
    expect(keyed.text).toContain('解析：=见规程');
    expect(keyed.pages).toBe(1);
  });

  it('EXM-2 A22 prints what the filter finds as a Word document, which imports as the same questions', async () => {
    const file = await print({ filter: { type: 'multiple' }, content: 'questions-and-key', format: 'docx' }).expect(
      200,
    );
    expect(file.headers['content-type']).toBe(PRINT_MEDIA_TYPES.docx);
    const read = await readQuestionFile({ bytes: file.body as Buffer, fileName: '练习.docx' });
    const { body: list } = await get('questions?type=multiple').expect(200);
    const plain = ({ type, stem, options, key, explanation }: QuestionWords) => ({
      type,
      stem,
      options,
      key,
      explanation,
    });
    expect(read.refused).toEqual([]);
    expect(read.questions.map(plain)).toHaveLength(3);
    expect(read.questions.map(plain)).toEqual(expect.arrayContaining((list.items as QuestionWords[]).map(plain)));
  });

  it('refuses what cannot be printed, and other people', async () => {
    await print({ format: 'doc' }).expect(422);
    await print({ content: 'key' }).expect(422);
    await print({ title: ' ' }).expect(422);
    await print({ ids: [] }).expect(422);
    await print({ filter: { q: '没有这样的题' } }).expect(409);
    await print({ ids: [randomUUID()] }).expect(409);
    const other = await t.factory.organisation();
    const stranger = await t.signIn('safety_officer', { organisationId: other.id });
    const { body: list } = await get('questions?limit=1').expect(200);
    await print({ ids: [list.items[0].id] }, stranger).expect(409);
    await print({ organisationId: list.items[0].organisationId }, stranger).expect(404);
    await print({}, await t.signIn('worker', { organisationId: other.id })).expect(403);
  });
});
