import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QuestionContent } from '@zhian/question-bank';
import {
  BankPool,
  CreateQuestions,
  QuestionContents,
  QuestionKeys,
  type VersionContent,
} from '../../apps/api/src/modules/questions/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let county: MadeOrganisation;
let mine: MadeOrganisation;
let other: MadeOrganisation;
let far: MadeOrganisation;
let officer: SignedIn;
let stranger: SignedIn;
let regulator: SignedIn;

const system = Ctx.system('test');

beforeAll(async () => {
  t = await startTestApp();
  county = await t.factory.organisation({ name: '长子县应急管理局', kind: 'government', regionCode: '140428' });
  mine = await t.factory.organisation({ name: '长平煤矿', regionCode: '140428101' });
  other = await t.factory.organisation({ name: '长丰机械厂', regionCode: '140428101' });
  far = await t.factory.organisation({ name: '外县企业' });
  await t.db.query(`INSERT INTO region (code, name, parent_code, level) VALUES ('140429', '武乡县', '1404', 'county')`);
  await t.db.query(`UPDATE organisation SET region_code = '140429' WHERE id = $1`, [far.id]);
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  stranger = await t.signIn('safety_officer', { organisationId: other.id });
  regulator = await t.signIn('regulator', { organisationId: county.id });
});
afterAll(() => t.close());

interface Input {
  [key: string]: unknown;
}
let serial = 0;
const input = (more: Input = {}): Input => ({
  type: 'single',
  stem: `动火作业前应当先做什么？（${(serial += 1)}）`,
  options: [
    { label: 'A', text: '办动火票' },
    { label: 'B', text: '直接动火' },
    { label: 'C', text: '等下班' },
  ],
  key: ['A'],
  explanation: '先办票，再动火。',
  ...more,
});
const post = (body: Input, who = officer) => t.http().post('/api/v1/questions').set(who.headers).send(body);
const get = (path: string, who = officer) => t.http().get(`/api/v1${path}`).set(who.headers);
const put = (id: string, body: Input, etag = '"v1"', who = officer) =>
  t.http().put(`/api/v1/questions/${id}`).set(who.headers).set('if-match', etag).send(body);

