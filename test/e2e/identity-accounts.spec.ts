import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bootstrap, writeFirstAdministrator } from '../../apps/api/src/modules/identity/index.js';
import { RemoveGrant } from '../../apps/api/src/modules/identity/accounts/remove-grant.js';
import { SetAccountStatus } from '../../apps/api/src/modules/identity/accounts/set-account-status.js';
import { VerifyAudit } from '../../apps/api/src/modules/audit/index.js';
import { loadConfig } from '../../apps/api/src/platform/config/config.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { createApp } from '../../apps/api/src/platform/http/create-app.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { createLogger } from '../../apps/api/src/platform/logging/logger.js';
import { PlatformModule } from '../../apps/api/src/platform/platform.module.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let mine: MadeOrganisation;
let workshop: MadeOrganisation;
let other: MadeOrganisation;
let admin: SignedIn;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
  mine = await t.factory.organisation({ name: '长平煤矿' });
  workshop = await t.factory.organisation({ name: '综采队', parent: mine });
  other = await t.factory.organisation({ name: '潞州宾馆' });
  admin = await t.signIn('system_administrator');
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
});

afterAll(async () => {
  const { faults } = await t.get(VerifyAudit).execute();
  await t.close();
  if (faults.length > 0) throw new Error(`the audit chain is broken: ${JSON.stringify(faults)}`);
});

const login = () => `u${uuidv7().slice(-12)}`;
const create = (by: SignedIn, body: Record<string, unknown>) =>
  t
    .http()
    .post('/api/v1/accounts')
    .set(by.headers)
    .send({ account: login(), grants: [], ...body });
const page = (by: SignedIn, query = '') => t.http().get(`/api/v1/accounts?limit=2${query}`).set(by.headers);
const grant = (by: SignedIn, id: string, body: Record<string, unknown>) =>
  t.http().post(`/api/v1/accounts/${id}/grants`).set(by.headers).send(body);

