import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/harness.js';
import { png } from '../support/pictures.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

it('an officer writes a handbook with a picture and a question; a worker reads it, signs, and the officer sees it', async () => {
  const mine = await t.factory.organisation({ name: '长平煤矿' });
  const team = await t.factory.organisation({ name: '综采队', parent: mine });
  const postId = await t.factory.post(mine, '采煤机司机');
  const officer = await t.signIn('safety_officer', { organisationId: mine.id });
  const person = await t.factory.person(team, { name: '赵建林', postIds: [postId] });
  const worker = await t.signIn('worker', { organisationId: team.id, personId: person.id });
  const question = await t.factory.question(mine, { stem: '开机前先做什么？' });
  const http = t.http();

  const { body: picture } = await http
    .post('/api/v1/files')
    .set(officer.headers)
    .attach('file', png(320, 200), '机身.png')
    .expect(201);
  for (const [forPost, title, sections] of [
    [null, '通用知识', [{ title: '你的权利', body: '可以停止作业。', questionIds: [] }]],
    [
      postId,
      '采煤机司机应知应会',
      [{ title: '开机前', body: `先看顶板。\n\n![机身](${picture.url})`, questionIds: [question.id] }],
    ],
  ] as const) {
    const made = await http.post('/api/v1/handbooks').set(officer.headers).send({ postId: forPost, title }).expect(201);
    await http
      .put(`/api/v1/handbooks/${made.body.id}/draft`)
      .set(officer.headers)
      .set('if-match', String(made.headers['etag']))
      .send({ title, sections })
      .expect(200);
    await http.post(`/api/v1/handbooks/${made.body.id}/publication`).set(officer.headers).send({}).expect(200);
  }

  const { body: book } = await http.get('/api/v1/my/handbook').query({ postId }).set(worker.headers).expect(200);
  expect(book).toMatchObject({ title: '采煤机司机应知应会', enterpriseName: '长平煤矿', receiptAt: null });
  expect(book.sections.map((section: { questionCount: number }) => section.questionCount)).toEqual([0, 1]);
  await http.get(picture.url).set(worker.headers).expect(200);
  const receipt = { postId, generalVersionId: book.general.versionId, postVersionId: book.professional.versionId };
  await http.post('/api/v1/my/handbook/receipts').set(worker.headers).send(receipt).expect(409);
  for (const section of book.sections)
    await http.post(`/api/v1/my/handbook/sections/${section.id}/reading`).set(worker.headers).send({}).expect(204);
  await http
    .post('/api/v1/my/handbook/receipts')
    .set(worker.headers)
    .send({ ...receipt, at: '2020-01-01' })
    .expect(422);
  await http.post('/api/v1/my/handbook/receipts').set(worker.headers).send(receipt).expect(201);

  const { body: list } = await http.get('/api/v1/handbooks').set(officer.headers).expect(200);
  expect(
    list.items.map((item: { title: string; readers: number; due: number }) => [item.title, item.readers, item.due]),
  ).toEqual([
    ['通用知识', 1, 1],
    ['采煤机司机应知应会', 1, 1],
  ]);
  const { body: readers } = await http
    .get(`/api/v1/handbooks/${list.items[1].id}/receipts?status=read`)
    .set(officer.headers)
    .expect(200);
  expect(readers).toMatchObject({
    counts: { due: 1, read: 1, unread: 0 },
    items: [{ name: '赵建林', unitPath: '综采队', versionNo: 1 }],
  });
  const { body: detail } = await http.get(`/api/v1/questions/${question.id}`).set(officer.headers).expect(200);
  expect(detail.sections).toEqual([
    { sectionId: expect.any(String), handbookTitle: '采煤机司机应知应会', sectionTitle: '开机前' },
  ]);
});
