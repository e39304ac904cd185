import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { startTestApp, type TestApp } from '../support/harness.js';

const PASSWORD = 'mango river window 9';
let t: TestApp;
let second: TestApp;
let passwordHash: string;

beforeAll(async () => {
  t = await startTestApp();
  second = await startTestApp({ database: t.database, dataDir: t.dataDir });
  passwordHash = await hash(PASSWORD);
});

afterAll(async () => {
  await second.close();
  await t.close();
});

interface Made {
  id: string;
  login: string;
}

async function account(
  more: {
    login?: string;
    personId?: string;
    status?: string;
    mustChange?: boolean;
    role?: string;
    passwordHash?: string;
  } = {},
): Promise<Made> {
  const id = uuidv7();
  const login = more.login ?? `u${id.slice(-12)}`;
  await t.db.query(
    `INSERT INTO account (id, login, person_id, display_name, password_hash, must_change_password, status, created_at) VALUES ($1, $2, $3, '测试', $4, $5, $6, now())`,
    [
      id,
      login,
      more.personId ?? null,
      more.passwordHash ?? passwordHash,
      more.mustChange ?? false,
      more.status ?? 'active',
    ],
  );
  if (more.role)
    await t.db.query(`INSERT INTO role_grant (id, account_id, role, granted_at) VALUES ($1, $2, $3, now())`, [
      uuidv7(),
      id,
      more.role,
    ]);
  return { id, login };
}

const signIn = (login: string, password = PASSWORD, on = t) =>
  on.http().post('/api/v1/sessions').send({ account: login, password });
const current = (token: string, on = t) =>
  on.http().get('/api/v1/sessions/current').set('authorization', `Bearer ${token}`);
const cookiesOf = (response: { headers: Record<string, unknown> }): string[] =>
  (response.headers['set-cookie'] as string[] | undefined) ?? [];
const cookie = (response: { headers: Record<string, unknown> }, name: string): string =>
  cookiesOf(response)
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** Law A29: refused within a second, here and on the other instance. */
async function expectEnded(token: string): Promise<void> {
  const since = performance.now();
  for (const on of [t, second]) {
    let status = 0;
    while ((status = (await current(token, on)).status) !== 401 && performance.now() - since < 1000)
      await new Promise((go) => setTimeout(go, 20));
    expect(status).toBe(401);
  }
  expect(performance.now() - since).toBeLessThanOrEqual(1100);
}

