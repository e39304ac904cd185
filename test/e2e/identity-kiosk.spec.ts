import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scanRoutes } from '../../apps/api/src/platform/http/route-table.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { issuePin, pairedKiosk, type PairedKiosk } from '../support/kiosk.js';

const NOBODY = '00000000-0000-7000-8000-000000000000';

let t: TestApp;
let second: TestApp;
let exam: MadeExam;
let officer: SignedIn;
let enterprise: MadeOrganisation;

beforeAll(async () => {
  t = await startTestApp();
  second = await startTestApp({ database: t.database, dataDir: t.dataDir });
  exam = await makeExam(t);
  ({ officer, enterprise } = exam);
}, 120_000);

afterAll(async () => {
  await second?.close();
  await t?.close();
});

let made = 0;
async function worker(
  at = enterprise,
  by = officer,
  name = `赵工${(made += 1)}`,
): Promise<SignedIn & { name: string; pin: string; tail: string }> {
  const person = await t.factory.person(at, { name });
  const account = await t.signIn('worker', { organisationId: at.enterpriseId, personId: person.id });
  return { ...account, name, pin: await issuePin(t, by, at.enterpriseId, person.id), tail: person.idNumber.slice(-4) };
}

const enter = (device: PairedKiosk, body: object, on = t) =>
  on.http().post('/api/v1/kiosk/sessions').set('cookie', device.cookie).send(body);

async function entered(device: PairedKiosk, who: { name: string; pin: string }): Promise<string> {
  const reply = await enter(device, { name: who.name, pin: who.pin });
  expect([reply.status, reply.body.code]).toEqual([201, undefined]);
  const cookies = reply.headers['set-cookie'] as unknown as string[];
  return String(cookies.find((one) => one.startsWith('zhian_session='))?.split(';')[0]);
}

const current = (cookie: string, on = t) => on.http().get('/api/v1/sessions/current').set('cookie', cookie);

describe('pairing a shared device', () => {
  it('takes a code once, within ten minutes, and gives a credential that scripts cannot read', async () => {
    const registered = await t
      .http()
      .post('/api/v1/kiosks')
      .set(officer.headers)
      .send({ organisationId: enterprise.id, name: '一号平板', place: '井口候车室' })
      .expect(201);
    const { pairingCode, id } = registered.body as { pairingCode: string; id: string };
    const pair = () => t.http().post('/api/v1/kiosk/pairing').send({ code: pairingCode.toLowerCase() });
    const [one, two] = await Promise.all([pair(), pair()]);
    expect([one.status, two.status].sort()).toEqual([201, 422]);
    const paired = one.status === 201 ? one : two;
    expect(paired.body).toMatchObject({ name: '一号平板', place: '井口候车室', examSessionId: null });
    const [cookie = ''] = paired.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^zhian_kiosk=[\w-]{43}; Max-Age=\d+; Path=\/api\/v1\/kiosk; HttpOnly; SameSite=Strict$/);
    const { rows } = await t.db.query<{ all: string }>(`SELECT k::text AS all FROM kiosk_device k WHERE id = $1`, [id]);
    expect(rows[0]?.all).not.toContain(cookie.split(/[=;]/)[1]);
    const list = await t.http().get('/api/v1/kiosks').set(officer.headers).expect(200);
    expect(list.body.items.find((item: { id: string }) => item.id === id)).toMatchObject({ status: 'paired' });
  });

  it('refuses a code that is over, and slows down whoever guesses', async () => {
    const registered = await t
      .http()
      .post('/api/v1/kiosks')
      .set(officer.headers)
      .send({ organisationId: enterprise.id, name: '过期' });
    await t.db.query(`UPDATE kiosk_device SET pairing_expires_at = now() - interval '1 second' WHERE id = $1`, [
      registered.body.id,
    ]);
    const guesser = await startTestApp({ database: t.database, dataDir: t.dataDir, env: { TRUST_PROXY: '127.0.0.1' } });
    try {
      const from = (code: string) =>
        guesser.http().post('/api/v1/kiosk/pairing').set('x-forwarded-for', '203.0.113.7').send({ code });
      expect((await from(registered.body.pairingCode)).body.code).toBe('pairing-code-wrong');
      const codes: string[] = [];
      for (let n = 0; n < 6; n += 1) codes.push(String((await from('AAAA-AAAA')).body.code));
      expect(codes).toContain('too-many-requests');
    } finally {
      await guesser.close();
    }
  });

  it('is for the safety officer of the organisation only', async () => {
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    const body = { organisationId: enterprise.id, name: '别人的' };
    await t.http().post('/api/v1/kiosks').set(foreign.headers).send(body).expect(404);
    await t.http().post('/api/v1/kiosk-pins').set(foreign.headers).send({ organisationId: enterprise.id }).expect(404);
    const device = await pairedKiosk(t, officer, enterprise.id);
    await t.http().delete(`/api/v1/kiosks/${device.id}`).set(foreign.headers).expect(404);
    await t.http().post(`/api/v1/kiosks/${device.id}/pairing`).set(foreign.headers).send({}).expect(404);
    const list = await t.http().get('/api/v1/kiosks').set(foreign.headers).expect(200);
    expect(list.body.items).toEqual([]);
    const lead = await t.signIn('worker', { organisationId: enterprise.id });
    await t.http().post('/api/v1/kiosks').set(lead.headers).send(body).expect(403);
    const foreignExam = await t
      .http()
      .post('/api/v1/kiosks')
      .set(foreign.headers)
      .send({ organisationId: other.id, name: '绑错', examSessionId: exam.sessionId });
    expect([foreignExam.status, foreignExam.body.errors?.[0]?.pointer]).toEqual([422, '/examSessionId']);
  });
});

