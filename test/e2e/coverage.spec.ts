import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import exceljs from 'exceljs';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

jest.setTimeout(30_000);

let t: TestApp;
let bureau: MadeOrganisation;
let mine: MadeOrganisation;
let crew: MadeOrganisation;
let other: MadeOrganisation;
let exam: string;
let planId: string;
let officer: SignedIn;
let regulator: SignedIn;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-07-15T02:00:00.000Z' });
  await t.factory.region('140428101', '鲍店镇');
  await t.factory.region('140428102', '石哲镇');
  bureau = await t.factory.organisation({ kind: 'government', regionCode: '140428', name: '长子县应急管理局' });
  mine = await t.factory.organisation({ name: '岚水煤业', regionCode: '140428101', field: 'coal_mine' });
  crew = await t.factory.organisation({ name: '综采队', parent: mine, field: 'coal_mine' });
  other = await t.factory.organisation({ name: '邻县医院', regionCode: '140428102', field: 'health' });
  exam = await makeExam(t, bureau);
  planId = await makePlan(t, bureau, planContent(exam, [{ kind: 'region', id: '140428' }]));
  const [a] = [
    await t.factory.person(crew, { name: '=cmd' }),
    await t.factory.person(mine),
    await t.factory.person(other),
  ];
  await makeAttempt(t, exam, a.id);
  await settle(t);
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  regulator = await t.signIn('regulator', { regionCode: '140428' });
});
afterAll(() => t.close());

const get = (path: string, query: object, as: SignedIn) =>
  t
    .http()
    .get(`/api/v1/coverage${path}`)
    .query({ planId, ...query })
    .set(as.headers);

