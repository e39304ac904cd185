import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { ExcusePerson, RecordCompletions } from '../../apps/api/src/modules/training-plans/index.js';
import { ShowCoverage } from '../../apps/api/src/modules/coverage/show-coverage.js';
import { ListCoveragePeople } from '../../apps/api/src/modules/coverage/list-coverage-people.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

let t: TestApp;
let town: number;
beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z' });
  await t.factory.region('140428');
  town = 100;
});
afterAll(() => t.close());

const system = Ctx.system('test');
const show = (planId: string, at: { regionId?: string; organisationId?: string }, asOf?: string) =>
  t.get(ShowCoverage).execute(system, { planId, ...at, ...(asOf ? { asOf } : {}) });
const people = (
  planId: string,
  at: { regionId?: string; organisationId?: string; status?: 'met' | 'due' | 'overdue' | 'excused' },
  asOf?: string,
) => t.get(ListCoveragePeople).execute(system, { planId, limit: 200, ...at, ...(asOf ? { asOf } : {}) });
const newTown = () => `140428${++town}`;

/** Another date in force for the newest employment of a person: what a transfer writes. */
async function transfer(personId: string, to: MadeOrganisation, on: string): Promise<void> {
  await t.db.query(`UPDATE employment SET ends_on = $2 WHERE person_id = $1 AND ends_on IS NULL`, [personId, on]);
  await t.db.query(
    `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at) VALUES ($1, $2, $3, $4, 'regular', 'worker', $5, now())`,
    [uuidv7(), personId, to.enterpriseId, to.id, on],
  );
}

