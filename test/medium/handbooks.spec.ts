import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreTrustedPicture } from '../../apps/api/src/modules/files/index.js';
import {
  CreateHandbook,
  MyHandbookSummary,
  PublishHandbook,
  SaveDraft,
  SectionsOfQuestion,
} from '../../apps/api/src/modules/handbooks/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let mine: MadeOrganisation;
let team: MadeOrganisation;
let officer: SignedIn;
let worker: SignedIn;
let postId: string;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  mine = await t.factory.organisation({ name: `长平煤矿${Math.random()}` });
  team = await t.factory.organisation({ name: '综采队', parent: mine });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  postId = await t.factory.post(mine, '采煤机司机');
  worker = await newWorker();
});

async function newWorker(unit = team, posts = [postId]): Promise<SignedIn> {
  const person = await t.factory.person(unit, { postIds: posts });
  return t.signIn('worker', { organisationId: unit.id, personId: person.id });
}

const get = (path: string, who = officer) => t.http().get(`/api/v1${path}`).set(who.headers);
const post = (path: string, body: object = {}, who = officer) =>
  t.http().post(`/api/v1${path}`).set(who.headers).send(body);
const save = (id: string, version: number, sections: object[], who = officer, title = '手册') =>
  t
    .http()
    .put(`/api/v1/handbooks/${id}/draft`)
    .set(who.headers)
    .set('if-match', `"v${version}"`)
    .send({ title, sections });
const section = (title: string, more: object = {}) => ({ title, body: `${title}的内容`, questionIds: [], ...more });

interface Stored {
  id: string;
  version: number;
  sections: { id: string; key: string; title: string; body: string }[];
}

/** A published handbook with these sections. */
async function published(forPost: string | null, sections: object[]): Promise<Stored> {
  const { body: made } = await post('/handbooks', {
    postId: forPost,
    title: forPost ? '采煤机司机应知应会' : '通用知识',
  }).expect(201);
  await save(made.id, made.version, sections).expect(200);
  return (await post(`/handbooks/${made.id}/publication`).expect(200)).body as Stored;
}
const myBook = (who = worker) => get(`/my/handbook?postId=${postId}`, who);
const sign = (
  book: { general: { versionId: string } | null; professional: { versionId: string } | null },
  who = worker,
) =>
  post(
    '/my/handbook/receipts',
    { postId, generalVersionId: book.general?.versionId ?? null, postVersionId: book.professional?.versionId ?? null },
    who,
  );
async function readAll(who = worker): Promise<void> {
  const { body } = await myBook(who).expect(200);
  for (const one of body.sections) await post(`/my/handbook/sections/${one.id}/reading`, {}, who).expect(204);
}