describe('signing in at a shared device', () => {
  it('takes the whole name and the PIN, and shows no list of people', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const who = await worker();
    const reply = await enter(device, { name: ` ${who.name} `, pin: who.pin });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      name: expect.any(String),
      roles: [],
      permissions: [],
      kiosk: { id: device.id },
    });
    const [cookie = ''] = reply.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^zhian_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const half = await enter(device, { name: who.name.slice(0, 1), pin: who.pin });
    const unknown = await enter(device, { name: '查无此人', pin: '135790' });
    const wrong = await enter(device, { name: who.name, pin: who.pin === '135790' ? '246802' : '135790' });
    for (const one of [half, unknown, wrong])
      expect([one.status, one.body.code]).toEqual([401, 'kiosk-credentials-wrong']);
    expect(wrong.body.detail).toBe(unknown.body.detail);
    await enter(device, { name: who.name, pin: '12' }).expect(422);
    await t.http().post('/api/v1/kiosk/sessions').send({ name: who.name, pin: who.pin }).expect(404);
  });

  it('asks for the last four of ID or phone among people of the same name', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const one = await worker(enterprise, officer, '同名者');
    await worker(enterprise, officer, '同名者');
    const asked = await enter(device, { name: '同名者', pin: one.pin });
    expect([asked.status, asked.body.code]).toEqual([409, 'kiosk-name-shared']);
    const reply = await enter(device, { name: '同名者', tail: one.tail.toLowerCase(), pin: one.pin });
    expect([reply.status, reply.body.person?.id]).toEqual([201, one.personId]);
  });

  it('A15 knows nobody of another enterprise', async () => {
    const other = await t.factory.organisation();
    const otherOfficer = await t.signIn('safety_officer', { organisationId: other.id });
    const stranger = await worker(other, otherOfficer);
    const device = await pairedKiosk(t, officer, enterprise.id);
    const reply = await enter(device, { name: stranger.name, pin: stranger.pin });
    expect([reply.status, reply.body.code]).toEqual([401, 'kiosk-credentials-wrong']);
    expect((await enter(await pairedKiosk(t, otherOfficer, other.id), stranger)).status).toBe(422);
    await entered(await pairedKiosk(t, otherOfficer, other.id), stranger);
  });

  it('A28 slows one person at one device down, and nobody else and nowhere else', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const [victim, neighbour] = [await worker(), await worker()];
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => enter(device, { name: victim.name, pin: '908172' })),
    );
    const codes = replies.map(({ body }) => String(body.code));
    expect(codes.filter((code) => code === 'kiosk-credentials-wrong').length).toBeLessThanOrEqual(6);
    expect(codes).toContain('kiosk-throttled');
    expect((await enter(device, { name: victim.name, pin: victim.pin })).status).toBe(429);
    await entered(device, neighbour);
    await entered(await pairedKiosk(t, officer, enterprise.id), victim);
  });

  it('takes a new PIN at once and the old one no more; a worker may choose his own', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const who = await worker();
    const change = (pin: string) => t.http().put('/api/v1/accounts/me/kiosk-pin').set(who.headers).send({ pin });
    expect((await change('123456')).body.code).toBe('pin-refused');
    await change('408162').expect(204);
    expect((await enter(device, { name: who.name, pin: who.pin })).status).toBe(401);
    await entered(device, { name: who.name, pin: '408162' });
    const { rows } = await t.db.query<{ pin_hash: string }>(`SELECT pin_hash FROM kiosk_pin WHERE person_id = $1`, [
      who.personId,
    ]);
    expect(rows[0]?.pin_hash).toMatch(/^\$argon2id\$/);
  });

  it('ends the session of whoever was there before', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const first = await entered(device, await worker());
    expect((await current(first)).status).toBe(200);
    const next = await entered(device, await worker());
    expect([(await current(first)).status, (await current(next)).status]).toEqual([401, 200]);
  });

  it('A29 revocation of the device ends it and its session within a second, in every process', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const cookie = await entered(device, await worker());
    expect((await current(cookie, second)).status).toBe(200);
    await t.http().delete(`/api/v1/kiosks/${device.id}`).set(officer.headers).expect(204);
    const since = performance.now();
    for (const on of [t, second]) {
      let status = 0;
      while ((status = (await current(cookie, on)).status) !== 401 && performance.now() - since < 1000)
        await new Promise((go) => setTimeout(go, 20));
      expect(status).toBe(401);
      expect((await on.http().get('/api/v1/kiosk').set('cookie', device.cookie)).status).toBe(404);
    }
  });
});