describe('coverage over time', () => {
  let mine: MadeOrganisation;
  let winding: MadeOrganisation;
  let blasting: MadeOrganisation;
  let exam: string;
  let planId: string;

  beforeEach(async () => {
    t.clock?.set(new Date('2026-06-01T02:00:00.000Z'));
    mine = await t.factory.organisation({ regionCode: newTown() });
    winding = await t.factory.organisation({ parent: mine, name: '提升队' });
    blasting = await t.factory.organisation({ parent: mine, name: '爆破队' });
    exam = await makeExam(t, mine);
    planId = await makePlan(t, mine, planContent(exam, [{ kind: 'organisation', id: mine.id }]));
  });

  it('counts the met, the late, the overdue and those still in time, each from its own date', async () => {
    const [early, late] = [
      await t.factory.person(winding),
      await t.factory.person(winding),
      await t.factory.person(blasting),
    ];
    await makeAttempt(t, exam, early.id, { endedAt: '2026-05-20T15:59:59.999Z' });
    await makeAttempt(t, exam, late.id, { endedAt: '2026-07-10T02:00:00.000Z' });
    await settle(t);
    // 15:59:59.999 UTC is still 20 May in China; the due date itself is in time.
    expect(await show(planId, { organisationId: mine.id }, '2026-05-19')).toMatchObject({
      due: 3,
      met: 0,
      overdue: 0,
      excused: 0,
    });
    expect(await show(planId, { organisationId: mine.id }, '2026-05-20')).toMatchObject({ due: 3, met: 1, overdue: 0 });
    expect(await show(planId, { organisationId: mine.id }, '2026-06-30')).toMatchObject({ due: 3, met: 1, overdue: 0 });
    expect(await show(planId, { organisationId: mine.id }, '2026-07-01')).toMatchObject({ due: 3, met: 1, overdue: 2 });
    expect(await show(planId, { organisationId: mine.id }, '2026-07-10')).toMatchObject({
      due: 3,
      met: 2,
      overdue: 1,
      definitionVersion: 'due-1',
      asOf: '2026-07-10',
    });
  });

  it('a pass one millisecond after midnight in China belongs to the next day', async () => {
    const person = await t.factory.person(winding);
    await makeAttempt(t, exam, person.id, { endedAt: '2026-05-20T16:00:00.000Z' });
    await settle(t);
    expect((await show(planId, { organisationId: mine.id }, '2026-05-20')).met).toBe(0);
    expect((await show(planId, { organisationId: mine.id }, '2026-05-21')).met).toBe(1);
  });

  it('a transfer today changes nothing in last month’s answer', async () => {
    const mover = await t.factory.person(winding);
    await t.factory.person(blasting);
    const before = await show(planId, { organisationId: mine.id }, '2026-05-01');
    await transfer(mover.id, blasting, '2026-06-01');
    expect((await show(planId, { organisationId: mine.id }, '2026-05-01')).children).toEqual(before.children);
    expect(new Set(before.children.map(({ name, due }) => `${name} ${due}`))).toEqual(
      new Set(['爆破队 1', '提升队 1']),
    );
    expect(
      (await show(planId, { organisationId: mine.id }, '2026-06-01')).children.map(({ name, due }) => [name, due]),
    ).toEqual([['爆破队', 2]]);
    expect(
      (await people(planId, { organisationId: winding.id }, '2026-05-01')).items.map((row) => row.personId),
    ).toEqual([mover.id]);
    expect((await people(planId, { organisationId: winding.id }, '2026-06-01')).items).toEqual([]);
  });

  it('counts a late joiner from his first day and a leaver until the day before he left', async () => {
    const joiner = await t.factory.person(mine, { startsOn: '2026-05-10' });
    expect((await show(planId, { organisationId: mine.id }, '2026-05-09')).due).toBe(0);
    expect((await show(planId, { organisationId: mine.id }, '2026-05-10')).due).toBe(1);
    await t.db.query(`UPDATE employment SET ends_on = '2026-05-20' WHERE person_id = $1`, [joiner.id]);
    expect((await show(planId, { organisationId: mine.id }, '2026-05-19')).due).toBe(1);
    expect((await show(planId, { organisationId: mine.id }, '2026-05-20')).due).toBe(0);
  });

  it('shows who is excused apart, with the reason, for as long as it holds', async () => {
    const [sick] = [await t.factory.person(mine), await t.factory.person(mine)];
    await t
      .get(ExcusePerson)
      .execute(system, planId, { personId: sick.id, reason: '长期病假', from: '2026-05-01', until: '2026-05-15' });
    expect(await show(planId, { organisationId: mine.id }, '2026-04-30')).toMatchObject({ due: 2, excused: 0 });
    expect(await show(planId, { organisationId: mine.id }, '2026-05-01')).toMatchObject({ due: 1, excused: 1 });
    expect(await show(planId, { organisationId: mine.id }, '2026-05-15')).toMatchObject({ due: 2, excused: 0 });
    expect((await people(planId, { organisationId: mine.id, status: 'excused' }, '2026-05-14')).items).toMatchObject([
      { personId: sick.id, status: 'excused', excusedReason: '长期病假', evidence: null },
    ]);
    await makeAttempt(t, exam, sick.id, { endedAt: '2026-05-10T02:00:00.000Z' });
    await settle(t);
    expect(await show(planId, { organisationId: mine.id }, '2026-05-14')).toMatchObject({ due: 2, met: 1, excused: 0 });
  });

  it('counts only the roster roles and the posts of the audience, as they were on the date', async () => {
    const post = await t.factory.post(mine);
    const holder = await t.factory.person(mine, { postIds: [post], startsOn: '2026-03-01' });
    await t.factory.person(mine, { rosterRole: 'principal' });
    const byPost = await makePlan(t, mine, planContent(exam, [{ kind: 'post', id: post }]));
    const byRole = await makePlan(
      t,
      mine,
      planContent(exam, [{ kind: 'organisation', id: mine.id }], { rosterRoles: ['principal'] }),
    );
    expect((await show(byPost, { organisationId: mine.id })).due).toBe(1);
    expect((await show(byRole, { organisationId: mine.id })).due).toBe(1);
    await t.db.query(`UPDATE post_assignment SET ends_on = '2026-04-01' WHERE person_id = $1`, [holder.id]);
    expect((await show(byPost, { organisationId: mine.id }, '2026-03-31')).due).toBe(1);
    expect((await show(byPost, { organisationId: mine.id }, '2026-04-01')).due).toBe(0);
  });

  it('a person with two posts and two passes is one person, shown with both posts and the first pass', async () => {
    const posts = [await t.factory.post(mine, '电工'), await t.factory.post(mine, '焊工')];
    const person = await t.factory.person(winding, { postIds: posts });
    const byBoth = await makePlan(
      t,
      mine,
      planContent(exam, [
        { kind: 'organisation', id: winding.id },
        ...posts.map((id) => ({ kind: 'post' as const, id })),
        { kind: 'organisation', id: mine.id },
      ]),
    );
    const first = await makeAttempt(t, exam, person.id, {
      endedAt: '2026-05-01T02:00:00.000Z',
      score: 8100,
      silent: true,
    });
    await makeAttempt(t, exam, person.id, { endedAt: '2026-05-02T02:00:00.000Z', no: 2 });
    await settle(t);
    expect(await show(byBoth, { organisationId: mine.id })).toMatchObject({ due: 1, met: 1 });
    expect((await people(byBoth, { organisationId: mine.id })).items).toMatchObject([
      {
        name: expect.any(String),
        unitPath: '提升队',
        posts: ['焊工', '电工'].sort(),
        status: 'met',
        metAt: '2026-05-01T02:00:00.000Z',
        evidence: { attemptId: first, score: 8100, max: 10_000, certificateId: null },
      },
    ]);
  });

  it('goes down to units and the people at the enterprise itself, and adds up on the way', async () => {
    const shift = await t.factory.organisation({ parent: winding, name: '一班', kind: 'team' });
    await t.factory.person(mine, { name: '甲' });
    for (const unit of [winding, shift, shift, blasting]) await t.factory.person(unit);
    const top = await show(planId, { organisationId: mine.id });
    expect(top.children.map(({ level, kind, id, due }) => [level, kind, id, due])).toEqual(
      expect.arrayContaining([
        ['organisation', 'direct', mine.id, 1],
        ['organisation', 'department', winding.id, 3],
        ['organisation', 'department', blasting.id, 1],
      ]),
    );
    expect(top.due).toBe(top.children.reduce((sum, child) => sum + child.due, 0));
    const middle = await show(planId, { organisationId: winding.id });
    expect(middle.children.map(({ kind, name, due }) => [kind, name, due])).toEqual(
      expect.arrayContaining([
        ['direct', '直属', 1],
        ['team', '一班', 2],
      ]),
    );
    expect(middle.crumbs.map((crumb) => crumb.name).slice(-2)).toEqual([top.name, '提升队']);
    expect((await show(planId, { organisationId: shift.id })).children).toEqual([]);
    expect((await people(planId, { organisationId: shift.id })).items.map((row) => row.unitPath)).toEqual([
      '提升队 / 一班',
      '提升队 / 一班',
    ]);
  });

  it('99.96 % stays below 100 %: integers, and met = due only when nobody is missing', async () => {
    await t.db.query(
      `WITH p AS (INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, created_at)
         SELECT gen_random_uuid(), '批量' || n, 'resident_id', 'x', 'bulk-' || $1::text || n, '*', now() FROM generate_series(1, 2500) n RETURNING id)
       , e AS (INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
         SELECT gen_random_uuid(), id, $1::uuid, $1::uuid, 'regular', 'worker', '2024-01-01', now() FROM p RETURNING person_id)
       INSERT INTO attempt (id, session_id, person_id, no, status, seed, paper, started_at, deadline, ended_at, score, max_score, passed)
         SELECT gen_random_uuid(), $2::uuid, person_id, 1, 'submitted', 's', '{}', now(), now(), '2026-05-20T02:00:00Z', 9000, 10000, row_number() OVER () <= 2499 FROM e`,
      [mine.id, exam],
    );
    expect(await t.get(RecordCompletions).catchUp()).toBeGreaterThanOrEqual(2499);
    const report = await show(planId, { organisationId: mine.id });
    expect([report.met, report.due]).toEqual([2499, 2500]);
    expect((await people(planId, { organisationId: mine.id, status: 'due' })).items).toHaveLength(1);
  }, 30_000);
});