describe('signing in', () => {
  it('answers with a token and a cookie that scripts and other sites cannot use', async () => {
    const { login } = await account({ role: 'system_administrator' });
    const response = await signIn(login).expect(201);
    expect(response.body).toMatchObject({ account: login, person: null, mustChangePassword: false });
    expect(response.body.roles).toEqual([
      expect.objectContaining({ role: 'system_administrator', organisationId: null }),
    ]);
    const [session] = cookiesOf(response);
    expect(session).toMatch(/^zhian_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const me = await t
      .http()
      .get('/api/v1/sessions/current')
      .set('cookie', cookie(response, 'zhian_session'))
      .expect(200);
    expect(me.body).toMatchObject({ account: login, expiresAt: response.body.expiresAt });
    expect(me.body.permissions).toEqual(expect.arrayContaining(['identity.account.read', 'identity.account.write']));
  });

  it('marks the cookie Secure behind HTTPS', async () => {
    const secure = await startTestApp({ database: t.database, dataDir: t.dataDir, env: { COOKIE_SECURE: '1' } });
    const { login } = await account();
    for (const one of cookiesOf(await signIn(login, PASSWORD, secure).expect(201))) expect(one).toContain('; Secure');
    await secure.close();
  });

  it('takes the login in any width and case, and the phone as people write it', async () => {
    const enterprise = await t.factory.organisation({ name: '长平煤矿' });
    const unit = await t.factory.organisation({ name: '综采队', parent: enterprise });
    const postId = await t.factory.post(enterprise, '采煤机司机');
    const person = await t.factory.person(unit, { name: '赵大林', phone: '13935500718', postIds: [postId] });
    const { login } = await account({ personId: person.id });
    expect((await signIn(login.toUpperCase())).status).toBe(201);
    const response = await signIn('+86 139-3550-0718').expect(201);
    expect(response.body.person).toEqual({
      id: person.id,
      name: '赵大林',
      organisationName: '长平煤矿',
      unitName: '综采队',
      postNames: ['采煤机司机'],
    });
  });

  it('gives no answer to a phone that two accounts share', async () => {
    const enterprise = await t.factory.organisation();
    for (const name of ['甲', '乙']) {
      const person = await t.factory.person(enterprise, { name, phone: '13835500001' });
      await account({ personId: person.id });
    }
    expect((await signIn('13835500001')).status).toBe(401);
  });

  it('A29 gives a new session each time and keeps no token in the database', async () => {
    const { login, id } = await account();
    const before = await signIn(login).expect(201);
    const again = await t
      .http()
      .post('/api/v1/sessions')
      .set('cookie', cookie(before, 'zhian_session'))
      .send({ account: login, password: PASSWORD })
      .expect(201);
    expect(again.body.token).not.toBe(before.body.token);
    const { rows } = await t.db.query<{ row: string; token_hash: string }>(
      `SELECT s::text AS row, token_hash FROM session s WHERE account_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(2);
    for (const { row } of rows)
      for (const token of [before.body.token, again.body.token]) expect(row).not.toContain(token);
    expect(rows.map((row) => row.token_hash)).toContain(
      createHash('sha256')
        .update(again.body.token as string)
        .digest('hex'),
    );
    const devices = await t.db.query<{ device_hash: string }>(
      `SELECT device_hash FROM known_device WHERE account_id = $1`,
      [id],
    );
    expect(devices.rows.map((row) => row.device_hash)).not.toContain(cookie(before, 'zhian_device').split('=')[1]);
  });

  it('keeps a token out of the stored answers, also when somebody is signed in already and sends an Idempotency-Key', async () => {
    const { login } = await account();
    const before = await signIn(login).expect(201);
    const again = await t
      .http()
      .post('/api/v1/sessions')
      .set('cookie', cookie(before, 'zhian_session'))
      .set('idempotency-key', uuidv7())
      .send({ account: login, password: PASSWORD })
      .expect(201);
    const { rows } = await t.db.query(`SELECT 1 FROM idempotency_key WHERE body::text LIKE '%' || $1 || '%'`, [
      again.body.token,
    ]);
    expect(rows).toHaveLength(0);
  });

  it('answers the same, after the same work, for unknown, wrong and disabled (no enumeration)', async () => {
    const known = await account();
    const disabled = await account({ status: 'disabled' });
    const bodies: unknown[] = [];
    const medians: number[] = [];
    for (const [login, password] of [
      [known.login, 'wrong'],
      [disabled.login, PASSWORD],
      [`nobody${uuidv7().slice(-8)}`, 'wrong'],
    ] as const) {
      const times: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const since = performance.now();
        const { body, status } = await signIn(login, password);
        times.push(performance.now() - since);
        expect(status).toBe(401);
        bodies.push({ ...body, instance: '' });
      }
      medians.push(times.sort((a, b) => a - b)[1] ?? 0);
    }
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    // A skipped hash would be many times faster.
    expect(Math.max(...medians)).toBeLessThan(Math.min(...medians) * 4 + 20);
  });

  it('audits sign-in, sign-out and failures above the throttle, without what was typed', async () => {
    const { login, id } = await account();
    const { body } = await signIn(login).expect(201);
    expect(
      (await t.http().delete('/api/v1/sessions/current').set('authorization', `Bearer ${body.token}`)).status,
    ).toBe(204);
    for (let n = 0; n < 5; n += 1) expect((await signIn(login, 'typed-in-vain')).status).toBe(401);
    const { rows } = await t.db.query<{ action: string; row: string }>(
      `SELECT action, e::text AS row FROM audit_entry e WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'identity.session.create',
      'identity.session.end',
      'identity.session.refuse',
    ]);
    for (const { row } of rows) expect(row).not.toContain('typed-in-vain');
  });
});