describe('writing a handbook', () => {
  it('goes from draft to publication, with numbers that grow and keys that stay', async () => {
    const { body: made, headers } = await post('/handbooks', { postId, title: '采煤机司机' }).expect(201);
    expect(made).toMatchObject({ organisationId: mine.id, postId, versionNo: 1, status: 'draft', sections: [] });
    expect(headers['etag']).toBe(`"v${made.version}"`);
    expect((await post(`/handbooks/${made.id}/publication`).expect(409)).body.code).toBe('handbook-empty');
    const { body: draft } = await save(made.id, made.version, [section('开机'), section('停机')]).expect(200);
    await save(made.id, made.version, [section('开机')]).expect(412);
    const { body: first } = await post(`/handbooks/${made.id}/publication`).expect(200);
    expect(first).toMatchObject({ versionNo: 1, status: 'published' });
    expect((await post(`/handbooks/${made.id}/publication`).expect(409)).body.code).toBe('handbook-nothing-to-publish');
    const [start, stop] = draft.sections;
    const { body: second } = await save(made.id, first.version, [
      { ...section('停机后'), key: stop.key },
      { ...section('开机'), key: start.key },
      section('交接班'),
    ]).expect(200);
    expect(second).toMatchObject({ versionNo: 2, status: 'draft' });
    expect(second.sections.map((one: { key: string }) => one.key).slice(0, 2)).toEqual([stop.key, start.key]);
    await post(`/handbooks/${made.id}/publication`).expect(200);
    const { body: versions } = await get(`/handbooks/${made.id}/versions`).expect(200);
    expect(versions.items.map((one: { no: number; sections: number }) => [one.no, one.sections])).toEqual([
      [2, 3],
      [1, 2],
    ]);
    const { rows } = await t.db.query(`SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`, [made.id]);
    expect(rows.map((row) => row.action)).toEqual([
      'handbooks.handbook.create',
      'handbooks.draft.save',
      'handbooks.handbook.publish',
      'handbooks.draft.save',
      'handbooks.handbook.publish',
    ]);
  });

  it('is one 通用 per enterprise and one per post', async () => {
    await post('/handbooks', { postId: null, title: '通用' }).expect(201);
    expect((await post('/handbooks', { postId: null, title: '通用' }).expect(409)).body.code).toBe('handbook-exists');
    await post('/handbooks', { postId, title: '专业' }).expect(201);
    expect((await post('/handbooks', { postId, title: '专业' }).expect(409)).body.code).toBe('handbook-exists');
    const other = await t.factory.organisation();
    await post('/handbooks', { postId: await t.factory.post(other), title: '别家' }).expect(422);
    const { body } = await get('/handbooks').expect(200);
    expect(body.items.map((one: { postName: string | null }) => one.postName)).toEqual([null, '采煤机司机']);
  });

  it('keeps a published version unchangeable in the database', async () => {
    const question = await t.factory.question(mine);
    const book = await published(postId, [section('开机', { questionIds: [question.id] })]);
    const id = book.sections[0]?.id;
    for (const sql of [
      `UPDATE handbook_section SET body = 'x' WHERE id = '${id}'`,
      `DELETE FROM handbook_section WHERE id = '${id}'`,
      `INSERT INTO handbook_section SELECT gen_random_uuid(), version_id, 99, 'x', 'x', 'x' FROM handbook_section WHERE id = '${id}'`,
      `DELETE FROM handbook_section_question WHERE section_id = '${id}'`,
      `UPDATE handbook_version SET title = 'x' WHERE handbook_id = '${book.id}'`,
      `DELETE FROM handbook_version WHERE handbook_id = '${book.id}'`,
    ]) {
      await expect(t.db.query(sql)).rejects.toThrow('published version does not change');
    }
  });

  it('refuses dangerous links, pictures from elsewhere and questions that are not in the bank (law A23)', async () => {
    const { body: made } = await post('/handbooks', { postId, title: '采煤机司机' }).expect(201);
    const other = await t.factory.organisation();
    const foreign = await t.factory.question(other);
    const { body } = await save(made.id, made.version, [
      section('甲', { body: '[点我](javascript:alert(1))' }),
      section('乙', { body: '![图](https://example.com/a.png)' }),
      section('丙', { body: `![图](/api/v1/files/${uuidv7()})` }),
      section('丁', { questionIds: [foreign.id] }),
      section(' '),
    ]).expect(422);
    expect(body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual([
      ['/sections/0/body', 'link-scheme'],
      ['/sections/1/body', 'picture-address'],
      ['/sections/2/body', 'picture-missing'],
      ['/sections/3/questionIds/0', 'question-unknown'],
      ['/sections/4/title', 'isNotEmpty'],
    ]);
    const stored = await t
      .get(StoreTrustedPicture)
      .execute(Ctx.system('demo'), { organisationId: mine.id, name: 'a.svg', svg: '<svg/>' });
    await save(made.id, made.version, [
      section('甲', { body: `![图](${stored.url}) [法](https://flk.npc.gov.cn)` }),
    ]).expect(200);
  });

  it('shares the questions of the government above', async () => {
    const county = await t.factory.organisation({ kind: 'government', regionCode: '140428' });
    const shared = await t.factory.question(county, { stem: `县题 ${Math.random()}` });
    const book = await published(postId, [section('开机', { questionIds: [shared.id] })]);
    expect(book.sections[0]).toMatchObject({ questions: [{ id: shared.id }] });
    const regulator = await t.signIn('regulator', { organisationId: county.id });
    // The county's own officer has no business in this enterprise, so its handbook is not named to him.
    expect((await get(`/questions/${shared.id}`, regulator).expect(200)).body.sections).toEqual([]);
    expect((await get(`/questions/${shared.id}`).expect(200)).body.sections).toEqual([
      { sectionId: book.sections[0]?.id, handbookTitle: '手册', sectionTitle: '开机' },
    ]);
  });
});

describe('reading my handbook', () => {
  it('is 通用 and then 专业, for a post that I hold today', async () => {
    await published(null, [section('权利'), section('义务')]);
    await published(postId, [section('开机')]);
    const { body } = await myBook().expect(200);
    expect(body).toMatchObject({
      postId,
      postName: '采煤机司机',
      general: { versionNo: 1 },
      professional: { versionNo: 1 },
      receiptAt: null,
    });
    expect(
      body.sections.map((one: { part: string; title: string; read: boolean }) => [one.part, one.title, one.read]),
    ).toEqual([
      ['general', '权利', false],
      ['general', '义务', false],
      ['professional', '开机', false],
    ]);
    await get(`/my/handbook?postId=${await t.factory.post(mine)}`, worker).expect(404);
    await get('/my/handbook', officer).expect(404);
    await t.db.query(`UPDATE post_assignment SET ends_on = '2024-06-01' WHERE post_id = $1`, [postId]);
    await myBook().expect(404);
  });

  it('is empty until something is published', async () => {
    await post('/handbooks', { postId, title: '草稿' }).expect(201);
    expect((await myBook().expect(200)).body).toMatchObject({
      general: null,
      professional: null,
      sections: [],
      receiptAt: null,
    });
    expect((await sign({ general: null, professional: null }).expect(409)).body.code).toBe('handbook-empty');
  });

  it('is signed for only after the last section, once', async () => {
    await published(null, [section('权利')]);
    await published(postId, [section('开机'), section('停机')]);
    const { body: book } = await myBook().expect(200);
    await post(`/my/handbook/sections/${book.sections[0].id}/reading`, {}, worker).expect(204);
    const { body: refused } = await sign(book).expect(409);
    expect(refused).toMatchObject({
      code: 'handbook-sections-unread',
      params: { left: 2 },
      detail: '还有 2 节没看。看完就能签收。',
    });
    await readAll();
    const { body: receipt } = await sign(book).expect(201);
    expect((await sign(book).expect(201)).body).toEqual(receipt);
    expect((await myBook().expect(200)).body.receiptAt).toBe(receipt.at);
    const { rows } = await t.db.query(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'handbooks.receipt.sign' AND subject_id = $1`,
      [worker.personId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('asks for a new receipt when a version changes, and only for what changed', async () => {
    await published(null, [section('权利')]);
    const book = await published(postId, [section('开机'), section('停机')]);
    const { body: old } = await myBook().expect(200);
    await readAll();
    await sign(old).expect(201);
    const [start, stop] = book.sections;
    await save(book.id, book.version, [
      { ...section('开机'), key: start?.key },
      { ...section('停机', { body: '改过了' }), key: stop?.key },
    ]).expect(200);
    expect((await myBook().expect(200)).body.receiptAt).not.toBeNull();
    await post(`/handbooks/${book.id}/publication`).expect(200);
    expect((await sign(old).expect(409)).body.code).toBe('handbook-version-changed');
    const { body: now } = await myBook().expect(200);
    expect(now.receiptAt).toBeNull();
    expect(now.sections.map((one: { title: string; read: boolean }) => [one.title, one.read])).toEqual([
      ['权利', true],
      ['开机', true],
      ['停机', false],
    ]);
    expect((await sign(now).expect(409)).body.params).toEqual({ left: 1 });
    await readAll();
    await sign(now).expect(201);
    const { rows } = await t.db.query(`SELECT count(*)::int AS n FROM handbook_receipt WHERE person_id = $1`, [
      worker.personId,
    ]);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('marks nothing that is not mine', async () => {
    const otherPost = await t.factory.post(mine);
    const { body: made } = await post('/handbooks', { postId: otherPost, title: '别的岗位' }).expect(201);
    const { body: draft } = await save(made.id, made.version, [section('甲')]).expect(200);
    const id = draft.sections[0].id;
    await post(`/my/handbook/sections/${id}/reading`, {}, worker).expect(404);
    await post(`/handbooks/${made.id}/publication`).expect(200);
    for (const wrong of [id, uuidv7(), 'not-an-id'])
      await post(`/my/handbook/sections/${wrong}/reading`, {}, worker).expect(404);
    await post(
      '/my/handbook/receipts',
      { postId: otherPost, generalVersionId: null, postVersionId: null },
      worker,
    ).expect(404);
    expect((await t.db.query(`SELECT 1 FROM section_reading WHERE section_id = $1`, [id])).rowCount).toBe(0);
  });
});

describe('who has read it', () => {
  it('is shown with counts, for the people of the caller’s units', async () => {
    const night = await t.factory.organisation({ name: '夜班队', parent: mine });
    const colleague = await newWorker(night);
    const book = await published(postId, [section('开机')]);
    const { body: mineNow } = await myBook().expect(200);
    await readAll();
    await sign(mineNow).expect(201);
    const { body: all } = await get(`/handbooks/${book.id}/receipts`).expect(200);
    expect(all.counts).toEqual({ due: 2, read: 1, unread: 1 });
    const byPerson = new Map(all.items.map((row: { personId: string }) => [row.personId, row]));
    expect(byPerson.get(worker.personId)).toMatchObject({
      unitPath: '综采队',
      readAt: expect.any(String),
      versionNo: 1,
    });
    expect(byPerson.get(colleague.personId)).toMatchObject({ unitPath: '夜班队', readAt: null, versionNo: null });
    const unread = await get(`/handbooks/${book.id}/receipts?status=unread&limit=1`).expect(200);
    expect(unread.body.items.map((row: { personId: string }) => row.personId)).toEqual([colleague.personId]);
    const leader = await t.signIn('team_leader', { organisationId: team.id });
    const own = await get(`/handbooks/${book.id}/receipts`, leader).expect(200);
    expect(own.body.counts).toEqual({ due: 1, read: 1, unread: 0 });
    expect(own.body.items).toHaveLength(1);
    expect((await get('/handbooks', leader).expect(200)).body.items[0]).toMatchObject({ readers: 1, due: 1 });
    expect((await get('/handbooks').expect(200)).body.items[0]).toMatchObject({
      readers: 1,
      due: 2,
      publishedNo: 1,
      hasDraft: false,
      sections: 1,
    });
  });

  it('is nothing to another enterprise, which gets 404 for everything', async () => {
    const book = await published(postId, [section('开机')]);
    const other = await t.factory.organisation();
    const stranger = await t.signIn('safety_officer', { organisationId: other.id });
    for (const path of [
      `/handbooks/${book.id}`,
      `/handbooks/${book.id}/versions`,
      `/handbooks/${book.id}/receipts`,
      `/handbooks?organisationId=${mine.id}`,
      '/handbooks/x',
    ]) {
      await get(path, stranger).expect(404);
    }
    await save(book.id, book.version, [section('x')], stranger).expect(404);
    await post(`/handbooks/${book.id}/publication`, {}, stranger).expect(404);
    await post('/handbooks', { organisationId: mine.id, postId: null, title: 'x' }, stranger).expect(404);
    expect((await get('/handbooks', stranger).expect(200)).body.items).toEqual([]);
    await get('/handbooks', worker).expect(403);
  });

  it('is read, not written, by a team leader', async () => {
    const book = await published(postId, [section('开机')]);
    const leader = await t.signIn('team_leader', { organisationId: team.id });
    expect((await get(`/handbooks/${book.id}`, leader)).status).toBe(200);
    expect((await save(book.id, book.version, [section('x')], leader)).status).toBe(403);
    // An officer of one unit may not write what the whole enterprise reads.
    const unitOfficer = await t.signIn('safety_officer', { organisationId: team.id });
    expect((await save(book.id, book.version, [section('x')], unitOfficer)).status).toBe(404);
  });
});

describe('for other modules', () => {
  it('gives progress per post and the sections of a question to the person himself', async () => {
    const question = await t.factory.question(mine);
    const created = await t
      .get(CreateHandbook)
      .execute(Ctx.system('demo'), { organisationId: mine.id, postId, title: '采煤机司机' });
    await t.get(SaveDraft).execute(Ctx.system('demo'), created, null, {
      title: '采煤机司机',
      sections: [
        { key: 'start', title: '开机', body: '…', questionIds: [question.id] },
        { title: '停机', body: '…', questionIds: [] },
      ],
    });
    await t.get(PublishHandbook).execute(Ctx.system('demo'), created);
    const { body } = await myBook().expect(200);
    await post(`/my/handbook/sections/${body.sections[0].id}/reading`, {}, worker).expect(204);
    const personId = worker.personId ?? '';
    const uow = t.get(UnitOfWork);
    expect(await uow.read(Ctx.system('test'), (tx) => t.get(MyHandbookSummary).execute(tx, personId))).toEqual([
      { postId, postName: '采煤机司机', versionNo: 1, sections: 2, readSections: 1, receiptAt: null },
    ]);
    const links = await uow.read(Ctx.system('test'), (tx) =>
      t.get(SectionsOfQuestion).forPerson(tx, personId, [question.id]),
    );
    expect(links.get(question.id)).toEqual([
      { handbookId: created, postId, sectionId: body.sections[0].id, sectionKey: 'start', title: '开机' },
    ]);
    const elsewhere = await newWorker(team, [await t.factory.post(mine)]);
    const none = await uow.read(Ctx.system('test'), (tx) =>
      t.get(SectionsOfQuestion).forPerson(tx, elsewhere.personId ?? '', [question.id]),
    );
    expect(none.size).toBe(0);
  });
});