describe('A14 what a session on a shared device reaches', () => {
  it('is the routes of exams and nothing else, whoever the person is elsewhere', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id);
    const who = await worker();
    // He is a safety officer too: not here.
    await t.signIn('safety_officer', { organisationId: enterprise.id, personId: String(who.personId) });
    const cookie = await entered(device, who);
    const wrong: string[] = [];
    const open: string[] = [];
    for (const route of scanRoutes(t.app).filter(
      ({ path, policy }) => !path.startsWith('/health') && policy.access !== 'public',
    )) {
      if (route.method === 'DELETE' && route.path === '/sessions/current') continue;
      const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      const agent = t.http();
      const call = agent[method](`/api/v1${route.path.replace(/:[a-zA-Z]+/g, NOBODY)}`).set('cookie', cookie);
      const reply = await (method === 'get' || method === 'delete' ? call : call.set('if-match', '"v1"').send({}));
      const barred = reply.status === 403 && reply.body.code === 'not-at-kiosk';
      if (!barred) open.push(`${route.method} ${route.path}`);
      if (reply.status >= 500) wrong.push(`${route.method} ${route.path}: ${reply.status}`);
    }
    expect(wrong).toEqual([]);
    expect(open.sort()).toEqual([
      'GET /exam-attempts/:id',
      'GET /exam-attempts/:id/notices',
      'GET /exam-attempts/:id/result',
      'GET /files/:id',
      'GET /my/exam-sessions',
      'GET /sessions/current',
      'POST /exam-attempts',
      'POST /exam-attempts/:id/signals',
      'POST /exam-attempts/:id/submission',
      'PUT /exam-attempts/:id/answers',
    ]);
  }, 120_000);

  it('sits an exam to its end, and the record says on which device', async () => {
    const device = await pairedKiosk(t, officer, enterprise.id, exam.sessionId);
    const cookie = await entered(device, await worker());
    const other = await makeExam(t, { enterprise });
    const start = (examSessionId: string) =>
      t.http().post('/api/v1/exam-attempts').set('cookie', cookie).send({ examSessionId });
    // The device is bound to the first exam.
    expect((await start(other.sessionId)).status).toBe(404);
    const begun = await start(exam.sessionId).expect(201);
    await t.http().post(`/api/v1/exam-attempts/${begun.body.id}/submission`).set('cookie', cookie).send({}).expect(200);
    const { rows } = await t.db.query<{ data: { kiosk?: string } }>(
      `SELECT data FROM attempt_event WHERE attempt_id = $1 AND kind = 'started'`,
      [begun.body.id],
    );
    expect(rows[0]?.data.kiosk).toBe(device.id);
  }, 60_000);
});