describe('opening accounts', () => {
  it('gives a temporary password once; it is stored only as a hash and must be changed', async () => {
    const person = await t.factory.person(workshop, { name: '孙建国' });
    const { body } = await create(officer, {
      account: 'Sun.JianGuo',
      personId: person.id,
      grants: [{ role: 'worker', organisationId: mine.id }],
    }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      account: 'sun.jianguo',
      password: expect.stringMatching(/^\w{4}-\w{4}-\w{4}-\w{4}$/),
    });
    const signedIn = await t
      .http()
      .post('/api/v1/sessions')
      .send({ account: 'SUN.jianguo', password: body.password })
      .expect(201);
    expect(signedIn.body).toMatchObject({
      mustChangePassword: true,
      person: { name: '孙建国' },
      roles: [{ role: 'worker', organisationName: '长平煤矿' }],
    });
    for (const table of ['account', 'audit_entry', 'session', 'outbox', 'idempotency_key']) {
      const { rows } = await t.db.query(`SELECT 1 FROM ${table} x WHERE x::text LIKE '%' || $1 || '%'`, [
        body.password,
      ]);
      expect({ table, rows: rows.length }).toEqual({ table, rows: 0 });
    }
  });

  it('login names are unique without regard to width and case, also at once', async () => {
    const name = login();
    const tries = await Promise.all(
      [name, name.toUpperCase(), `${name} `].map((account) =>
        create(admin, { account, grants: [{ role: 'auditor' }] }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(tries.find(({ status }) => status === 409)?.body.code).toBe('login-taken');
  });

  it('one person has one account', async () => {
    const person = await t.factory.person(mine);
    expect((await create(officer, { personId: person.id })).status).toBe(201);
    expect((await create(officer, { personId: person.id }).expect(409)).body.code).toBe('person-has-account');
  });

  it.each([['13935500718'], ['14049919900101123X'], ['x'], ['a b']])('%s is no login name', async (account) => {
    expect((await create(admin, { account, grants: [{ role: 'auditor' }] })).status).toBe(422);
  });

  it('a person of another enterprise does not exist', async () => {
    const person = await t.factory.person(other);
    expect((await create(officer, { personId: person.id })).status).toBe(404);
    expect((await create(officer, { personId: uuidv7() })).status).toBe(404);
  });

  it('A16 unknown and dangerous members are refused and change nothing', async () => {
    const { body: made } = await create(admin, { grants: [{ role: 'worker', organisationId: mine.id }] }).expect(201);
    const before = await t.db.query(`SELECT a::text FROM account a WHERE id = $1`, [made.id]);
    const extra = {
      role: 'system_administrator',
      roles: ['system_administrator'],
      isAdmin: true,
      tenantId: 'x',
      divisionCode: '14',
      score: 100,
      passed: true,
      issuedAt: 'now',
      id: uuidv7(),
      createdAt: 'now',
      constructor: { prototype: {} },
    };
    const polluted = '{"status":"active","__proto__":{"isAdmin":true}}';
    for (const [key, value] of Object.entries(extra)) {
      const more = { [key]: value };
      const calls: [method: 'post' | 'patch' | 'put', path: string, body: object][] = [
        ['post', '/sessions', { account: 'a', password: 'b' }],
        ['patch', `/accounts/${made.id}`, { status: 'active' }],
        ['post', '/account-batches', { organisationId: mine.id }],
        ['put', '/accounts/me/password', { currentPassword: 'a', newPassword: 'b' }],
        ['post', '/accounts', { account: login(), grants: [] }],
        ['post', `/accounts/${made.id}/grants`, { organisationId: mine.id }],
      ];
      for (const [method, path, body] of calls) {
        if (key === 'role' && path.endsWith('/grants')) continue;
        const http = t.http();
        const { status } = await http[method](`/api/v1${path}`)
          .set(admin.headers)
          .send({ ...body, ...more });
        expect({ key, path, refused: [400, 422].includes(status) }).toEqual({ key, path, refused: true });
      }
    }
    const { status } = await t
      .http()
      .patch(`/api/v1/accounts/${made.id}`)
      .set(admin.headers)
      .set('content-type', 'application/json')
      .send(polluted);
    expect([400, 422]).toContain(status);
    expect((await t.db.query(`SELECT a::text FROM account a WHERE id = $1`, [made.id])).rows).toEqual(before.rows);
  });
});

describe('giving roles', () => {
  let worker: string;
  beforeAll(async () => {
    worker = (
      (await create(admin, { grants: [{ role: 'worker', organisationId: mine.id }] }).expect(201)).body as {
        id: string;
      }
    ).id;
  });

  it.each<[string, () => Record<string, unknown>, number]>([
    ['team leader of a workshop', () => ({ role: 'team_leader', organisationId: workshop.id }), 201],
    ['the same once more', () => ({ role: 'team_leader', organisationId: workshop.id }), 409],
    ['principal of the enterprise', () => ({ role: 'principal', organisationId: mine.id }), 201],
    ['worker of another enterprise', () => ({ role: 'worker', organisationId: other.id }), 404],
    ['system administrator', () => ({ role: 'system_administrator' }), 403],
    ['auditor', () => ({ role: 'auditor' }), 403],
    ['regulator of the county', () => ({ role: 'regulator', regionCode: '140428' }), 404],
    ['inspector of an enterprise', () => ({ role: 'inspector', organisationId: mine.id }), 422],
    ['worker of nothing', () => ({ role: 'worker' }), 422],
    ['a role that does not exist', () => ({ role: 'root' }), 422],
  ])('a safety officer: %s', async (_, body, status) => {
    expect((await grant(officer, worker, body())).status).toBe(status);
  });

  it('a system administrator gives anything at a place where it makes sense', async () => {
    const { id } = (await create(admin, { grants: [{ role: 'auditor' }] }).expect(201)).body as { id: string };
    await t.factory.field();
    const { body } = await grant(admin, id, { role: 'regulator', regionCode: '140428', field: 'coal_mine' }).expect(
      201,
    );
    expect(body.roles).toContainEqual(
      expect.objectContaining({ role: 'regulator', regionName: '长子县', field: 'coal_mine' }),
    );
    expect((await grant(admin, id, { role: 'regulator', regionCode: '999999' })).status).toBe(422);
    expect((await grant(admin, id, { role: 'system_administrator', organisationId: mine.id })).status).toBe(422);
    expect((await grant(admin, id, { role: 'principal', organisationId: mine.id, regionCode: '140428' })).status).toBe(
      422,
    );
  });

  it('nobody touches an account that holds more than he does, nor his own', async () => {
    const boss = (
      await create(admin, {
        grants: [{ role: 'worker', organisationId: mine.id }, { role: 'system_administrator' }],
      }).expect(201)
    ).body as { id: string };
    const reset = (id: string) => t.http().post(`/api/v1/accounts/${id}/password-reset`).set(officer.headers).send({});
    expect((await reset(boss.id).expect(403)).body.code).toBe('account-above');
    expect(
      (await t.http().patch(`/api/v1/accounts/${boss.id}`).set(officer.headers).send({ status: 'disabled' })).status,
    ).toBe(403);
    expect((await reset(officer.accountId).expect(409)).body.code).toBe('own-account');
    const stranger = await t.signIn('safety_officer', { organisationId: other.id });
    expect((await reset(stranger.accountId)).status).toBe(404);
    expect((await reset('not-an-id')).status).toBe(404);
    expect((await reset(worker)).status).toBe(201);
  });

  it('two system administrators who disable each other at once: one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await t.signIn('system_administrator'), await t.signIn('system_administrator')];
      await t.db.query(
        `UPDATE account SET status = CASE WHEN id = ANY($1::uuid[]) THEN 'active' ELSE 'disabled' END
         WHERE id IN (SELECT account_id FROM role_grant WHERE role = 'system_administrator')`,
        [[a.accountId, b.accountId]],
      );
      const disable = (by: SignedIn, whom: SignedIn) =>
        t.http().patch(`/api/v1/accounts/${whom.accountId}`).set(by.headers).send({ status: 'disabled' });
      const answers = await Promise.all([disable(a, b), disable(b, a)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const { rows } = await t.db.query(
        `SELECT 1 FROM account a JOIN role_grant g ON g.account_id = a.id WHERE g.role = 'system_administrator' AND a.status = 'active'`,
      );
      expect(rows).toHaveLength(1);
    }
    await t.db.query(`UPDATE account SET status = 'active' WHERE id = $1`, [admin.accountId]);
  });

  it('the last system administrator can neither be disabled nor lose the role, whoever asks', async () => {
    const others = `UPDATE account SET status = $2 WHERE id <> $1 AND id IN (SELECT account_id FROM role_grant WHERE role = 'system_administrator')`;
    await t.db.query(others, [admin.accountId, 'disabled']);
    const system = Ctx.system('cli');
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM role_grant WHERE account_id = $1`, [
      admin.accountId,
    ]);
    await expect(t.get(SetAccountStatus).execute(system, admin.accountId, 'disabled')).rejects.toThrow(
      'last-administrator',
    );
    await expect(t.get(RemoveGrant).execute(system, admin.accountId, rows[0]?.id ?? '')).rejects.toThrow(
      'last-administrator',
    );
    expect((await t.http().get('/api/v1/accounts').set(admin.headers)).status).toBe(200);
  });
});

describe('lists', () => {
  it("show the accounts of one's scope only, page by page", async () => {
    const foreigner = (await create(admin, { grants: [{ role: 'worker', organisationId: other.id }] }).expect(201))
      .body as { id: string };
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await page(
        officer,
        next ? `&cursor=${next}` : '',
      ).expect(200);
      seen.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(officer.accountId);
    expect(seen).not.toContain(foreigner.id);
    expect(seen).not.toContain(admin.accountId);
    await page(officer, `&organisationId=${other.id}`).expect(404);
    const found = await page(admin, `&organisationId=${other.id}&status=active`).expect(200);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(foreigner.id);
    await page(admin, '&status=locked').expect(422);
    await page(admin, '&cursor=%25').expect(422);
    await page(admin, `&q=${encodeURIComponent("%' OR 1=1 --")}`).expect(200, { items: [], next: null });
  });

  it.each(['worker', 'principal', 'team_leader', 'regulator'])('are closed to a %s', async (role) => {
    const by = await t.signIn(role, role === 'regulator' ? { regionCode: '140428' } : { organisationId: mine.id });
    expect((await t.http().get('/api/v1/accounts').set(by.headers)).status).toBe(403);
    expect(
      (await t.http().post('/api/v1/account-batches').set(by.headers).send({ organisationId: mine.id })).status,
    ).toBe(403);
    expect((await t.http().get('/api/v1/audit-entries').set(by.headers)).status).toBe(403);
  });
});

describe('accounts for a roster', () => {
  it('everybody without an account gets one, with the roles of the roster; who has one is left alone', async () => {
    const enterprise = await t.factory.organisation({ name: '东方机械厂' });
    const team = await t.factory.organisation({ name: '一班', kind: 'team', parent: enterprise });
    const people = {
      worker: await t.factory.person(team, { name: '工人', phone: '13735500001' }),
      leader: await t.factory.person(team, { name: '班长', rosterRole: 'team_leader' }),
      officer: await t.factory.person(enterprise, { name: '安全员', rosterRole: 'safety_officer' }),
      principal: await t.factory.person(enterprise, { name: '厂长', rosterRole: 'principal' }),
      gone: await t.factory.person(enterprise, { name: '离职' }),
      known: await t.factory.person(enterprise, { name: '已有' }),
    };
    await t.db.query(`UPDATE employment SET ends_on = '2024-06-01' WHERE id = $1`, [people.gone.employmentId]);
    expect((await create(admin, { personId: people.known.id })).status).toBe(201);
    const by = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const batch = () =>
      t.http().post('/api/v1/account-batches').set(by.headers).send({ organisationId: enterprise.id });
    const { body } = await batch().expect(201);
    expect(body.created).toBe(4);
    expect(body.accounts.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['厂长', '安全员', '工人', '班长'].sort(),
    );
    const worker = body.accounts.find(({ name }: { name: string }) => name === '工人') as {
      account: string;
      password: string;
      organisation: string;
    };
    expect(worker).toMatchObject({ account: expect.stringMatching(/^\d{8}$/), organisation: '东方机械厂 / 一班' });
    for (const account of [worker.account, '13735500001']) {
      const { body: session } = await t
        .http()
        .post('/api/v1/sessions')
        .send({ account, password: worker.password })
        .expect(201);
      expect(session.roles).toEqual([expect.objectContaining({ role: 'worker', organisationId: enterprise.id })]);
    }
    const { rows } = await t.db.query<{ name: string; role: string; organisation_id: string }>(
      `SELECT a.display_name AS name, g.role, g.organisation_id FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.organisation_id = ANY($1) AND g.role NOT IN ('worker') AND a.person_id IS NOT NULL`,
      [[enterprise.id, team.id]],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { name: '班长', role: 'team_leader', organisation_id: team.id },
        { name: '安全员', role: 'safety_officer', organisation_id: enterprise.id },
        { name: '厂长', role: 'principal', organisation_id: enterprise.id },
      ]),
    );
    expect((await batch().expect(201)).body).toEqual({ created: 0, accounts: [] });
  });

  it('more than 500 at once are refused with the number', async () => {
    const enterprise = await t.factory.organisation({ name: '大厂' });
    await t.db.query(
      `WITH p AS (INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, created_at)
         SELECT gen_random_uuid(), '人' || n, 'resident_id', 'x', 'batch-' || n, 'x', now() FROM generate_series(1, 501) n RETURNING id)
       INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
         SELECT gen_random_uuid(), p.id, $1, $1, 'regular', 'worker', '2024-01-01', now() FROM p`,
      [enterprise.id],
    );
    const { body } = await t
      .http()
      .post('/api/v1/account-batches')
      .set(admin.headers)
      .send({ organisationId: enterprise.id })
      .expect(422);
    expect(body).toMatchObject({ code: 'batch-too-large', params: { count: 501, limit: 500 } });
  });

  it('another enterprise is not found', async () => {
    expect(
      (await t.http().post('/api/v1/account-batches').set(officer.headers).send({ organisationId: other.id })).status,
    ).toBe(404);
  });
});

describe('the first administrator', () => {
  it('is made once on an empty platform; the password is in a file that only the owner reads', async () => {
    const empty = await startTestApp();
    const folder = await mkdtemp(join(tmpdir(), 'zhian-first-'));
    const bootstrap = () =>
      empty
        .get(Bootstrap)
        .execute(Ctx.system('bootstrap'), async (created) => void (await writeFirstAdministrator(folder, created)));
    const made = await Promise.all([bootstrap(), bootstrap()]);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    const path = join(folder, 'admin-account.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const [entry] = JSON.parse(await readFile(path, 'utf8')) as { account: string; password: string }[];
    const { body } = await empty
      .http()
      .post('/api/v1/sessions')
      .send(entry && { account: entry.account, password: entry.password })
      .expect(201);
    expect(body).toMatchObject({ mustChangePassword: true, roles: [{ role: 'system_administrator' }] });
    expect(empty.logs.join('')).not.toContain(entry?.password);
    await rm(folder, { recursive: true });
    await empty.close();
  });

  it('is not made when the password cannot be kept', async () => {
    const empty = await startTestApp();
    await expect(
      empty.get(Bootstrap).execute(Ctx.system('bootstrap'), () => Promise.reject(new Error('disk full'))),
    ).rejects.toThrow('disk full');
    expect((await empty.db.query('SELECT 1 FROM account')).rows).toHaveLength(0);
    await empty.close();
  });
});

describe('A13 a route without a declared policy', () => {
  @Controller('open-door')
  class OpenDoorController {
    @Get()
    show(): string {
      return 'nobody said who may see this';
    }
  }

  @Module({ controllers: [OpenDoorController] })
  class OpenDoorModule {}

  it('stops the boot and is named', async () => {
    const config = loadConfig({ DATABASE_URL: t.database.url, DATA_DIR: t.dataDir, LOG_LEVEL: 'silent' });
    const logger = createLogger(config, 'test');
    const module = { module: OpenDoorModule, imports: [PlatformModule.forRoot(config)] };
    await expect(createApp(module, config, logger)).rejects.toThrow('OpenDoorController.show');
  });
});
