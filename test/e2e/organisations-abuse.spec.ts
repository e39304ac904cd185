import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { impossibleIdNumber } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { SQL_PAYLOADS } from '../support/sql-payloads.js';

let t: TestApp;
let admin: SignedIn;
let works: MadeOrganisation;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00Z' });
  works = await t.factory.organisation();
  admin = await t.signIn('system_administrator');
}, 120_000);
afterAll(() => t.close());

const send = (method: 'post' | 'patch', path: string) => {
  const agent = t.http();
  return agent[method](`/api/v1${path}`).set(admin.headers).set('if-match', '"v1"');
};

const INJECTED = {
  role: 'system_administrator',
  roles: ['system_administrator'],
  isAdmin: true,
  tenantId: 'x',
  divisionCode: '14',
  score: 100,
  passed: true,
  version: 99,
  issuedAt: '2026-01-01T00:00:00Z',
  id: '01999999-0000-7000-8000-000000000000',
  createdAt: '2020-01-01T00:00:00Z',
  enterpriseId2: 'x',
  path: '/',
  id_hash: 'x',
  constructor: { prototype: { polluted: true } },
};

describe('A16 mass assignment', () => {
  it('A16 refuses every property that a request does not have, and changes nothing', async () => {
    const post = await t.factory.post(works);
    const person = await t.factory.person(works);
    const routes: ['post' | 'patch', string, object][] = [
      ['post', '/organisations', { name: '某部', kind: 'department', parentId: works.id }],
      ['patch', `/organisations/${works.id}`, { name: '新名' }],
      [
        'post',
        '/people',
        {
          name: '某人',
          idType: 'resident_id',
          idNumber: impossibleIdNumber(),
          unitId: works.id,
          postIds: [],
          employmentType: 'regular',
          rosterRole: 'worker',
          startsOn: '2026-01-01',
        },
      ],
      ['patch', `/people/${person.id}`, { name: '新名' }],
      ['post', `/people/${person.id}/transfer`, { unitId: works.id, postIds: [post], on: '2026-11-23' }],
      ['post', `/people/${person.id}/departure`, { on: '2026-11-23', reason: '离开' }],
      [
        'post',
        `/people/${person.id}/return`,
        { unitId: works.id, postIds: [], on: '2026-11-23', employmentType: 'regular' },
      ],
      ['post', `/people/${person.id}/id-number-reveals`, { reason: '核对花名册' }],
      ['post', '/posts', { organisationId: works.id, name: '某岗' }],
      ['patch', `/posts/${post}`, { name: '新岗' }],
      ['post', '/roster-imports/01999999-0000-7000-8000-000000000000/confirmation', { leaveOut: 0 }],
    ];
    const state = async () => {
      const { rows } = await t.db.query(
        `SELECT (SELECT json_agg(o) FROM organisation o) AS o, (SELECT json_agg(p) FROM person p) AS p, (SELECT json_agg(e) FROM employment e) AS e, (SELECT json_agg(x) FROM post x) AS x`,
      );
      return JSON.stringify(rows);
    };
    const before = await state();
    for (const [method, path, body] of routes) {
      for (const [key, value] of Object.entries(INJECTED)) {
        const answer = await send(method, path).send({ ...body, [key]: value });
        // «constructor» and «__proto__» are refused while parsing, before anything is looked at.
        expect([path, key, answer.status]).toEqual([path, key, key === 'constructor' ? 400 : 422]);
      }
      const proto = await send(method, path)
        .set('content-type', 'application/json')
        .send(`{"__proto__":{"isAdmin":true},"name":5}`);
      expect([400, 422]).toContain(proto.status);
    }
    expect(({} as { polluted?: boolean; isAdmin?: boolean }).polluted).toBeUndefined();
    expect(await state()).toBe(before);
  });
});

describe('A17 filters are closed lists', () => {
  it('A17 SQL in any filter, date, identifier or cursor is refused, or is a text that is not found', async () => {
    const closed: [string, string[]][] = [
      [
        '/people',
        ['organisationId', 'postId', 'employmentType', 'status', 'asOf', 'cursor', 'limit', 'sort', 'orderBy'],
      ],
      ['/organisations', ['regionCode', 'kind', 'field', 'parentId', 'cursor', 'limit', 'sort']],
      ['/posts', ['organisationId', 'highRisk', 'active', 'cursor', 'limit', 'sort']],
      ['/post-templates', ['field', 'cursor', 'limit', 'sort']],
      ['/regions', ['parent', 'cursor', 'limit', 'sort']],
      ['/roster-export', ['organisationId', 'postId', 'employmentType', 'status', 'asOf']],
    ];
    const wrong: unknown[] = [];
    for (const [path, names] of closed) {
      for (const name of names) {
        for (const payload of SQL_PAYLOADS) {
          const { status } = await t
            .http()
            .get(`/api/v1${path}`)
            .query({ [name]: payload })
            .set(admin.headers);
          if (status !== 422) wrong.push([path, name, payload, status]);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('A17 free text is a value: it finds what bears it and nothing else', async () => {
    await t.factory.person(works, { name: `O'Neil; DROP` });
    for (const payload of SQL_PAYLOADS) {
      for (const path of ['/people', '/organisations', '/posts', '/post-templates']) {
        const { status, body } = await t.http().get(`/api/v1${path}`).query({ q: payload }).set(admin.headers);
        const said = payload.normalize('NFC').replace(/[\p{C}\s]+/gu, '');
        // NUL is refused at the door, because PostgreSQL cannot hold it.
        const want = payload.includes('\0') ? 422 : 200;
        expect([path, payload, status, said === '' ? 0 : (body.items?.length ?? 0)]).toEqual([path, payload, want, 0]);
      }
    }
    expect((await t.http().get('/api/v1/people').query({ q: `O'Neil;` }).set(admin.headers)).body.items).toHaveLength(
      1,
    );
    const forged = Buffer.from(JSON.stringify([`' OR 1=1--`, `x'; DROP TABLE person`])).toString('base64url');
    expect((await t.http().get('/api/v1/people').query({ cursor: forged }).set(admin.headers)).status).toBe(422);
  });
});

describe('A21 names of files', () => {
  it('A21 a path, a direction mark or a control character in a name is text without them', async () => {
    const officer = await t.signIn('safety_officer', { organisationId: works.id });
    const names = ['../../etc/passwd.csv', 'C:\\x\\y.csv', 'a\u202Egpj.csv', `${'长'.repeat(300)}.csv`];
    for (const name of names) {
      const { status, body } = await t
        .http()
        .post('/api/v1/roster-imports')
        .set(officer.headers)
        .attach('file', Buffer.from(`姓名,证件号码\n甲,${impossibleIdNumber()}`), name);
      expect(status).toBe(201);
      expect(body.fileName).toMatch(/^[^/\\\u202E]{1,120}$/u);
    }
  });
});
