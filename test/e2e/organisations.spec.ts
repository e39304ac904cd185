import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { impossibleIdNumber } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let admin: SignedIn;
let regulator: SignedIn;
let officer: SignedIn;
let mine: MadeOrganisation;
let foreign: MadeOrganisation;
const NOBODY = '01999999-0000-7000-8000-000000000000';

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00Z' });
  mine = await t.factory.organisation({ name: '长子一号煤矿', field: 'coal_mine' });
  foreign = await t.factory.organisation({ name: '别处机械厂', field: 'industry_machinery', regionCode: '140428100' });
  admin = await t.signIn('system_administrator');
  regulator = await t.signIn('regulator', { regionCode: '140428', field: 'coal_mine' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
}, 120_000);
afterAll(() => t.close());

type Method = 'get' | 'post' | 'patch';
const as = (who: SignedIn, method: Method, path: string) => t.http()[method](`/api/v1${path}`).set(who.headers);
const person = (more: object = {}) => ({
  name: '赵测试',
  idType: 'resident_id',
  idNumber: impossibleIdNumber(),
  unitId: mine.id,
  postIds: [] as string[],
  employmentType: 'regular',
  rosterRole: 'worker',
  startsOn: '2026-01-05',
  ...more,
});

describe('regions and fields', () => {
  it('imports tables of mixed levels in any order, again without a change, and browses them', async () => {
    const csv =
      '\uFEFFcode,name,cityCode\r\n140499101,"测试镇"\r\n140499,"测试,县",1404\r\n14,山西省\r\n1404,长治市\r\n';
    const send = () =>
      t.http().post('/api/v1/region-imports').set(admin.headers).attach('file', Buffer.from(csv), 'areas.csv');
    const first = await send();
    expect([first.status, first.body]).toEqual([201, { added: 2, changed: 0, unchanged: 2 }]);
    expect((await send()).body).toEqual({ added: 0, changed: 0, unchanged: 4 });
    const town = await as(officer, 'get', '/regions/140499101');
    expect(town.body).toMatchObject({
      level: 'town',
      parentCode: '140499',
      path: '山西省 / 长治市 / 测试,县 / 测试镇',
      hasChildren: false,
    });
    const children = await as(officer, 'get', '/regions?parent=1404');
    expect(children.body.items.map((r: { code: string }) => r.code)).toEqual(['140428', '140499']);
    expect((await as(officer, 'get', '/regions')).body.items).toEqual([
      expect.objectContaining({ code: '14', hasChildren: true }),
    ]);
  });

  it.each([
    ['code,name\n99,', '区划名称'],
    ['code,name\n14042,x', '区划代码'],
    ['代号,叫法\n14,山西', '表头'],
    ['code,name\n330102001,某街道', '先导入上级'],
  ])('refuses %j with a reason', async (csv, reason) => {
    const answer = await t
      .http()
      .post('/api/v1/region-imports')
      .set(admin.headers)
      .attach('file', Buffer.from(csv), 'x.csv');
    expect([answer.status, answer.body.code]).toEqual([422, 'region-file-unreadable']);
    expect(answer.body.detail).toContain(reason);
  });

  it('only the system administrator imports; unknown codes are not found', async () => {
    const answer = await t
      .http()
      .post('/api/v1/region-imports')
      .set(officer.headers)
      .attach('file', Buffer.from('code,name\n14,x'), 'x.csv');
    expect(answer.status).toBe(403);
    expect((await as(officer, 'get', '/regions/99')).status).toBe(404);
    expect((await as(officer, 'get', '/regions/x%00')).status).toBe(404);
  });

  it('knows the supervision fields', async () => {
    const { body } = await as(officer, 'get', '/fields');
    const names = body.items.map((field: { name: string }) => field.name);
    expect(names).toEqual(
      expect.arrayContaining(['煤矿', '非煤矿山', '危险化学品', '烟花爆竹', '金属冶炼', '工贸-机械']),
    );
    expect(
      body.items.filter((field: { mining: boolean }) => field.mining).map((f: { code: string }) => f.code),
    ).toEqual(['coal_mine', 'non_coal_mine']);
  });
});

