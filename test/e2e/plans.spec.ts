import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

jest.setTimeout(30_000);

let t: TestApp;
let bureau: MadeOrganisation;
let mine: MadeOrganisation;
let other: MadeOrganisation;
let exam: string;
let officer: SignedIn;
let regulator: SignedIn;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z' });
  await t.factory.region('140428');
  bureau = await t.factory.organisation({ kind: 'government', regionCode: '140428', name: '长子县应急管理局' });
  mine = await t.factory.organisation({ name: '岚水煤业', field: 'coal_mine' });
  other = await t.factory.organisation({ name: '邻矿', field: 'coal_mine' });
  exam = await makeExam(t, mine, { title: '年度考试' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  regulator = await t.signIn('regulator', { regionCode: '140428' });
});
afterAll(() => t.close());

const url = '/api/v1/training-plans';
const input = (more: object = {}) => ({ ...planContent(exam, [{ kind: 'organisation', id: mine.id }]), ...more });
const create = (as: SignedIn, body: object) => t.http().post(url).set(as.headers).send(body);

describe('training plans over HTTP', () => {
  it('from draft to closed, with versions, counts and problems', async () => {
    for (let n = 0; n < 3; n++) await t.factory.person(mine);
    const made = await create(
      officer,
      input({ certificate: { issue: true, validMonths: 12, issuer: '岚水煤业培训中心' } }),
    ).expect(201);
    expect(made.body).toMatchObject({
      organisationId: mine.id,
      status: 'draft',
      due: 3,
      met: 0,
      own: true,
      version: 1,
      examTitle: '年度考试',
      certificate: { issue: true, validMonths: 12, issuer: '岚水煤业培训中心' },
    });
    expect(made.body.audience).toEqual([{ kind: 'organisation', id: mine.id, name: '岚水煤业' }]);
    const at = `${url}/${made.body.id}`;
    const put = (version: string | null, body: object) => {
      const request = t.http().put(at).set(officer.headers);
      return (version ? request.set('if-match', version) : request).send(body);
    };
    expect((await put(null, input()).expect(400)).body.code).toBe('version-required');
    const edited = await put(
      '"v1"',
      input({ title: '改过的', rosterRoles: ['worker', 'worker'], organisationId: mine.id }),
    ).expect(200);
    expect(edited.body).toMatchObject({ title: '改过的', rosterRoles: ['worker'], version: 2 });
    expect(edited.headers['etag']).toBe('"v2"');
    expect((await put('"v1"', input()).expect(412)).body.code).toBe('stale-version');
    expect((await put('"v2"', input({ organisationId: other.id })).expect(422)).body.errors[0].pointer).toBe(
      '/organisationId',
    );
    const active = await t.http().post(`${at}/activation`).set(officer.headers).expect(200);
    expect(active.body).toMatchObject({ status: 'active', version: 3 });
    expect((await t.http().post(`${at}/activation`).set(officer.headers).expect(409)).body.code).toBe('plan-not-draft');
    expect((await put('"v3"', input()).expect(409)).body.code).toBe('plan-not-draft');
    expect((await t.http().post(`${at}/closure`).set(officer.headers).expect(200)).body.status).toBe('closed');
    const again = await t.http().post(`${at}/closure`).set(officer.headers).expect(409);
    expect(again.headers['content-type']).toContain('application/problem+json');
    expect(again.body).toMatchObject({ code: 'plan-not-active', status: 409, title: '计划没有在进行' });
    const { rows } = await t.db.query(`SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`, [
      made.body.id,
    ]);
    expect(rows.map((row: { action: string }) => row.action.split('.').pop())).toEqual([
      'create',
      'edit',
      'activate',
      'close',
    ]);
  });

  it('refuses targets, exams and dates that do not fit, naming each', async () => {
    const ghost = '019aa000-0000-7000-8000-0000000000ff';
    const wide = await create(
      officer,
      input({
        audience: [
          { kind: 'organisation', id: mine.id },
          { kind: 'organisation', id: other.id },
          { kind: 'region', id: '140428' },
          { kind: 'post', id: ghost },
          { kind: 'organisation', id: '14' },
        ],
      }),
    ).expect(422);
    expect(wide.body).toMatchObject({ code: 'plan-target-out-of-scope', params: { count: 4 } });
    expect(wide.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/audience/1',
      '/audience/2',
      '/audience/3',
      '/audience/4',
    ]);
    const selfTest = await makeExam(t, mine, { purpose: 'self_test' });
    const foreign = await makeExam(t, other);
    for (const examSessionId of [selfTest, foreign, ghost]) {
      expect(
        (await create(officer, input({ requirement: { kind: 'pass_exam', examSessionId } })).expect(422)).body.code,
      ).toBe('plan-exam-unfit');
    }
    expect((await create(officer, input({ dueOn: '2025-01-01' })).expect(422)).body.errors[0].pointer).toBe('/dueOn');
    for (const bad of [
      { startsOn: '2026-02-30' },
      { audience: [] },
      { title: '' },
      { title: '  ' },
      { certificate: { issue: true, validMonths: 0 } },
      { requirement: { kind: 'watch', examSessionId: exam } },
    ]) {
      expect((await create(officer, input(bad)).expect(422)).body.code).toBe('validation-failed');
    }
    const unpublished = await makeExam(t, mine, { status: 'draft', title: '没发布的' });
    const made = await create(
      officer,
      input({ requirement: { kind: 'pass_exam', examSessionId: unpublished } }),
    ).expect(201);
    expect(
      (await t.http().post(`${url}/${made.body.id}/activation`).set(officer.headers).expect(409)).body,
    ).toMatchObject({ code: 'plan-exam-not-published', detail: expect.stringContaining('没发布的') });
  });

  it('A16 takes nothing but the fields of the input', async () => {
    for (const extra of ['id', 'status', 'own', 'version', 'createdAt', 'due', 'met', 'organisationName']) {
      expect((await create(officer, { ...input(), [extra]: 'x' }).expect(422)).body.errors[0].code).toBe(
        'whitelistValidation',
      );
    }
    // What JSON names so never reaches an object's prototype: refused or ignored.
    for (const name of ['__proto__', 'constructor']) {
      const body = `{"${name}": {"status": "active", "prototype": {"status": "active"}}, ${JSON.stringify(input()).slice(1)}`;
      const reply = await t.http().post(url).set(officer.headers).set('content-type', 'application/json').send(body);
      expect([400, 422, 'draft']).toContain(reply.status === 201 ? reply.body.status : reply.status);
    }
    expect(({} as { status?: string }).status).toBeUndefined();
  });

  it('A14 reads and writes by role, and everything else is as if it were not there', async () => {
    const made = await create(officer, input()).expect(201);
    const at = `${url}/${made.body.id}`;
    const [principal, inspector, worker, stranger] = [
      await t.signIn('principal', { organisationId: mine.id }),
      await t.signIn('inspector', { regionCode: '140428' }),
      await t.signIn('worker', { organisationId: mine.id, personId: (await t.factory.person(mine)).id }),
      await t.signIn('safety_officer', { organisationId: other.id }),
    ];
    await t.http().get(at).expect(401);
    await t.http().get(at).set(worker.headers).expect(403);
    await t.http().get(at).set(principal.headers).expect(200);
    await t.http().get(at).set(inspector.headers).expect(200);
    await t.http().get(at).set(stranger.headers).expect(404);
    await t.http().post(`${at}/activation`).set(principal.headers).expect(403);
    await t.http().post(`${at}/activation`).set(inspector.headers).expect(403);
    await t.http().post(`${at}/activation`).set(stranger.headers).expect(404);
    await t.http().put(at).set(stranger.headers).set('if-match', '"v1"').send(input()).expect(404);
    await t.http().get(`${url}/not-an-id`).set(officer.headers).expect(404);
    const listed = await t.http().get(url).query({ limit: 200 }).set(stranger.headers).expect(200);
    expect(listed.body.items.map((plan: { id: string }) => plan.id)).not.toContain(made.body.id);
  });

  it('a superior’s plan shows itself to whom it reaches once it is active, without the others it names', async () => {
    const countyExam = await makeExam(t, bureau);
    const audience = [
      { kind: 'organisation', id: mine.id },
      { kind: 'organisation', id: other.id },
    ];
    const made = await create(regulator, {
      ...planContent(countyExam, []),
      audience,
      organisationId: bureau.id,
    }).expect(201);
    const at = `${url}/${made.body.id}`;
    await t.http().get(at).set(officer.headers).expect(404);
    await t.http().post(`${at}/activation`).set(regulator.headers).expect(200);
    const seen = await t.http().get(at).set(officer.headers).expect(200);
    expect(seen.body).toMatchObject({ own: false, audience: [{ id: mine.id }] });
    expect(seen.body.audience).toHaveLength(1);
    const before = seen.body.due;
    await t.factory.person(other);
    expect((await t.http().get(at).set(officer.headers)).body.due).toBe(before);
    await t.http().post(`${at}/closure`).set(officer.headers).expect(404);
    const unreached = await t.factory.organisation();
    await t
      .http()
      .get(at)
      .set((await t.signIn('safety_officer', { organisationId: unreached.id })).headers)
      .expect(404);
  });

  it('a regulator of one field writes rules for that field, whatever he asks for', async () => {
    const coal = await t.signIn('regulator', { regionCode: '140428', field: 'coal_mine' });
    const audience = [{ kind: 'region', id: '140428' }];
    const made = await create(coal, { ...input(), audience, organisationId: mine.id }).expect(201);
    expect(made.body.audience).toEqual([{ kind: 'region', id: '140428', field: 'coal_mine', name: '长子县' }]);
    const wide = await create(coal, {
      ...input(),
      audience: [{ kind: 'region', id: '140428', field: 'health' }],
      organisationId: mine.id,
    }).expect(422);
    expect(wide.body.code).toBe('plan-target-out-of-scope');
    await create(coal, { ...input(), audience: [{ kind: 'region', id: '1404' }], organisationId: mine.id }).expect(422);
  });

  it('pages through all plans of the caller', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await t
        .http()
        .get(url)
        .query({ limit: 2, ...(cursor ? { cursor } : {}) })
        .set(officer.headers)
        .expect(200);
      seen.push(...page.body.items.map((plan: { id: string }) => plan.id));
      if (page.body.next === null) break;
      cursor = page.body.next as string;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const all = await t.http().get(url).query({ limit: 200 }).set(officer.headers).expect(200);
    expect(seen).toEqual(all.body.items.map((plan: { id: string }) => plan.id));
    expect((await t.http().get(url).query({ status: 'anything' }).set(officer.headers).expect(422)).body.code).toBe(
      'validation-failed',
    );
    await t.http().get(url).query({ sort: 'title; DROP TABLE person' }).set(officer.headers).expect(422);
  });
});