describe('A28 throttling', () => {
  it('a hundred wrong passwords, one after another or at once, are mostly not looked at; another source is not affected', async () => {
    const proxied = await startTestApp({ database: t.database, dataDir: t.dataDir, env: { TRUST_PROXY: '127.0.0.1' } });
    const victim = await account();
    const from = (ip: string, password: string) => signIn(victim.login, password, proxied).set('x-forwarded-for', ip);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => from('192.0.2.66', `guess ${n}`)));
    const looked = answers.filter(({ status }) => status === 401).length;
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
    expect(looked).toBeGreaterThanOrEqual(5);
    expect(looked).toBeLessThanOrEqual(8);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(refused?.body).toMatchObject({ code: 'sign-in-throttled' });
    expect((await from('192.0.2.66', PASSWORD)).status).toBe(429);
    expect((await from('198.51.100.4', PASSWORD)).status).toBe(201);
    await proxied.close();
  });

  it('a device that has signed in before gets in from the very address that is being throttled', async () => {
    const victim = await account();
    const device = cookie(await signIn(victim.login).expect(201), 'zhian_device');
    for (let n = 0; n < 8; n += 1) await signIn(victim.login, 'guess');
    expect((await signIn(victim.login)).status).toBe(429);
    expect((await signIn(victim.login).set('cookie', device)).status).toBe(201);
    await t.db.query('DELETE FROM sign_in_failure');
  });

  it('a known device is known to its own account only, and its own failures count', async () => {
    const [mine, other] = [await account(), await account()];
    const device = cookie(await signIn(mine.login).expect(201), 'zhian_device');
    for (let n = 0; n < 6; n += 1) await signIn(other.login, 'guess');
    expect((await signIn(other.login).set('cookie', device)).status).toBe(429);
    for (let n = 0; n < 6; n += 1) await signIn(mine.login, 'guess').set('cookie', device);
    expect((await signIn(mine.login).set('cookie', device)).status).toBe(429);
    await t.db.query('DELETE FROM sign_in_failure');
  });

  it('a spoofed X-Forwarded-For makes no new source', async () => {
    const victim = await account();
    const statuses: number[] = [];
    for (let n = 0; n < 10; n += 1)
      statuses.push((await signIn(victim.login, 'guess').set('x-forwarded-for', `203.0.113.${n}`)).status);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(6)).toEqual([429, 429, 429, 429]);
    await t.db.query('DELETE FROM sign_in_failure');
  });

  it('one source trying many accounts is slowed down as a source', async () => {
    for (let n = 0; n < 60; n += 1) {
      await t.db.query(`INSERT INTO sign_in_failure (id, login_hash, source, at) VALUES ($1, $2, '127.0.0.1', now())`, [
        uuidv7(),
        `h${n}`,
      ]);
    }
    const { login } = await account();
    expect((await signIn(login)).status).toBe(429);
    await t.db.query('DELETE FROM sign_in_failure');
    expect((await signIn(login)).status).toBe(201);
  });

  it('the current password cannot be guessed through an open session', async () => {
    const { login } = await account();
    const { body } = await signIn(login).expect(201);
    const change = () =>
      t
        .http()
        .put('/api/v1/accounts/me/password')
        .set('authorization', `Bearer ${body.token}`)
        .send({ currentPassword: 'guess', newPassword: 'lantern over quiet water' });
    for (let n = 0; n < 5; n += 1) expect((await change()).status).toBe(422);
    expect((await change()).status).toBe(429);
  });
});

interface Deed {
  readonly id: string;
  readonly login: string;
  readonly token: string;
}

const asAdmin = async () => (await t.signIn('system_administrator')).headers;

