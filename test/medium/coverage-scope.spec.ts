import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { ShowCoverage } from '../../apps/api/src/modules/coverage/show-coverage.js';
import { ListCoveragePeople } from '../../apps/api/src/modules/coverage/list-coverage-people.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

let t: TestApp;
let office: MadeOrganisation;
let town: number;
beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z' });
  await t.factory.region('140428');
  office = await t.factory.organisation({ kind: 'government', regionCode: '140428' });
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

describe('coverage by region', () => {
  it('goes from the county to its towns to their enterprises, counts a person of two enterprises once, and leaves offices out', async () => {
    const [north, south] = [newTown(), newTown()];
    await t.factory.region(north, '北镇');
    await t.factory.region(south, '南镇');
    const a = await t.factory.organisation({ regionCode: north, name: '甲厂' });
    const b = await t.factory.organisation({ regionCode: north, name: '乙厂' });
    const c = await t.factory.organisation({ regionCode: south, name: '丙厂' });
    const inCounty = await t.factory.organisation({ regionCode: '140428', name: '县属矿' });
    const other = await t.factory.organisation({ regionCode: '140428', kind: 'government', name: `局${north}` });
    for (const place of [a, c, inCounty, other]) await t.factory.person(place);
    const both = await t.factory.person(a);
    await t.db.query(
      `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at) VALUES ($1, $2, $3, $3, 'flexible', 'worker', '2024-01-01', now())`,
      [uuidv7(), both.id, b.id],
    );
    const exam = await makeExam(t, office);
    const audience = [north, south]
      .map((id) => ({ kind: 'region' as const, id }))
      .concat({ kind: 'region', id: '140428' });
    const planId = await makePlan(t, office, planContent(exam, audience));
    const county = await show(planId, { regionId: '140428' });
    expect(county).toMatchObject({ level: 'region', name: '长子县' });
    const child = (id: string) => county.children.find((row) => row.id === id);
    expect(child(north)).toMatchObject({ level: 'region', kind: 'town', name: '北镇', due: 2 });
    expect(child(south)).toMatchObject({ due: 1 });
    expect(child(inCounty.id)).toMatchObject({ level: 'organisation', kind: 'enterprise', due: 1 });
    expect(child(other.id)).toBeUndefined();
    const first = await show(planId, { regionId: north });
    expect(first).toMatchObject({ due: 2 });
    expect(first.children.map(({ name, due }) => [name, due]).sort()).toEqual(
      [
        ['乙厂', 1],
        ['甲厂', 2],
      ].sort(),
    );
    expect(first.crumbs.map((crumb) => crumb.id)).toEqual(['14', '1404', '140428', north]);
    const listed = await people(planId, { regionId: north });
    expect(listed.items).toHaveLength(first.due);
    expect(
      listed.items
        .find((row) => row.personId === both.id)
        ?.enterpriseName.split('、')
        .sort(),
    ).toEqual(['乙厂', '甲厂'].sort());
  });
});

