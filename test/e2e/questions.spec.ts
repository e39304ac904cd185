import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionWorkbook, validQuestions } from '../support/question-files.js';

let t: TestApp;
let mine: MadeOrganisation;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
  mine = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
});
afterAll(() => t.close());

it('a workbook becomes a bank: preview, confirm, correct, retire, export', async () => {
  const questions = validQuestions(8);
  questions.splice(3, 0, { type: '单选', stem: '没有答案的题', options: ['甲', '乙'], answer: '' });
  const file = await questionWorkbook(questions, '综采');

  const key = randomUUID();
  const upload = () =>
    t
      .http()
      .post('/api/v1/question-imports')
      .set(officer.headers)
      .set('idempotency-key', key)
      .attach('file', file, '综采队题库.xlsx');
  const { body: preview } = await upload().expect(201);
  expect(preview).toMatchObject({ organisationId: mine.id, fileName: '综采队题库.xlsx', status: 'previewed', new: 8 });
  expect(preview.refused[0]).toMatchObject({ sheet: '综采', row: 5, message: expect.stringContaining('综采') });
  const again = await upload().expect(201);
  expect(again.headers['idempotent-replay']).toBe('true');
  expect(again.body.id).toBe(preview.id);

  const confirmation = `/api/v1/question-imports/${preview.id}/confirmation`;
  await t.http().post(confirmation).set(officer.headers).send({}).expect(409);
  await t.http().post(confirmation).set(officer.headers).send({ leaveOut: 1, force: true }).expect(422);
  await t.http().post(confirmation).set(officer.headers).send({ leaveOut: 1 }).expect(200);
  expect(
    (await t.http().get(`/api/v1/question-imports/${preview.id}`).set(officer.headers).expect(200)).body.status,
  ).toBe('confirmed');

  const { body: facets } = await t.http().get('/api/v1/question-facets').set(officer.headers).expect(200);
  expect(facets.types.reduce((sum: number, type: { count: number }) => sum + type.count, 0)).toBe(8);

  const { body: page } = await t.http().get('/api/v1/questions?type=single&limit=1').set(officer.headers).expect(200);
  const read = await t.http().get(`/api/v1/questions/${page.items[0].id}`).set(officer.headers).expect(200);
  const { type, stem, options, key: right } = read.body;
  const edited = await t
    .http()
    .put(`/api/v1/questions/${read.body.id}`)
    .set(officer.headers)
    .set('if-match', String(read.headers['etag']))
    .send({ type, stem, options, key: right, explanation: '补上依据' })
    .expect(200);
  expect(edited.body).toMatchObject({ versionNo: 2, explanation: '补上依据' });
  await t.http().post(`/api/v1/questions/${read.body.id}/retirement`).set(officer.headers).send({}).expect(200);
  const { body: active } = await t.http().get('/api/v1/questions?status=active').set(officer.headers).expect(200);
  expect(active.items).toHaveLength(7);

  const csv = await t.http().get('/api/v1/questions-export?format=csv&status=active').set(officer.headers).expect(200);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.text.trim().split('\r\n')).toHaveLength(8);
});

it('nothing of the bank is for workers or for people who are not signed in', async () => {
  const worker = await t.signIn('worker', { organisationId: mine.id });
  const id = randomUUID();
  for (const [method, path] of [
    ['get', '/questions'],
    ['get', `/questions/${id}`],
    ['get', '/question-facets'],
    ['get', '/questions-export?format=csv'],
    ['get', '/question-imports/template'],
    ['get', `/question-imports/${id}`],
    ['post', '/questions'],
    ['post', '/question-imports'],
    ['post', `/question-imports/${id}/confirmation`],
    ['post', `/questions/${id}/retirement`],
    ['put', `/questions/${id}`],
  ] as const) {
    expect((await t.http()[method](`/api/v1${path}`)).status).toBe(401);
    expect((await t.http()[method](`/api/v1${path}`).set(worker.headers)).status).toBe(403);
  }
});
