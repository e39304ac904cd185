import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndIdleSessions } from '../../apps/api/src/modules/identity/kiosk/end-idle-sessions.js';
import { readPdf } from '../../libs/certificates/src/testing/pdf.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { hasBadge, issueBadge, issuePin, pairedKiosk, postForPdf, type PairedKiosk } from '../support/kiosk.js';

const NOW = '2026-11-23T01:00:00.000Z';
const UNKNOWN = '0123456789'.repeat(4);

let t: TestApp;
let exam: MadeExam;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  exam = await makeExam(t);
  ({ officer } = exam);
}, 120_000);

afterAll(() => t?.close());

interface Holder extends SignedIn {
  readonly personId: string;
  readonly badge: string;
  readonly pin: string;
}

async function holder(of = exam): Promise<Holder> {
  const account = await makeCandidate(t, of.enterprise);
  const personId = String(account.personId);
  const { id } = of.enterprise;
  const badge = await hasBadge(t, of.officer, personId);
  return { ...account, personId, badge, pin: await issuePin(t, of.officer, id, personId) };
}

const scan = (device: PairedKiosk, body: object) =>
  t.http().post('/api/v1/kiosk/sessions/by-badge').set('cookie', device.cookie).send(body);

const edit = (device: PairedKiosk, changes: object, version = 1, who = officer) =>
  t
    .http()
    .patch(`/api/v1/kiosks/${device.id}`)
    .set({ ...who.headers, 'if-match': `"v${version}"` })
    .send(changes);

async function kiosk(badgeAlone = false): Promise<PairedKiosk> {
  const device = await pairedKiosk(t, officer, exam.enterprise.id);
  if (badgeAlone) await edit(device, { badgeAlone: true }).expect(200);
  return device;
}

const revoke = (personId: string, who = officer) =>
  t.http().delete(`/api/v1/kiosk-badges/${personId}`).set(who.headers);

function sessionOf(reply: { headers: unknown }): string {
  const cookies = (reply.headers as Record<string, string[]>)['set-cookie'] ?? [];
  return String(cookies.find((one) => one.startsWith('zhian_session='))?.split(';')[0]);
}

const current = (cookie: string) => t.http().get('/api/v1/sessions/current').set('cookie', cookie);