describe('coverage over HTTP', () => {
  it('A36 splits the level below by supervision field, within the scope, equal to the drill-down', async () => {
    const county = (await get('', {}, regulator).expect(200)).body;
    const split = (await get('/fields', {}, regulator).expect(200)).body;
    expect(split.cells).toEqual([
      { childId: '140428101', field: 'coal_mine', due: 2, met: 1, overdue: 1, excused: 0 },
      { childId: '140428102', field: 'health', due: 1, met: 0, overdue: 1, excused: 0 },
    ]);
    expect(
      split.fields.map(({ code, due, met }: { code: string; due: number; met: number }) => [code, due, met]),
    ).toEqual([
      ['coal_mine', 2, 1],
      ['health', 1, 0],
    ]);
    const sum = (key: 'due' | 'met'): number =>
      split.cells.reduce((all: number, cell: Record<string, number>) => all + (cell[key] ?? 0), 0);
    expect([sum('due'), sum('met')]).toEqual([county.due, county.met]);
    const own = (await get('/fields', {}, officer).expect(200)).body;
    expect(own.fields.map(({ code }: { code: string }) => code)).toEqual(['coal_mine']);
    await get('/fields', { regionId: '140428102' }, officer).expect(404);
  });

  it('goes from region to enterprise to department to names, each with its evidence', async () => {
    const county = (await get('', {}, regulator).expect(200)).body;
    expect(county).toMatchObject({
      plan: { id: planId, dueOn: '2026-06-30' },
      level: 'region',
      id: '140428',
      due: 3,
      met: 1,
      overdue: 2,
      excused: 0,
      asOf: '2026-07-15',
      definitionVersion: 'due-1',
    });
    expect(county.crumbs).toEqual([{ level: 'region', id: '140428', name: '长子县' }]);
    expect(county.children.map((row: { id: string; due: number }) => [row.id, row.due])).toEqual([
      ['140428101', 2],
      ['140428102', 1],
    ]);
    const town = (await get('', { regionId: '140428101' }, regulator).expect(200)).body;
    expect(town.children).toEqual([
      {
        level: 'organisation',
        kind: 'enterprise',
        id: mine.id,
        name: '岚水煤业',
        due: 2,
        met: 1,
        overdue: 1,
        excused: 0,
      },
    ]);
    const enterprise = (await get('', { organisationId: mine.id }, regulator).expect(200)).body;
    expect(enterprise.crumbs.map((crumb: { name: string }) => crumb.name)).toEqual(['长子县', '鲍店镇', '岚水煤业']);
    expect(
      enterprise.children.map((row: { kind: string; name: string; due: number }) => [row.kind, row.name, row.due]),
    ).toEqual(
      expect.arrayContaining([
        ['department', '综采队', 1],
        ['direct', '直属', 1],
      ]),
    );
    const names = (await get('/people', { organisationId: crew.id }, regulator).expect(200)).body;
    expect(names).toEqual({
      items: [
        {
          personId: expect.any(String),
          name: '=cmd',
          enterpriseName: '岚水煤业',
          unitPath: '综采队',
          posts: [],
          status: 'met',
          metAt: '2026-05-20T02:00:00.000Z',
          evidence: {
            attemptId: expect.any(String),
            score: 9000,
            max: 10_000,
            submittedAt: '2026-05-20T02:00:00.000Z',
            certificateId: null,
          },
          excusedReason: null,
        },
      ],
      next: null,
    });
    expect((await get('', { asOf: '2026-05-19' }, regulator).expect(200)).body).toMatchObject({
      due: 3,
      met: 0,
      overdue: 0,
      asOf: '2026-05-19',
    });
  });

  it('A15 what an enterprise’s officer sees does not change when another enterprise does', async () => {
    const view = async () => {
      const replies = await Promise.all([
        get('', {}, officer),
        get('/people', {}, officer),
        t.http().get('/api/v1/coverage/overview').set(officer.headers),
        get('', { asOf: '2026-06-01' }, officer),
      ]);
      return replies.map((reply) => {
        expect(reply.status).toBe(200);
        return reply.body;
      });
    };
    const before = await view();
    expect(before[0]).toMatchObject({ level: 'organisation', id: mine.id, due: 2, met: 1, crumbs: [{ id: mine.id }] });
    const late = await t.factory.person(other);
    await makeAttempt(t, exam, late.id);
    await t.factory.organisation({ regionCode: '140428101' }).then((next) => t.factory.person(next));
    await settle(t);
    expect(await view()).toEqual(before);
    expect((await get('', {}, regulator)).body.due).toBe(5);
  });

  it('outside the scope there is nothing, and not even a hint', async () => {
    await get('', { organisationId: other.id }, officer).expect(404);
    await get('', { regionId: '140428' }, officer).expect(404);
    await get('/people', { regionId: '140428101' }, officer).expect(404);
    await get('/export', { organisationId: other.id }, officer).expect(404);
    await get('', { organisationId: '019aa000-0000-7000-8000-0000000000ff' }, officer).expect(404);
    await get('', { regionId: '140429' }, regulator).expect(404);
    await get('', { regionId: '1404' }, regulator).expect(404);
    const ownPlan = await makePlan(
      t,
      other,
      planContent(await makeExam(t, other), [{ kind: 'organisation', id: other.id }]),
    );
    await get('', { planId: ownPlan }, officer).expect(404);
    await t.http().get('/api/v1/coverage').query({ planId }).expect(401);
    await get('', {}, await t.signIn('worker', { organisationId: mine.id })).expect(403);
    const health = await t.signIn('inspector', { regionCode: '140428', field: 'health' });
    expect((await get('', {}, health).expect(200)).body.children.map((row: { id: string }) => row.id)).toEqual([
      '140428102',
    ]);
    const leader = await t.signIn('team_leader', { organisationId: crew.id });
    expect((await get('', {}, leader).expect(200)).body).toMatchObject({ id: crew.id, due: 1 });
    const auditor = await t.signIn('auditor');
    expect((await get('', {}, auditor).expect(200)).body).toMatchObject({ id: '140428' });
    expect((await get('/people', {}, auditor).expect(200)).body.items.length).toBeGreaterThan(2);
  });

  it('refuses what it cannot answer, in words', async () => {
    for (const [query, pointer] of [
      [{ asOf: '2026-02-30' }, '/asOf'],
      [{ asOf: 'yesterday' }, '/asOf'],
      [{ planId: 'x' }, '/planId'],
      [{ regionId: '14; DROP' }, '/regionId'],
      [{ organisationId: '1' }, '/organisationId'],
      [{ order: 'met' }, '/order'],
    ] as const) {
      const reply = await get('', query, regulator).expect(422);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.body.errors[0].pointer).toBe(pointer);
    }
    expect((await get('', { regionId: '140428', organisationId: mine.id }, regulator).expect(422)).body.code).toBe(
      'coverage-node-ambiguous',
    );
    await get('/people', { status: 'late' }, regulator).expect(422);
    await get('/people', { cursor: 'bm9wZQ' }, regulator).expect(422);
  });

  it('pages through the names, as many as the numbers say', async () => {
    const total = (await get('', {}, regulator)).body;
    for (const [status, count] of [
      ['met', total.met],
      ['overdue', total.overdue],
      ['excused', 0],
      ['due', 0],
    ] as const) {
      const names: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = (await get('/people', { status, limit: 1, ...(cursor ? { cursor } : {}) }, regulator).expect(200))
          .body;
        names.push(...page.items.map((row: { personId: string }) => row.personId));
        if (page.next === null) break;
        cursor = page.next as string;
      }
      expect(new Set(names).size).toBe(count);
    }
  });

  it('A22 exports the same numbers and names, and puts that on record', async () => {
    const report = (await get('', { organisationId: mine.id }, officer)).body;
    const reply = await get('/export', { organisationId: mine.id }, officer)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(reply.headers['content-disposition']).toContain("filename*=UTF-8''");
    const book = new exceljs.Workbook();
    await book.xlsx.load(reply.body as ArrayBuffer);
    const [summary, list] = book.worksheets;
    expect(((summary?.getRow(5).values ?? []) as unknown[]).slice(1, 8)).toEqual([
      '岚水煤业',
      report.due,
      report.met,
      report.overdue,
      0,
      report.excused,
      '50.00%',
    ]);
    expect((list?.rowCount ?? 0) - 1).toBe(report.due + report.excused);
    const cells = list?.getColumn(2).values ?? [];
    expect(cells).toContain("'=cmd");
    const { rows } = await t.db.query(`SELECT detail FROM audit_entry WHERE action = 'coverage.report.export'`);
    expect(rows).toEqual([{ detail: { asOf: '2026-07-15', node: mine.id, people: 2 } }]);
  });
});