describe('excusals over HTTP', () => {
  it('are recorded with reason and dates, listed, ended and never removed', async () => {
    const planId = await makePlan(t, mine, planContent(exam, [{ kind: 'organisation', id: mine.id }]));
    const person = await t.factory.person(mine, { name: '李病' });
    const at = `${url}/${planId}/excusals`;
    const post = (body: object, as = officer) => t.http().post(at).set(as.headers).send(body);
    const made = await post({ personId: person.id, reason: '长期病假', from: '2026-05-01' }).expect(201);
    expect(
      (await post({ personId: person.id, reason: '产假', from: '2026-05-10', until: '2026-05-20' }).expect(409)).body,
    ).toMatchObject({ code: 'already-excused', detail: expect.stringContaining('长期病假') });
    await post({ personId: person.id, reason: '去年', from: '2026-03-01', until: '2026-05-01' }).expect(201);
    const stranger = await t.factory.person(other);
    expect((await post({ personId: stranger.id, reason: '不在这里' }).expect(422)).body.code).toBe(
      'person-not-in-plan',
    );
    expect(
      (await post({ personId: person.id, reason: '反了', from: '2026-09-02', until: '2026-09-01' }).expect(422)).body
        .errors[0].pointer,
    ).toBe('/until');
    const listed = await t.http().get(at).set(officer.headers).expect(200);
    expect(listed.body.items.map((row: { reason: string; inForce: boolean }) => [row.reason, row.inForce])).toEqual([
      ['去年', false],
      ['长期病假', true],
    ]);
    await t.http().delete(`${at}/${made.body.id}`).set(officer.headers).expect(204);
    expect((await t.http().delete(`${at}/${made.body.id}`).set(officer.headers).expect(409)).body.code).toBe(
      'excusal-ended',
    );
    const after = await t.http().get(at).set(officer.headers).expect(200);
    expect(after.body.items).toHaveLength(2);
    expect(after.body.items[1]).toMatchObject({
      personName: '李病',
      until: '2026-06-01',
      inForce: false,
      endedBy: expect.any(String),
    });
    await post({ personId: person.id, reason: '又病了' }).expect(201);
    await post(
      { personId: person.id, reason: '本单位以外' },
      await t.signIn('principal', { organisationId: mine.id }),
    ).expect(403);
  });

  it('an enterprise does not excuse its people from the county’s plan', async () => {
    const countyExam = await makeExam(t, bureau);
    const planId = await makePlan(t, bureau, planContent(countyExam, [{ kind: 'region', id: '140428' }]));
    const person = await t.factory.person(mine);
    await t
      .http()
      .post(`${url}/${planId}/excusals`)
      .set(officer.headers)
      .send({ personId: person.id, reason: '我说了算' })
      .expect(404);
    await t
      .http()
      .post(`${url}/${planId}/excusals`)
      .set(regulator.headers)
      .send({ personId: person.id, reason: '县里批准' })
      .expect(201);
    await makeAttempt(t, countyExam, person.id);
    await settle(t);
    const seen = await t.http().get(`${url}/${planId}/excusals`).set(officer.headers).expect(200);
    expect(seen.body.items).toHaveLength(1);
    const neighbour = await t.signIn('safety_officer', { organisationId: other.id });
    expect((await t.http().get(`${url}/${planId}/excusals`).set(neighbour.headers).expect(200)).body.items).toEqual([]);
  });
});
