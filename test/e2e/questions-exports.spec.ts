import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, readQuestionFile } from '@zhian/question-bank';
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

const get = (path: string) => t.http().get(`/api/v1/${path}`).set(officer.headers);

it.each(EXPORT_FORMATS.map(({ id }) => id))('exports %s, which reads back as what it does not name', async (id) => {
  const format = EXPORT_FORMATS.find((one) => one.id === id);
  const { body: losses } = await get(`questions-export-losses?format=${id}`).expect(200);
  const file = await get(`questions-export?format=${id}`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => void parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
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

it('refuses other formats and other people', async () => {
  for (const path of ['questions-export', 'questions-export-losses']) {
    await get(`${path}?format=exe`).expect(422);
    await get(path).expect(422);
    const worker = await t.signIn('worker', { organisationId: (await t.factory.organisation()).id });
    await t.http().get(`/api/v1/${path}?format=csv`).set(worker.headers).expect(403);
    await t.http().get(`/api/v1/${path}?format=csv`).expect(401);
  }
});