describe('issuing badges', () => {
  it('lists a team in full, as it stands on the badge: every department of a mine has a second shift', async () => {
    const department = await t.factory.organisation({ parent: exam.enterprise, name: '掘进队' });
    const team = await t.factory.organisation({ parent: department, kind: 'team', name: '二班' });
    const { id: personId } = await t.factory.person(team);
    const { body } = await t
      .http()
      .get('/api/v1/kiosk-people')
      .query({ organisationId: team.id })
      .set(officer.headers)
      .expect(200);
    expect(body.items).toMatchObject([{ personId, unit: '掘进队 / 二班' }]);
  });

  it('prints each once as a card that scans; only a hash of it is stored', async () => {
    const account = await makeCandidate(t, exam.enterprise);
    const code = await issueBadge(t, officer, exam.enterprise.id, String(account.personId));
    expect(code).toMatch(/^\d{40}$/);
    const { rows } = await t.db.query<{ all: string }>(
      `SELECT b::text AS all FROM kiosk_badge b WHERE person_id = $1`,
      [account.personId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.all).not.toContain(code);
    const listed = await t.http().get('/api/v1/kiosk-people').set(officer.headers).expect(200);
    expect(listed.body.items).toContainEqual(
      expect.objectContaining({
        personId: account.personId,
        hasAccount: true,
        pinSetAt: null,
        badge: { issuedAt: NOW, lastUsedAt: null },
      }),
    );
    expect(JSON.stringify(listed.body)).not.toContain(code);
  });

  it('goes to everybody with an account and without one, and then to nobody', async () => {
    const enterprise = await t.factory.organisation();
    const own = await t.signIn('safety_officer', { organisationId: enterprise.id });
    for (const name of ['孙一', '周二']) {
      const person = await t.factory.person(enterprise, { name });
      await t.signIn('worker', { organisationId: enterprise.id, personId: person.id });
    }
    await t.factory.person(enterprise, { name: '无账号' });
    const body = { organisationId: enterprise.id };
    const lacking = (lacks: string) =>
      t.http().get(`/api/v1/kiosk-people?organisationId=${enterprise.id}&lacks=${lacks}`).set(own.headers);
    const names = async (lacks: string) =>
      ((await lacking(lacks)).body.items as { name: string }[]).map(({ name }) => name);
    expect(await names('badge')).toEqual(expect.arrayContaining(['孙一', '周二']));
    const sheet = await postForPdf(t, own, 'kiosk-badges', body);
    expect([sheet.status, sheet.headers['content-type'], sheet.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'private, no-store',
    ]);
    const { text } = await readPdf(sheet.bytes);
    for (const printed of ['孙一', '周二']) expect(text).toContain(printed);
    expect(text).not.toContain('无账号');
    expect(await names('badge')).toEqual([]);
    expect(await names('account')).toEqual(['无账号']);
    expect((await t.http().post('/api/v1/kiosk-badges').set(own.headers).send(body)).body.code).toBe('nobody-to-issue');
  });

  it('prints PIN slips that work, and stores none of them; the answer is given once', async () => {
    const enterprise = await t.factory.organisation();
    const own = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const person = await t.factory.person(enterprise, { name: '钱三条' });
    await t.signIn('worker', { organisationId: enterprise.id, personId: person.id });
    const once = { 'idempotency-key': `slips-${person.id}` };
    const body = { organisationId: enterprise.id, personIds: [person.id] };
    const slips = await postForPdf(t, own, 'kiosk-pins/slips', body, once);
    const pin = /数字密码(\d{6})/.exec((await readPdf(slips.bytes)).text)?.[1];
    expect(pin).toMatch(/^\d{6}$/);
    const again = await postForPdf(t, own, 'kiosk-pins/slips', body, once);
    expect([again.status, Buffer.from(again.bytes).toString()]).toEqual([
      409,
      expect.stringContaining('answer-said-once'),
    ]);
    const { rows } = await t.db.query(`SELECT body FROM idempotency_key WHERE key = $1`, [once['idempotency-key']]);
    expect(rows).toEqual([{ body: null }]);
    const device = await pairedKiosk(t, own, enterprise.id);
    const entered = await t
      .http()
      .post('/api/v1/kiosk/sessions')
      .set('cookie', device.cookie)
      .send({ name: '钱三条', pin });
    expect(entered.status).toBe(201);
  });

  it('A15 is for the safety officer of the organisation only', async () => {
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    const { personId, badge, pin } = await holder();
    const organisationId = exam.enterprise.id;
    for (const path of ['kiosk-badges', 'kiosk-pins', 'kiosk-pins/slips']) {
      const post = (who: SignedIn, body: object) => t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
      await post(foreign, { organisationId, personIds: [personId] }).expect(404);
      await post(foreign, { organisationId: other.id, personIds: [personId] }).expect(404);
      await post(await t.signIn('worker', { organisationId }), { organisationId }).expect(403);
      await post(officer, { organisationId, personIds: [] }).expect(422);
    }
    await revoke(personId, foreign).expect(404);
    await t.http().get(`/api/v1/kiosk-people?organisationId=${organisationId}`).set(foreign.headers).expect(404);
    const seen = await t.http().get('/api/v1/kiosk-people').set(foreign.headers).expect(200);
    expect(JSON.stringify(seen.body)).not.toContain(personId);
    // None of this has touched the badge.
    expect((await scan(await kiosk(), { badge, pin })).status).toBe(201);
  });
});

describe('signing in with a badge', () => {
  it('needs the PIN too, and the record says so', async () => {
    const [device, who] = [await kiosk(), await holder()];
    expect((await scan(device, { badge: who.badge })).body.code).toBe('kiosk-pin-needed');
    const wrong = await scan(device, { badge: who.badge, pin: who.pin === '908172' ? '271809' : '908172' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'kiosk-pin-wrong']);
    const entered = await scan(device, { badge: who.badge, pin: who.pin });
    expect([entered.status, entered.body.person?.id]).toEqual([201, who.personId]);
    const begun = await t
      .http()
      .post('/api/v1/exam-attempts')
      .set('cookie', sessionOf(entered))
      .send({ examSessionId: exam.sessionId })
      .expect(201);
    const { rows } = await t.db.query<{ data: object }>(
      `SELECT data FROM attempt_event WHERE attempt_id = $1 AND kind = 'started'`,
      [begun.body.id],
    );
    expect(rows[0]?.data).toMatchObject({ kiosk: device.id, entry: 'badge-and-pin' });
    const events = await t
      .http()
      .get(`/api/v1/exam-sessions/${exam.sessionId}/candidates/${who.personId}/events`)
      .set(officer.headers)
      .expect(200);
    expect(events.body.items[0]).toMatchObject({ kind: 'started', kioskEntry: 'badge-and-pin' });
  });

  it('is enough by itself only where the officer allows it on the device', async () => {
    const [device, who] = [await kiosk(true), await holder()];
    const shown = await t.http().get('/api/v1/kiosk').set('cookie', device.cookie).expect(200);
    expect(shown.body.badgeAlone).toBe(true);
    const entered = await scan(device, { badge: who.badge });
    expect(entered.status).toBe(201);
    const { rows } = await t.db.query(
      `SELECT kiosk_entry FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1 AND kiosk_id IS NOT NULL`,
      [who.personId],
    );
    expect(rows).toEqual([{ kiosk_entry: 'badge' }]);
    await edit(device, { badgeAlone: false }, 2).expect(200);
    expect((await scan(device, { badge: who.badge })).body.code).toBe('kiosk-pin-needed');
  });

  it('takes no badge that was replaced: a photograph of it is worth nothing', async () => {
    const [device, who] = [await kiosk(true), await holder()];
    const photographed = who.badge;
    const cookie = sessionOf(await scan(device, { badge: photographed }));
    expect((await current(cookie)).status).toBe(200);
    const fresh = await issueBadge(t, officer, exam.enterprise.id, who.personId);
    const replay = await scan(device, { badge: photographed });
    expect([replay.status, replay.body.code]).toEqual([401, 'kiosk-badge-refused']);
    // What the old one alone had opened is shut, too.
    expect((await current(cookie)).status).toBe(401);
    expect((await scan(device, { badge: fresh })).status).toBe(201);
  });

  it('one badge is good when several are issued at once', async () => {
    const { personId } = await holder();
    const body = { organisationId: exam.enterprise.id, personIds: [personId] };
    const sheets = await Promise.all(Array.from({ length: 4 }, () => postForPdf(t, officer, 'kiosk-badges', body)));
    expect(sheets.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { rows } = await t.db.query(
      `SELECT count(*)::int AS n FROM kiosk_badge WHERE person_id = $1 AND ended_at IS NULL`,
      [personId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('takes none that was reported lost, of a disabled account, of somebody who left, or made up', async () => {
    const device = await kiosk(true);
    const [lost, disabled, left] = [await holder(), await holder(), await holder()];
    await revoke(lost.personId).expect(204);
    await revoke(lost.personId).expect(204);
    await t.db.query(`UPDATE account SET status = 'disabled' WHERE person_id = $1`, [disabled.personId]);
    await t.db.query(`UPDATE employment SET ends_on = starts_on WHERE person_id = $1`, [left.personId]);
    for (const badge of [lost.badge, disabled.badge, left.badge, UNKNOWN]) {
      const reply = await scan(device, { badge });
      expect([reply.status, reply.body.code]).toEqual([401, 'kiosk-badge-refused']);
    }
    // Where he worked once, nobody ends what he has where he works now.
    await revoke(left.personId).expect(404);
    await scan(device, { badge: '12345' }).expect(422);
    await t.http().post('/api/v1/kiosk/sessions/by-badge').send({ badge: UNKNOWN }).expect(404);
    const trail = await t.db.query(`SELECT count(*)::int AS n FROM audit_entry WHERE action = 'identity.badge.revoke'`);
    expect(trail.rows).toEqual([{ n: 1 }]);
  });

  it('A15 knows nobody of another enterprise', async () => {
    const other = await makeExam(t);
    const stranger = await holder(other);
    const reply = await scan(await kiosk(true), { badge: stranger.badge, pin: stranger.pin });
    expect([reply.status, reply.body.code]).toEqual([401, 'kiosk-badge-refused']);
    const home = await pairedKiosk(t, other.officer, other.enterprise.id);
    expect((await scan(home, { badge: stranger.badge, pin: stranger.pin })).status).toBe(201);
  });

  it('A28 counts PINs with a badge and with a name together, and slows nobody else down', async () => {
    const device = await kiosk();
    const [victim, neighbour] = [await holder(), await holder()];
    const wrong = victim.pin === '908172' ? '271809' : '908172';
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => scan(device, { badge: victim.badge, pin: wrong })),
    );
    expect(replies.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    expect((await scan(device, { badge: victim.badge, pin: victim.pin })).body.code).toBe('kiosk-throttled');
    const { rows } = await t.db.query<{ name: string }>(`SELECT name FROM person WHERE id = $1`, [victim.personId]);
    const byName = await t
      .http()
      .post('/api/v1/kiosk/sessions')
      .set('cookie', device.cookie)
      .send({ name: rows[0]?.name, pin: victim.pin });
    expect(byName.body.code).toBe('kiosk-throttled');
    expect((await scan(device, { badge: neighbour.badge, pin: neighbour.pin })).status).toBe(201);
    expect((await scan(await kiosk(), { badge: victim.badge, pin: victim.pin })).status).toBe(201);
  });

  it('A28 slows made-up codes down, and no badge that is good', async () => {
    const [device, who] = [await kiosk(true), await holder()];
    const codes: string[] = [];
    for (let n = 0; n < 8; n += 1) codes.push(String((await scan(device, { badge: `${n}`.repeat(40) })).body.code));
    expect(codes.filter((code) => code === 'kiosk-badge-refused').length).toBeLessThanOrEqual(5);
    expect(codes.at(-1)).toBe('kiosk-throttled');
    expect((await scan(device, { badge: who.badge })).status).toBe(201);
  });
});

describe('editing a shared device', () => {
  it('renames, moves, binds and unbinds it, for whoever has seen its present state', async () => {
    const device = await kiosk();
    const bound = await edit(device, { name: '二号平板', place: '调度室', examSessionId: exam.sessionId }).expect(200);
    expect(bound.body).toMatchObject({
      name: '二号平板',
      place: '调度室',
      examSessionId: exam.sessionId,
      examTitle: '第四季度考试',
      badgeAlone: false,
      version: 2,
    });
    expect(bound.headers['etag']).toBe('"v2"');
    await edit(device, { name: '迟了' }, 1).expect(412);
    const free = await edit(device, { place: ' ', examSessionId: null }, 2).expect(200);
    expect(free.body).toMatchObject({ name: '二号平板', place: null, examSessionId: null, examTitle: null });
    const { headers } = officer;
    await t.http().patch(`/api/v1/kiosks/${device.id}`).set(headers).send({ name: '无版本' }).expect(400);
  });

  it('refuses a foreign officer, a foreign exam, a device out of use and bad input', async () => {
    const device = await kiosk();
    const foreignExam = await makeExam(t);
    await edit(device, { name: '别人的' }, 1, foreignExam.officer).expect(404);
    const wrong = await edit(device, { examSessionId: foreignExam.sessionId });
    expect([wrong.status, wrong.body.errors?.[0]?.pointer]).toEqual([422, '/examSessionId']);
    await edit(device, { name: '' }).expect(422);
    await edit(device, { badgeAlone: '是' }).expect(422);
    await t.http().delete(`/api/v1/kiosks/${device.id}`).set(officer.headers).expect(204);
    expect((await edit(device, { name: '停用后' })).body.code).toBe('kiosk-revoked');
  });
});

describe('a session that was left behind', () => {
  it('ends after five minutes in which nothing was heard, unless an exam is open', async () => {
    const [idle, sitting, here] = await Promise.all(
      [0, 1, 2].map(async () => {
        const who = await holder();
        return sessionOf(await scan(await kiosk(), { badge: who.badge, pin: who.pin }));
      }),
    );
    if (!idle || !sitting || !here) throw new Error('nobody signed in');
    await t
      .http()
      .post('/api/v1/exam-attempts')
      .set('cookie', sitting)
      .send({ examSessionId: exam.sessionId })
      .expect(201);
    const seenAgo = (cookie: string, minutes: number) =>
      t.db.query(
        `UPDATE session SET last_seen_at = $2::timestamptz - make_interval(mins => $3) WHERE token_hash = encode(sha256($1::bytea), 'hex')`,
        [cookie.replace('zhian_session=', ''), t.clock?.now(), minutes],
      );
    await seenAgo(idle, 6);
    await seenAgo(sitting, 90);
    await seenAgo(here, 4);
    await t.get(EndIdleSessions).execute();
    expect([(await current(idle)).status, (await current(sitting)).status, (await current(here)).status]).toEqual([
      401, 200, 200,
    ]);
  });

  it('leaves no cookie on the device, wherever it was ended', async () => {
    const [device, who] = [await kiosk(), await holder()];
    const cookie = sessionOf(await scan(device, { badge: who.badge, pin: who.pin }));
    const look = () => t.http().get('/api/v1/kiosk').set('cookie', `${device.cookie}; ${cookie}`).expect(200);
    expect((await look()).headers['set-cookie']).toBeUndefined();
    await t.http().delete('/api/v1/sessions/current').set('cookie', cookie).expect(204);
    expect(String((await look()).headers['set-cookie'])).toMatch(/^zhian_session=;.*Expires=Thu, 01 Jan 1970/);
  });
});