describe('organisations', () => {
  it('registers an enterprise and its units, renames, moves and closes them', async () => {
    const made = await as(regulator, 'post', '/organisations').send({
      name: '新煤矿',
      kind: 'enterprise',
      regionCode: '140428101',
      field: 'coal_mine',
      creditCode: '91350100m000100y43',
      highRisk: true,
    });
    expect(made.status).toBe(201);
    expect(made.headers['etag']).toBe('"v1"');
    expect(made.body).toMatchObject({
      creditCode: '91350100M000100Y43',
      enterpriseId: made.body.id,
      fieldName: '煤矿',
      headcount: 0,
      regionPath: '山西省 / 长治市 / 长子县 / 鲍店镇',
    });
    const unit = async (name: string, kind: string, parentId: string) =>
      (await as(regulator, 'post', '/organisations').send({ name, kind, parentId })).body as {
        id: string;
        field: string;
        regionCode: string;
      };
    const dept = await unit('生产部', 'department', made.body.id);
    expect(dept).toMatchObject({ field: 'coal_mine', regionCode: '140428101' });
    const crew = await unit('综采队', 'workshop', dept.id);
    const team = await unit('一班', 'team', crew.id);

    const moved = await as(regulator, 'patch', `/organisations/${crew.id}`)
      .set('if-match', '"v1"')
      .send({ parentId: made.body.id, name: '综采一队' });
    expect([moved.status, moved.body.parentId, moved.body.version]).toEqual([200, made.body.id, 2]);
    const tree = await as(regulator, 'get', `/organisations/${made.body.id}/tree`);
    expect(
      tree.body.children.map((n: { name: string; children: { name: string }[] }) => [
        n.name,
        n.children.map((c) => c.name),
      ]),
    ).toEqual([
      ['生产部', []],
      ['综采一队', ['一班']],
    ]);

    const stale = await as(regulator, 'patch', `/organisations/${crew.id}`).set('if-match', '"v1"').send({ name: 'x' });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const into = await as(regulator, 'patch', `/organisations/${crew.id}`)
      .set('if-match', '"v2"')
      .send({ parentId: team.id });
    expect([into.status, into.body.code]).toEqual([422, 'organisation-placement-invalid']);

    const renamedRegion = await as(regulator, 'patch', `/organisations/${made.body.id}`)
      .set('if-match', '"v1"')
      .send({ regionCode: '140428' });
    expect(renamedRegion.status).toBe(200);
    expect((await as(regulator, 'get', `/organisations/${team.id}`)).body.regionCode).toBe('140428');

    await t.factory.person({ id: team.id, path: '', enterpriseId: made.body.id, regionCode: '140428' });
    const close = await as(regulator, 'patch', `/organisations/${crew.id}`)
      .set('if-match', '"v3"')
      .send({ status: 'closed' });
    expect([close.status, close.body.code]).toEqual([409, 'organisation-not-empty']);
    await t.db.query(`UPDATE employment SET ends_on = '2026-11-20' WHERE organisation_id = $1`, [team.id]);
    expect(
      (await as(regulator, 'patch', `/organisations/${crew.id}`).set('if-match', '"v3"').send({ status: 'closed' }))
        .body.status,
    ).toBe('closed');
    expect((await as(regulator, 'get', `/organisations/${team.id}`)).body.status).toBe('closed');
  });

  it('answers wrong input with problems in Chinese', async () => {
    const wrong: [object, number, string][] = [
      [
        { name: 'x', kind: 'enterprise', regionCode: '140428101', creditCode: '91350100M000100Y4Z' },
        422,
        'validation-failed',
      ],
      [{ name: 'x', kind: 'enterprise', regionCode: '110000' }, 422, 'region-unknown'],
      [{ name: 'x', kind: 'enterprise' }, 422, 'validation-failed'],
      [{ name: '', kind: 'enterprise', regionCode: '140428101' }, 422, 'validation-failed'],
      [{ name: 'x', kind: 'team' }, 422, 'validation-failed'],
      [{ name: 'x', kind: 'department', parentId: NOBODY }, 404, 'not-found'],
      [{ name: 'x', kind: 'department', parentId: 'abc' }, 422, 'validation-failed'],
      [{ name: 'x', kind: 'shop', regionCode: '140428101' }, 422, 'validation-failed'],
      [
        { name: '长子一号煤矿', kind: 'enterprise', regionCode: '140428101', field: 'coal_mine' },
        409,
        'organisation-name-taken',
      ],
      [
        {
          name: 'y',
          kind: 'enterprise',
          regionCode: '140428101',
          field: 'coal_mine',
          creditCode: '91350100M000100Y43',
        },
        409,
        'credit-code-taken',
      ],
      [
        { name: 'x', kind: 'enterprise', regionCode: '140428101', status: 'closed', version: 9 },
        422,
        'validation-failed',
      ],
    ];
    for (const [body, status, code] of wrong) {
      const answer = await as(admin, 'post', '/organisations').send(body);
      expect([answer.status, answer.body.code, body]).toEqual([status, code, body]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body.title).toMatch(/[一-鿿]/);
    }
  });

  it('keeps everybody within his scope', async () => {
    // A regulator of mines registers no machine works; his list has none.
    expect(
      (
        await as(regulator, 'post', '/organisations').send({
          name: 'z',
          kind: 'enterprise',
          regionCode: '140428101',
          field: 'industry_machinery',
        })
      ).status,
    ).toBe(404);
    expect((await as(regulator, 'get', `/organisations/${foreign.id}`)).status).toBe(404);
    const listed = await as(regulator, 'get', '/organisations?kind=enterprise');
    expect(listed.body.items.map((o: { id: string }) => o.id)).not.toContain(foreign.id);
    // An officer runs his units, not his registration, and nobody else's anything.
    const locked = await as(officer, 'patch', `/organisations/${mine.id}`)
      .set('if-match', '"v1"')
      .send({ field: 'other' });
    expect([locked.status, locked.body.code]).toEqual([403, 'organisation-registration-locked']);
    expect(
      (await as(officer, 'post', '/organisations').send({ name: '安全科', kind: 'department', parentId: mine.id }))
        .status,
    ).toBe(201);
    expect(
      (await as(officer, 'post', '/organisations').send({ name: '安全科', kind: 'department', parentId: foreign.id }))
        .status,
    ).toBe(404);
    expect(
      (await as(officer, 'patch', `/organisations/${foreign.id}`).set('if-match', '"v1"').send({ name: 'x' })).status,
    ).toBe(404);
    expect((await as(officer, 'get', '/organisations?kind=shop')).status).toBe(422);
    expect((await as(officer, 'get', '/organisations/not-an-id')).status).toBe(404);
  });
});