describe('A15 coverage equals a naive count', () => {
  it('A15 for random trees, scopes, dates and rules: counts, children and names', async () => {
    let seed = 20_261_122;
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (seed >>> 8) % n;
    };
    const towns = [newTown(), newTown()];
    const enterprises: MadeOrganisation[] = [];
    const units: MadeOrganisation[] = [];
    for (let n = 0; n < 4; n++) {
      const enterprise = await t.factory.organisation({ regionCode: towns[n % 2] ?? '' });
      enterprises.push(enterprise);
      units.push(enterprise);
      for (let depth = 0, parent = enterprise; depth < random(4); depth++)
        units.push((parent = await t.factory.organisation({ parent })));
    }
    const employed: { person: string; unit: MadeOrganisation; from: string; until: string | null }[] = [];
    const date = () => `2026-0${1 + random(8)}-${String(1 + random(28)).padStart(2, '0')}`;
    for (let n = 0; n < 60; n++) {
      const unit = units[random(units.length)] ?? units[0]!;
      const from = date();
      const person = await t.factory.person(unit, { startsOn: from });
      const moved = date();
      const until = moved > from && random(2) === 0 ? moved : null;
      employed.push({ person: person.id, unit, from, until });
      if (until === null) continue;
      await t.db.query(`UPDATE employment SET ends_on = $2 WHERE person_id = $1`, [person.id, until]);
      const next = units[random(units.length)] ?? units[0]!;
      employed.push({ person: person.id, unit: next, from: until, until: null });
      await t.db.query(
        `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at) VALUES ($1, $2, $3, $4, 'regular', 'worker', $5, now())`,
        [uuidv7(), person.id, next.enterpriseId, next.id, until],
      );
    }
    const exam = await makeExam(t, office);
    const planId = await makePlan(
      t,
      office,
      planContent(exam, [
        { kind: 'region', id: towns[0] ?? '' },
        { kind: 'organisation', id: enterprises[1]?.id ?? '' },
      ]),
    );
    const passes = new Map<string, string>();
    for (const { person } of employed) {
      if (random(3) > 0 || passes.has(person)) continue;
      const on = date();
      passes.set(person, on);
      await makeAttempt(t, exam, person, { endedAt: `${on}T04:00:00.000Z` });
    }
    t.clock?.set(new Date('2026-09-15T02:00:00.000Z'));
    await settle(t);
    // A pass is recorded when its person was due on its date or is due today; the naive rule below says the same.
    const inAudience = (unit: MadeOrganisation) =>
      unit.regionCode === towns[0] || unit.path.startsWith(enterprises[1]?.path ?? '-');
    const dueOn = (row: (typeof employed)[number], on: string) =>
      inAudience(row.unit) && row.from <= on && (row.until === null || on < row.until);
    const recorded = (person: string) => {
      const on = passes.get(person);
      return on !== undefined &&
        employed.some((row) => row.person === person && (dueOn(row, on) || dueOn(row, '2026-09-15')))
        ? on
        : undefined;
    };
    for (let round = 0; round < 60; round++) {
      const asOf = date();
      const unit = units[random(units.length)] ?? units[0]!;
      const asRegion = random(3) === 0;
      const account = await t.signIn('safety_officer', { organisationId: unit.id });
      const node = asRegion ? { regionId: unit.regionCode } : { organisationId: unit.id };
      const within = (row: (typeof employed)[number]) =>
        asRegion ? row.unit.regionCode === unit.regionCode : row.unit.path.startsWith(unit.path);
      const expected = new Set(employed.filter((row) => dueOn(row, asOf) && within(row)).map((row) => row.person));
      const met = [...expected].filter((person) => (recorded(person) ?? '9999') <= asOf).length;
      const report = await show(planId, node, asOf);
      expect([report.due, report.met, report.overdue]).toEqual([
        expected.size,
        met,
        asOf > '2026-06-30' ? expected.size - met : 0,
      ]);
      const names = await people(planId, node, asOf);
      expect(new Set(names.items.map((row) => row.personId))).toEqual(expected);
      if (asRegion || !inAudience(unit)) continue;
      const own = await t.http().get('/api/v1/coverage').query({ planId, asOf }).set(account.headers).expect(200);
      expect([own.body.id, own.body.due, own.body.met]).toEqual([unit.id, expected.size, met]);
    }
    // Row-level security alone, without the filter of the queries, hides the others too.
    const outsider = await t.factory.organisation({ regionCode: towns[1] ?? '' });
    const account = await t.signIn('safety_officer', { organisationId: outsider.id });
    const seen = await t.get(UnitOfWork).read(
      new Ctx(
        {
          kind: 'account',
          accountId: account.accountId,
          personId: null,
          name: 'x',
          sessionId: uuidv7(),
          mustChangePassword: false,
          grants: [],
        },
        '',
      ),
      (tx) => tx.query(`SELECT 1 FROM employment`),
    );
    expect(seen).toEqual([]);
  }, 60_000);
});