/** What ends the sessions of an account; each answers with the status of the request that did it. */
const DEEDS: Record<string, (of: Deed) => Promise<number>> = {
  'log-out': async ({ token }) =>
    (await t.http().delete('/api/v1/sessions/current').set('authorization', `Bearer ${token}`)).status,
  disabling: async ({ id }) =>
    (
      await t
        .http()
        .patch(`/api/v1/accounts/${id}`)
        .set(await asAdmin())
        .send({ status: 'disabled' })
    ).status,
  'password reset': async ({ id }) =>
    (
      await t
        .http()
        .post(`/api/v1/accounts/${id}/password-reset`)
        .set(await asAdmin())
        .send({})
    ).status,
  'role added': async ({ id }) =>
    (
      await t
        .http()
        .post(`/api/v1/accounts/${id}/grants`)
        .set(await asAdmin())
        .send({ role: 'system_administrator' })
    ).status,
  'role removed': async ({ id }) => {
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM role_grant WHERE account_id = $1`, [id]);
    return (
      await t
        .http()
        .delete(`/api/v1/accounts/${id}/grants/${rows[0]?.id}`)
        .set(await asAdmin())
    ).status;
  },
  'password change elsewhere': async ({ login }) => {
    const { body } = await signIn(login).expect(201);
    const changed = await t
      .http()
      .put('/api/v1/accounts/me/password')
      .set('authorization', `Bearer ${body.token as string}`)
      .send({ currentPassword: PASSWORD, newPassword: 'lantern over quiet water' });
    await current(body.token as string).expect(200);
    await signIn(login).expect(401);
    return changed.status;
  },
};

describe('A29 sessions end within a second, on every instance', () => {
  it.each(Object.entries(DEEDS))('%s', async (_, deed) => {
    const { id, login } = await account({ role: 'auditor' });
    const { token } = (await signIn(login).expect(201)).body as { token: string };
    for (const on of [t, second]) expect((await current(token, on)).status).toBe(200);
    expect([200, 201, 204]).toContain(await deed({ id, login, token }));
    await expectEnded(token);
  });

  it('expiry', async () => {
    const standing = await startTestApp({ now: '2026-11-23T00:00:00.000Z' });
    const { token } = await standing.signIn('worker');
    await standing.db.query(`UPDATE session SET expires_at = '2026-11-23T12:00:00Z'`);
    expect((await current(token, standing)).status).toBe(200);
    standing.clock?.advance(12 * 3_600_000);
    expect((await current(token, standing)).status).toBe(401);
    await standing.close();
  });

  it.each([
    '',
    'Bearer',
    'Bearer x',
    `Bearer ${'A'.repeat(43)}`,
    `Basic ${'A'.repeat(43)}`,
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
  ])('a wrong Authorization header is refused: %s', async (header) => {
    expect((await t.http().get('/api/v1/sessions/current').set('authorization', header)).status).toBe(401);
  });

  it('a thousand requests do not mean a thousand queries', async () => {
    const signedIn = await Promise.all(Array.from({ length: 5 }, () => t.signIn('worker')));
    await t.db.query('SELECT pg_stat_reset()');
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        t
          .http()
          .get('/api/v1/accounts')
          .set(signedIn[n % 5]?.headers ?? {}),
      ),
    );
    expect(answers.every(({ status }) => status === 403)).toBe(true);
    const { rows } = await t.db.query<{ calls: string }>(
      `SELECT coalesce(sum(idx_scan), 0) AS calls FROM pg_stat_user_indexes WHERE relname = 'session'`,
    );
    expect(Number(rows[0]?.calls)).toBeLessThan(100);
  });
});

describe('a temporary password', () => {
  it('opens nothing but this session and its own change', async () => {
    const { login } = await account({ mustChange: true, role: 'system_administrator' });
    const { body } = await signIn(login).expect(201);
    expect(body.mustChangePassword).toBe(true);
    const bearer = { authorization: `Bearer ${body.token as string}` };
    const shut = await t.http().get('/api/v1/accounts').set(bearer).expect(403);
    expect(shut.body.code).toBe('password-change-required');
    expect((await t.http().get('/api/v1/sessions/current').set(bearer)).status).toBe(200);
    const weak = await t
      .http()
      .put('/api/v1/accounts/me/password')
      .set(bearer)
      .send({ currentPassword: PASSWORD, newPassword: 'password12345678' })
      .expect(422);
    expect(weak.body).toMatchObject({
      code: 'password-refused',
      errors: [expect.objectContaining({ pointer: '/newPassword', code: 'common' })],
    });
    await t
      .http()
      .put('/api/v1/accounts/me/password')
      .set(bearer)
      .send({ currentPassword: PASSWORD, newPassword: PASSWORD })
      .expect(422);
    await t
      .http()
      .put('/api/v1/accounts/me/password')
      .set(bearer)
      .send({ currentPassword: PASSWORD, newPassword: 'lantern over quiet water' })
      .expect(204);
    expect((await t.http().get('/api/v1/accounts').set(bearer)).status).toBe(200);
  });

  it('dengbao3: a password of 90 days must be changed', async () => {
    const strict = await startTestApp({
      database: t.database,
      dataDir: t.dataDir,
      env: { PASSWORD_PROFILE: 'dengbao3' },
    });
    const { login, id } = await account();
    expect((await signIn(login, PASSWORD, strict).expect(201)).body.mustChangePassword).toBe(false);
    await t.db.query(`UPDATE account SET password_changed_at = now() - interval '90 days' WHERE id = $1`, [id]);
    expect((await signIn(login, PASSWORD, t).expect(201)).body.mustChangePassword).toBe(false);
    const { body } = await signIn(login, PASSWORD, strict).expect(201);
    expect(body.mustChangePassword).toBe(true);
    const bearer = { authorization: `Bearer ${body.token as string}` };
    const change = (newPassword: string) =>
      strict.http().put('/api/v1/accounts/me/password').set(bearer).send({ currentPassword: PASSWORD, newPassword });
    expect((await change('lanternoverwater').expect(422)).body.errors[0].code).toBe('too-few-classes');
    expect((await change('Lantern7over')).status).toBe(204);
    await strict.close();
  });
});

describe('A27 passwords as stored', () => {
  it('argon2id, NFC, every character counts beyond 72 bytes', async () => {
    const { login, id } = await account();
    const bearer = { authorization: `Bearer ${(await signIn(login).expect(201)).body.token as string}` };
    const long = `${'晨会先看瓦斯牌é再下井 '.repeat(8)}末尾`.normalize('NFC');
    expect(Buffer.byteLength(long)).toBeGreaterThan(200);
    await t
      .http()
      .put('/api/v1/accounts/me/password')
      .set(bearer)
      .send({ currentPassword: PASSWORD, newPassword: long })
      .expect(204);
    const { rows } = await t.db.query<{ password_hash: string }>(`SELECT password_hash FROM account WHERE id = $1`, [
      id,
    ]);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(login, long.normalize('NFD'))).status).toBe(201);
    expect((await signIn(login, long.slice(0, -1))).status).toBe(401);
    expect((await signIn(login, `${long} `)).status).toBe(401);
    expect((await signIn(login, `${long.slice(0, -1)}头`)).status).toBe(401);
  });

  it('what is known about the person is refused', async () => {
    const enterprise = await t.factory.organisation({ name: '长平煤业有限公司' });
    const person = await t.factory.person(enterprise, { name: '钱小川', phone: '13935500719' });
    const { login } = await account({ personId: person.id });
    const bearer = { authorization: `Bearer ${(await signIn(login).expect(201)).body.token as string}` };
    for (const newPassword of [`钱小川13935500719abc`, `长平煤业有限公司${person.idNumber.slice(-6)}ab`]) {
      const { body } = await t
        .http()
        .put('/api/v1/accounts/me/password')
        .set(bearer)
        .send({ currentPassword: PASSWORD, newPassword })
        .expect(422);
      expect(body.errors.map(({ code }: { code: string }) => code)).toContain('personal');
      expect(JSON.stringify(body)).not.toContain(person.idNumber.slice(-6));
    }
  });
});

describe('A30 other sites and headers', () => {
  it('a state-changing request from another origin is refused, cookie or not', async () => {
    const { login } = await account();
    const session = cookie(await signIn(login).expect(201), 'zhian_session');
    for (const origin of ['https://evil.example', 'null', `${t.url}.evil.example`]) {
      const refused = await t
        .http()
        .delete('/api/v1/sessions/current')
        .set('cookie', session)
        .set('origin', origin)
        .expect(403);
      expect(refused.body.code).toBe('cross-site-request');
      expect((await signIn(login).set('origin', origin)).status).toBe(403);
    }
    await t
      .http()
      .delete('/api/v1/sessions/current')
      .set('cookie', session)
      .set('sec-fetch-site', 'cross-site')
      .expect(403);
    expect((await t.http().get('/api/v1/sessions/current').set('cookie', session)).status).toBe(200);
    expect((await t.http().delete('/api/v1/sessions/current').set('cookie', session).set('origin', t.url)).status).toBe(
      204,
    );
  });

  it('no CORS, CSP without inline scripts, nosniff, no frames, nothing kept by caches', async () => {
    const { headers } = await t
      .http()
      .get('/api/v1/sessions/current')
      .set('origin', 'https://evil.example')
      .set((await t.signIn('worker')).headers);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const csp = String(headers['content-security-policy']);
    expect(csp).toContain("default-src 'self'");
    expect(csp).toMatch(/script-src 'self'(;|$)/);
    expect(csp).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });
});