describe('people', () => {
  it('A32 adds, shows masked, finds, edits, transfers, parts with, takes back and reveals on record', async () => {
    const unit = await t.factory.organisation({ name: '机电队', kind: 'workshop', parent: mine });
    const post = await t.factory.post(mine, '电工甲');
    const idNumber = impossibleIdNumber();
    const added = await as(officer, 'post', '/people').send(
      person({ name: '钱来回', idNumber, phone: '139 1234 0718', postIds: [post] }),
    );
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      name: '钱来回',
      phoneMasked: '139****0718',
      idNumberMasked: `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`,
      unitPath: '',
      posts: [{ id: post, name: '电工甲' }],
      version: 1,
    });
    expect(JSON.stringify(added.body)).not.toContain(idNumber);
    const id = added.body.id as string;

    for (const q of ['钱来', idNumber, idNumber.toLowerCase(), '13912340718']) {
      expect((await as(officer, 'get', '/people').query({ q })).body.items.map((p: { id: string }) => p.id)).toEqual([
        id,
      ]);
    }
    expect((await as(officer, 'get', '/people').query({ q: '13912340719' })).body.items).toEqual([]);

    const edited = await as(officer, 'patch', `/people/${id}`)
      .set('if-match', '"v1"')
      .send({ name: '钱往返', rosterRole: 'team_leader', phone: '13800000000' });
    expect(edited.body).toMatchObject({
      name: '钱往返',
      rosterRole: 'team_leader',
      phoneMasked: '138****0000',
      startsOn: '2026-01-05',
      posts: [{ name: '电工甲' }],
    });
    expect((await as(officer, 'patch', `/people/${id}`).set('if-match', '"v1"').send({ name: 'x' })).status).toBe(412);

    const moved = await as(officer, 'post', `/people/${id}/transfer`).send({
      unitId: unit.id,
      postIds: [],
      on: '2026-11-23',
    });
    expect(moved.body).toMatchObject({ unitPath: '机电队', posts: [], startsOn: '2026-01-05' });
    const lastMonth = await as(officer, 'get', '/people').query({ q: '钱往返', asOf: '2026-10-23' });
    expect(lastMonth.body.items).toEqual([
      expect.objectContaining({
        unitPath: '',
        posts: [{ id: post, name: '电工甲' }],
        rosterRole: 'worker',
        endsOn: null,
      }),
    ]);

    const left = await as(officer, 'post', `/people/${id}/departure`).send({ on: '2026-11-23', reason: '合同到期' });
    expect(left.body).toMatchObject({ endsOn: '2026-11-23' });
    expect((await as(officer, 'get', '/people').query({ q: '钱往返' })).body.items).toEqual([]);
    expect((await as(officer, 'get', '/people').query({ q: '钱往返', status: 'left' })).body.items).toHaveLength(1);
    expect(
      (await as(officer, 'post', `/people/${id}/departure`).send({ on: '2026-11-23', reason: '再走一次' })).body.code,
    ).toBe('person-not-here');

    const back = await as(officer, 'post', `/people/${id}/return`).send({
      unitId: unit.id,
      postIds: [post],
      on: '2026-11-23',
      employmentType: 'flexible',
    });
    expect(back.body).toMatchObject({
      endsOn: null,
      employmentType: 'flexible',
      rosterRole: 'team_leader',
      startsOn: '2026-11-23',
    });
    expect(
      (
        await as(officer, 'post', `/people/${id}/return`).send({
          unitId: unit.id,
          postIds: [],
          on: '2026-11-23',
          employmentType: 'regular',
        })
      ).body.code,
    ).toBe('person-already-here');

    const shown = await as(officer, 'post', `/people/${id}/id-number-reveals`).send({ reason: '核对社保名单' });
    expect([shown.status, shown.body]).toEqual([201, { idNumber, phone: '13800000000' }]);
    expect((await as(officer, 'post', `/people/${id}/id-number-reveals`).send({ reason: '看看' })).status).toBe(422);
    const { rows } = await t.db.query(
      `SELECT detail::text AS detail FROM audit_entry WHERE action = 'organisations.person.reveal' AND subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ detail: expect.stringContaining('核对社保名单') }]);
  });

  it('an export stands in the audit of every enterprise whose people it took', async () => {
    const mines = await Promise.all([1, 2].map(() => t.factory.organisation({ regionCode: '140428105' })));
    const [first, second] = mines;
    if (!first || !second) throw new Error('no mines');
    await Promise.all([first, first, second].map((mine) => t.factory.person(mine)));
    const regulator = await t.signIn('regulator', { regionCode: '140428105' });
    const exported = async (path: string): Promise<object[]> => {
      await t.http().get(path).set(regulator.headers).expect(200);
      const { rows } = await t.db.query<object>(
        `SELECT organisation_id AS at, subject_id AS subject, (detail -> 'people')::int AS people FROM audit_entry
         WHERE action = 'organisations.roster.export' AND actor_account_id = $1 ORDER BY people DESC`,
        [regulator.accountId],
      );
      return rows;
    };
    const both = [
      { at: first.id, subject: first.id, people: 2 },
      { at: second.id, subject: second.id, people: 1 },
    ];
    expect(await exported('/api/v1/roster-export')).toEqual(both);
    const none = `/api/v1/roster-export?organisationId=${second.id}&status=left`;
    expect(await exported(none)).toEqual([...both, { at: second.id, subject: second.id, people: 0 }]);
  });

  it('refuses wrong people with reasons', async () => {
    const taken = impossibleIdNumber();
    await as(officer, 'post', '/people').send(person({ idNumber: taken }));
    const wrong: [object, number, string, string?][] = [
      [person({ idNumber: taken }), 409, 'person-already-here'],
      [person({ idNumber: '11010519491231002' }), 422, 'validation-failed', '/idNumber'],
      [person({ idNumber: '440524188001010014' }), 422, 'validation-failed', '/idNumber'],
      [person({ phone: '123' }), 422, 'validation-failed', '/phone'],
      [person({ startsOn: '2026-11-24' }), 422, 'validation-failed', '/startsOn'],
      [person({ startsOn: '2026-02-30' }), 422, 'validation-failed', '/startsOn'],
      [person({ unitId: foreign.id }), 404, 'not-found'],
      [person({ postIds: [NOBODY] }), 422, 'validation-failed', '/postIds/0'],
      [person({ employmentType: 'slave' }), 422, 'validation-failed', '/employmentType'],
      [person({ id: NOBODY, version: 7 }), 422, 'validation-failed', '/id'],
    ];
    for (const [body, status, code, pointer] of wrong) {
      const answer = await as(officer, 'post', '/people').send(body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(pointer === undefined || answer.body.errors[0].pointer === pointer).toBe(true);
      expect(JSON.stringify(answer.body)).not.toContain(taken);
    }
  });

  it('one person at two employers is one person, and neither sees the other', async () => {
    const idNumber = impossibleIdNumber();
    const other = await t.signIn('safety_officer', { organisationId: foreign.id });
    const first = await as(officer, 'post', '/people').send(person({ name: '孙两处', idNumber, phone: '13700000001' }));
    const wrongName = await as(other, 'post', '/people').send(person({ name: '孙一处', idNumber, unitId: foreign.id }));
    expect([wrongName.status, wrongName.body.errors[0].code]).toEqual([422, 'name-mismatch']);
    expect(JSON.stringify(wrongName.body)).not.toContain('孙两处');
    const second = await as(other, 'post', '/people').send(person({ name: '孙 两处', idNumber, unitId: foreign.id }));
    expect([second.status, second.body.id, second.body.name]).toEqual([201, first.body.id, '孙两处']);
    expect(second.body.employments).toHaveLength(1);
    const rename = await as(other, 'patch', `/people/${first.body.id}`)
      .set('if-match', second.headers['etag'] ?? '')
      .send({ name: '改名' });
    expect([rename.status, rename.body.code]).toEqual([409, 'person-identity-shared']);
    const both = await as(admin, 'get', '/people').query({ q: '孙两处' });
    expect(both.body.items.map((p: { enterpriseName: string }) => p.enterpriseName).sort()).toEqual([
      '别处机械厂',
      '长子一号煤矿',
    ]);
    const ambiguous = await as(admin, 'post', `/people/${first.body.id}/departure`).send({
      on: '2026-11-23',
      reason: '离开',
    });
    expect(ambiguous.body.errors[0].pointer).toBe('/enterpriseId');
  });
});

describe('the dispatch rule (ORG-4) on every path', () => {
  it('refuses adding, transferring, changing employment, post and field', async () => {
    const face = await as(officer, 'post', '/posts').send({
      organisationId: mine.id,
      name: '采煤机司机一',
      underground: true,
    });
    const yard = await as(officer, 'post', '/posts').send({ organisationId: mine.id, name: '库管一' });
    const add = await as(officer, 'post', '/people').send(
      person({ employmentType: 'dispatch', postIds: [face.body.id] }),
    );
    expect([add.status, add.body.code]).toEqual([422, 'post-dispatch-forbidden']);
    expect(add.body.detail).toContain('矿山企业地面危险岗位和井下严禁使用劳务派遣工');
    const ok = await as(officer, 'post', '/people').send(
      person({ employmentType: 'dispatch', postIds: [yard.body.id] }),
    );
    expect(ok.status).toBe(201);
    const move = await as(officer, 'post', `/people/${ok.body.id}/transfer`).send({
      unitId: mine.id,
      postIds: [face.body.id],
      on: '2026-11-23',
    });
    expect(move.body.code).toBe('post-dispatch-forbidden');
    const regular = await as(officer, 'post', '/people').send(person({ postIds: [face.body.id] }));
    const change = await as(officer, 'patch', `/people/${regular.body.id}`)
      .set('if-match', '"v1"')
      .send({ employmentType: 'dispatch' });
    expect(change.body.code).toBe('post-dispatch-forbidden');
    const risk = await as(officer, 'patch', `/posts/${yard.body.id}`)
      .set('if-match', '"v1"')
      .send({ dangerousSurface: true });
    expect([risk.status, risk.body.code]).toEqual([409, 'post-held-by-dispatch']);
    // In a machine works the same is allowed, until it becomes a mine.
    const deep = await t.factory.post(foreign, '地下室泵工');
    await t.db.query(`UPDATE post SET underground = true WHERE id = $1`, [deep]);
    expect(
      (
        await as(admin, 'post', '/people').send(
          person({ unitId: foreign.id, employmentType: 'dispatch', postIds: [deep] }),
        )
      ).status,
    ).toBe(201);
    const field = await as(admin, 'patch', `/organisations/${foreign.id}`)
      .set('if-match', '"v1"')
      .send({ field: 'coal_mine' });
    expect([field.status, field.body.code]).toEqual([409, 'field-dispatch-forbidden']);
  });
});