describe('a question', () => {
  it('is written, read with its ETag, and audited', async () => {
    const postId = await t.factory.post(mine, '采煤机司机');
    const { body, headers } = await post(
      input({
        category: 'professional',
        knowledgePoint: '动火',
        difficulty: 2,
        sourceClause: '第二十八条',
        postIds: [postId],
      }),
    ).expect(201);
    expect(headers['etag']).toBe('"v1"');
    expect(body).toMatchObject({
      organisationId: mine.id,
      organisationName: '长平煤矿',
      own: true,
      category: 'professional',
      knowledgePoint: '动火',
      difficulty: 2,
      sourceClause: '第二十八条',
      posts: [{ id: postId, name: '采煤机司机' }],
      status: 'active',
      versionNo: 1,
      version: 1,
      sections: [],
    });
    expect(body.versions).toHaveLength(1);
    const { rows } = await t.db.query(`SELECT action, organisation_id FROM audit_entry WHERE subject_id = $1`, [
      body.id,
    ]);
    expect(rows).toEqual([{ action: 'questions.question.create', organisation_id: mine.id }]);
  });

  it('gets a new version when its content changes, and none when only tags change or nothing does', async () => {
    const given = input();
    const { body: made } = await post(given).expect(201);
    const same = await put(made.id, given).expect(200);
    expect(same.body).toMatchObject({ versionNo: 1, version: 1 });
    const tagged = await put(made.id, { ...given, knowledgePoint: '动火' }).expect(200);
    expect(tagged.body).toMatchObject({ versionNo: 1, version: 2, knowledgePoint: '动火' });
    const changed = await put(made.id, { ...given, key: ['B'] }, '"v2"').expect(200);
    expect(changed.body).toMatchObject({ versionNo: 2, version: 3, key: ['B'], knowledgePoint: null });
    expect(changed.body.versions.map((version: { no: number; key: string[] }) => [version.no, version.key])).toEqual([
      [2, ['B']],
      [1, ['A']],
    ]);
    await put(made.id, given, '"v2"').expect(412);
    await t.http().put(`/api/v1/questions/${made.id}`).set(officer.headers).send(given).expect(400);
  });

  it('keeps its versions and keys unchangeable in the database', async () => {
    const { body } = await post(input()).expect(201);
    for (const sql of [
      `UPDATE question_version SET stem = 'x' WHERE question_id = '${body.id}'`,
      `DELETE FROM question_version WHERE question_id = '${body.id}'`,
      `UPDATE question_key SET correct = '{B}' WHERE version_id IN (SELECT id FROM question_version WHERE question_id = '${body.id}')`,
    ]) {
      await expect(t.db.query(sql)).rejects.toThrow('append-only');
    }
  });

  it('is refused twice in one bank, also after an edit and on its return', async () => {
    const given = input();
    const { body: first } = await post(given).expect(201);
    expect((await post(given).expect(409)).body.code).toBe('question-exists');
    const { body: second } = await post(input()).expect(201);
    expect((await put(second.id, given).expect(409)).body).toMatchObject({
      code: 'question-exists',
      params: { questionId: first.id },
    });
    await t.http().post(`/api/v1/questions/${first.id}/retirement`).set(officer.headers).send({}).expect(200);
    await post(given).expect(201);
    const back = await t
      .http()
      .post(`/api/v1/questions/${first.id}/reinstatement`)
      .set(officer.headers)
      .send({})
      .expect(409);
    expect(back.body.code).toBe('question-exists');
  });

  it('comes once out of several equal requests at a time', async () => {
    const given = input();
    const replies = await Promise.all([1, 2, 3, 4].map(() => post(given)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is told field by field what is wrong', async () => {
    const { body } = await post(
      input({
        stem: ' ',
        options: [
          { label: 'A', text: '甲' },
          { label: 'B', text: '甲' },
        ],
        key: ['C'],
        postIds: [uuidv7()],
      }),
    ).expect(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
      expect.arrayContaining(['/stem', '/options/1/text', '/key', '/postIds/0']),
    );
  });

  it('stores 对 and 错 as 正确 and 错误', async () => {
    const { body } = await post(
      input({
        type: 'true_false',
        options: [
          { label: 'A', text: '对' },
          { label: 'B', text: '错' },
        ],
        key: ['B'],
      }),
    ).expect(201);
    expect(body.options).toEqual([
      { label: 'A', text: '正确' },
      { label: 'B', text: '错误' },
    ]);
  });
});

describe('law A16: what a client may not set', () => {
  const FORBIDDEN: Input = {
    role: 'x',
    roles: [],
    isAdmin: true,
    tenantId: 'x',
    score: 1,
    passed: true,
    status: 'retired',
    issuedAt: 'x',
    id: uuidv7(),
    createdAt: 'x',
    versionNo: 9,
    fingerprint: 'x',
  };

  it.each(Object.entries(FORBIDDEN))('%s is refused and changes nothing', async (key, value) => {
    const given = input();
    const { body: made } = await post(given).expect(201);
    await post(input({ [key]: value })).expect(422);
    await put(made.id, { ...given, [key]: value }).expect(422);
    expect((await get(`/questions/${made.id}`).expect(200)).body).toMatchObject({ version: 1, status: 'active' });
  });

  it.each(['__proto__', 'constructor'])('%s is refused or ignored', async (key) => {
    const text = JSON.stringify(input()).replace(/^\{/, `{"${key}":{"status":"retired"},`);
    const reply = await t
      .http()
      .post('/api/v1/questions')
      .set(officer.headers)
      .set('content-type', 'application/json')
      .send(text);
    expect([201, 400, 422]).toContain(reply.status);
    const { rows } = await t.db.query(`SELECT 1 FROM question WHERE status = 'retired' AND version = 1`);
    expect(rows).toEqual([]);
    expect(({} as Record<string, unknown>)['status']).toBeUndefined();
  });

  it('a question does not move to another organisation', async () => {
    const given = input();
    const { body } = await post(given).expect(201);
    const moved = await put(body.id, { ...given, organisationId: other.id }).expect(422);
    expect(moved.body.errors[0].pointer).toBe('/organisationId');
    await post(input({ organisationId: other.id })).expect(404);
  });
});

describe('the bank of an organisation', () => {
  it('is its own questions, and the government’s above it to read', async () => {
    const { body: shared } = await post(input({ stem: '县里共享的题' }), regulator).expect(201);
    const { body: own } = await post(input({ stem: '本企业的题' })).expect(201);
    const { body: list } = await get('/questions?limit=200').expect(200);
    const seen = new Map(list.items.map((item: { id: string; own: boolean }) => [item.id, item.own]));
    expect([seen.get(shared.id), seen.get(own.id)]).toEqual([false, true]);
    expect((await get(`/questions/${shared.id}`).expect(200)).body.own).toBe(false);
    await put(shared.id, input()).expect(404);
    await t.http().post(`/api/v1/questions/${shared.id}/retirement`).set(officer.headers).send({}).expect(404);
    const sources = await Promise.all(
      ['own', 'shared'].map((source) => get(`/questions?limit=200&source=${source}`).expect(200)),
    );
    expect(sources[0]?.body.items.map((item: { id: string }) => item.id)).not.toContain(shared.id);
    expect(sources[1]?.body.items.map((item: { id: string }) => item.id)).toContain(shared.id);
  });

  it('is nothing of another enterprise, and nothing of another county', async () => {
    const { body: own } = await post(input()).expect(201);
    for (const path of [
      `/questions/${own.id}`,
      `/questions?organisationId=${mine.id}`,
      `/question-facets?organisationId=${mine.id}`,
      `/questions-export?format=csv&organisationId=${mine.id}`,
    ]) {
      await get(path, stranger).expect(404);
    }
    await put(own.id, input(), '"v1"', stranger).expect(404);
    const { body: list } = await get('/questions?limit=200', stranger).expect(200);
    expect(new Set(list.items.map((item: { organisationId: string }) => item.organisationId))).toEqual(
      new Set([county.id]),
    );
    const distant = await t.signIn('safety_officer', { organisationId: far.id });
    expect((await get('/questions', distant).expect(200)).body.items).toEqual([]);
    for (const path of ['/questions/not-an-id', `/questions/${uuidv7()}`]) await get(path).expect(404);
  });

  it('is seen by a regulator of the region, who names none and sees all of it', async () => {
    const { body: own } = await post(input()).expect(201);
    const region = await t.signIn('regulator', { regionCode: '140428' });
    expect((await get(`/questions/${own.id}`, region).expect(200)).body.own).toBe(true);
    const { body: list } = await get('/questions?limit=200', region).expect(200);
    expect(list.items.map((item: { id: string }) => item.id)).toContain(own.id);
  });

  it('is closed to roles without the permission', async () => {
    for (const role of ['worker', 'inspector', 'principal', 'team_leader', 'auditor', 'system_administrator']) {
      const who = await t.signIn(
        role,
        role === 'auditor' || role === 'system_administrator' ? {} : { organisationId: mine.id },
      );
      expect((await get('/questions', who)).status).toBe(403);
    }
  });
});

describe('the list', () => {
  it('searches words as they are written, and filters', async () => {
    const org = await t.factory.organisation();
    const who = await t.signIn('safety_officer', { organisationId: org.id });
    const postId = await t.factory.post(org);
    await post(
      input({
        stem: '瓦斯浓度超过 1% 时怎么办',
        knowledgePoint: '瓦斯防治',
        category: 'professional',
        postIds: [postId],
      }),
      who,
    ).expect(201);
    await post(input({ stem: '瓦斯浓度超过 10 时怎么办', type: 'multiple', key: ['A', 'B'] }), who).expect(201);
    const count = async (query: string): Promise<number> =>
      (await get(`/questions?source=own&${query}`, who).expect(200)).body.items.length;
    expect(await count(`q=${encodeURIComponent('瓦斯浓度')}`)).toBe(2);
    expect(await count(`q=${encodeURIComponent('1%')}`)).toBe(1);
    expect(await count('q=_')).toBe(0);
    expect(await count(`knowledgePoint=${encodeURIComponent('瓦斯防治')}`)).toBe(1);
    expect(await count('type=multiple')).toBe(1);
    expect(await count('category=professional')).toBe(1);
    expect(await count(`postId=${postId}`)).toBe(1);
    expect(await count('status=retired')).toBe(0);
    for (const query of ['type=essay', 'status=x', 'limit=0', 'limit=201', 'cursor=x', 'sort=stem'])
      await get(`/questions?${query}`, who).expect(422);
    const { body: facets } = await get('/question-facets', who).expect(200);
    expect(facets.posts).toEqual([expect.objectContaining({ id: postId, count: 1 })]);
    expect(facets.knowledgePoints).toContainEqual({ value: '瓦斯防治', count: 1 });
  });

  it('pages through everything once', async () => {
    const org = await t.factory.organisation();
    const who = await t.signIn('safety_officer', { organisationId: org.id });
    await t.get(CreateQuestions).execute(system, {
      organisationId: org.id,
      questions: Array.from({ length: 23 }, () => input() as never),
    });
    const ids: string[] = [];
    let cursor = '';
    for (let round = 0; round < 10; round += 1) {
      const { body } = await get(`/questions?source=own&limit=5${cursor && `&cursor=${cursor}`}`, who).expect(200);
      ids.push(...body.items.map((item: { id: string }) => item.id));
      if (!body.next) break;
      cursor = body.next;
    }
    expect(ids).toHaveLength(23);
    expect(new Set(ids).size).toBe(23);
  });
});

describe('for papers', () => {
  it('the pool holds active questions, own and shared, equal ones in one group, without a key', async () => {
    const org = await t.factory.organisation({ regionCode: '140428101' });
    const equal = input({ stem: '两边都有的题' });
    const [[own], [shared], [retired]] = await Promise.all([
      t.get(CreateQuestions).execute(Ctx.system('a'), { organisationId: org.id, questions: [equal as never] }),
      t.get(CreateQuestions).execute(Ctx.system('b'), { organisationId: county.id, questions: [equal as never] }),
      t.get(CreateQuestions).execute(Ctx.system('c'), { organisationId: county.id, questions: [input() as never] }),
    ]);
    await t.http().post(`/api/v1/questions/${retired?.id}/retirement`).set(regulator.headers).send({}).expect(200);
    const unit = await t.factory.organisation({ parent: org });
    const pool = await t.get(UnitOfWork).read(system, (tx) => t.get(BankPool).load(tx, unit.id));
    const items = new Map(pool.map((item) => [item.questionId, item]));
    expect(items.get(own?.id ?? '')?.duplicateGroup).toBe(items.get(shared?.id ?? '')?.duplicateGroup);
    expect(items.has(retired?.id ?? '')).toBe(false);
    expect(pool.every((item) => item.optionTexts.length > 1)).toBe(true);
    expect(JSON.stringify(pool)).not.toMatch(/correct|"key"|explanation|先办票/);
    const foreign = pool.filter((item) => item.questionId === own?.id);
    const elsewhere = await t.get(UnitOfWork).read(system, (tx) => t.get(BankPool).load(tx, far.id));
    expect(elsewhere.some((item) => item.questionId === foreign[0]?.questionId)).toBe(false);
  });

  it('contents hold no key, by type and in fact; keys come by a door of their own', async () => {
    const { body } = await post(input({ sourceClause: '第三条' })).expect(201);
    const { rows } = await t.db.query<{ id: string }>(`SELECT current_version_id AS id FROM question WHERE id = $1`, [
      body.id,
    ]);
    const id = rows[0]?.id ?? '';
    const content = await t.get(UnitOfWork).read(system, (tx) => t.get(QuestionContents).byVersion(tx, [id, uuidv7()]));
    // Compiles only while the type that candidates are served from has exactly these fields.
    type Exact = keyof VersionContent extends keyof QuestionContent | 'versionId' | 'questionId' ? true : never;
    const exact: Exact = true;
    expect(exact).toBe(true);
    expect(Object.keys(content.get(id) ?? {}).sort()).toEqual(['options', 'questionId', 'stem', 'type', 'versionId']);
    expect(content.size).toBe(1);
    const keys = await t.get(UnitOfWork).read(system, (tx) => t.get(QuestionKeys).byVersion(tx, [id]));
    expect(keys.get(id)).toEqual({
      versionId: id,
      correct: ['A'],
      explanation: '先办票，再动火。',
      sourceClause: '第三条',
    });
  });
});

describe('law A22: export', () => {
  it.each(['csv', 'xlsx'])('%s of texts that look like formulas comes back as the same questions', async (format) => {
    const org = await t.factory.organisation();
    const who = await t.signIn('safety_officer', { organisationId: org.id });
    const nasty = ['=1+1', '+86', '-1', '@SUM(A1)', '＝1', '"=1"', "'=1"];
    for (const text of nasty) {
      await post(
        input({
          stem: `${text} 开头的题`,
          options: [
            { label: 'A', text },
            { label: 'B', text: '另一个' },
          ],
          explanation: text,
        }),
        who,
      ).expect(201);
    }
    const file = await get(`/questions-export?source=own&format=${format}`, who)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => void parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(file.headers['content-disposition']).toContain(`filename*=UTF-8''%E9%A2%98%E5%BA%93.${format}`);
    const bytes = file.body as Buffer;
    // In a workbook every cell is a text cell; in CSV nothing may begin like a formula.
    const csv = format === 'csv' ? bytes.toString('utf8') : '';
    expect(csv).not.toMatch(/(^|,)"?[=+\-@＝]/m);
    const { body } = await t
      .http()
      .post('/api/v1/question-imports')
      .set(who.headers)
      .attach('file', bytes, `题库.${format}`)
      .expect(201);
    expect(body).toMatchObject({ new: 0, duplicates: nasty.length, refused: [] });
  });

  it('the template is read back by the importer', async () => {
    const file = await get('/question-imports/template')
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => void parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    const { body } = await t
      .http()
      .post('/api/v1/question-imports')
      .set(officer.headers)
      .attach('file', file.body as Buffer, '模板.xlsx')
      .expect(201);
    expect(body).toMatchObject({ counts: { single: 1, multiple: 0, true_false: 1 }, refused: [] });
  });
});
