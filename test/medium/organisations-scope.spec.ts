import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { OrganisationScope } from '../../apps/api/src/modules/organisations/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx, type Grant } from '../../apps/api/src/platform/http/context.js';
import type { Role } from '../../apps/api/src/platform/http/roles.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const READ = 'organisations.person.read';
const TOWNS = ['140428101', '140428102', '140428103'];
const FIELDS = ['coal_mine', 'industry_machinery'];

/** The law asks for 500 users of a tree of 200 units; CI makes do with fewer. ZHIAN_RUNS=500 for the whole size. */
const runs = (small: number): number => Number(process.env['ZHIAN_RUNS'] ?? small);
const ENTERPRISES = runs(40) < 500 ? 14 : 32;

interface Unit extends MadeOrganisation {
  readonly field: string | null;
}
interface Member {
  readonly id: string;
  readonly unit: Unit;
  readonly type: string;
}

let t: TestApp;
const units: Unit[] = [];
const members: Member[] = [];

/** A random tree: enterprises of three towns and two fields (or none), units to depth four, people anywhere in it. */
beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00Z' });
  const tree = fc.sample(
    fc.record({ town: fc.nat(2), field: fc.nat(2), parents: fc.array(fc.nat(), { minLength: 3, maxLength: 9 }) }),
    {
      numRuns: ENTERPRISES,
      seed: 20_261_123,
    },
  );
  for (const { town, field, parents } of tree) {
    const fieldCode = FIELDS[field] ?? null;
    const root = {
      ...(await t.factory.organisation({ regionCode: TOWNS[town] ?? '140428101', field: fieldCode })),
      field: fieldCode,
    };
    const own: Unit[] = [root];
    for (const pick of parents) {
      const parent = own[pick % own.length] ?? root;
      if (parent.path.split('/').length > 6) continue;
      const made = await t.factory.organisation({ parent, field: fieldCode });
      own.push({ ...made, field: fieldCode });
    }
    units.push(...own);
  }
  const types = ['regular', 'dispatch', 'intern'];
  for (let i = 0; i < 220; i += 1) {
    const unit = units[(i * 7919) % units.length];
    if (!unit) throw new Error('no unit');
    const type = types[i % 3] ?? 'regular';
    const { id } = await t.factory.person(unit, { name: `员${String(i).padStart(3, '0')}`, employmentType: type });
    members.push({ id, unit, type });
  }
}, 120_000);
afterAll(() => t.close());

interface User {
  readonly who: SignedIn;
  readonly includes: (unit: Unit) => boolean;
}

const grantOf = fc.oneof(
  fc.record({
    kind: fc.constant('unit' as const),
    unit: fc.nat(),
    role: fc.constantFrom<Role>('safety_officer', 'team_leader', 'principal'),
  }),
  fc.record({
    kind: fc.constant('region' as const),
    region: fc.constantFrom('140428', ...TOWNS),
    field: fc.constantFrom(null, ...FIELDS),
    role: fc.constantFrom<Role>('regulator', 'inspector'),
  }),
);
type GrantSpec = typeof grantOf extends fc.Arbitrary<infer T> ? T : never;

async function user(specs: readonly GrantSpec[]): Promise<User> {
  let who: SignedIn | null = null;
  const rules: ((unit: Unit) => boolean)[] = [];
  const first = await t.signIn('worker', {});
  who = first;
  for (const spec of specs) {
    const at = spec.kind === 'unit' ? units[spec.unit % units.length] : null;
    await t.db.query(
      `INSERT INTO role_grant (id, account_id, role, organisation_id, region_code, field, granted_at) VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT DO NOTHING`,
      [
        uuidv7(),
        who.accountId,
        spec.role,
        at?.id ?? null,
        spec.kind === 'region' ? spec.region : null,
        spec.kind === 'region' ? spec.field : null,
      ],
    );
    // The rule once more, in words of its own: subtree of a unit, or region subtree × field.
    rules.push(
      spec.kind === 'unit'
        ? (unit) => at !== null && at !== undefined && unit.path.startsWith(at.path)
        : (unit) => unit.regionCode.startsWith(spec.region) && (spec.field === null || unit.field === spec.field),
    );
  }
  return { who, includes: (unit) => rules.some((rule) => rule(unit)) };
}

async function everyId(path: string, who: SignedIn, query: object = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await t
      .http()
      .get(`/api/v1${path}`)
      .query({ limit: 60, ...query, ...(cursor ? { cursor } : {}) })
      .set(who.headers);
    ids.push(...(body.items as { id: string }[]).map((item) => item.id));
    cursor = (body.next as string | null) ?? undefined;
  } while (cursor);
  return ids.sort();
}

const idsOf = (found: readonly Member[]): string[] => found.map((member) => member.id).sort();

describe('A15 scope law', () => {
  it(
    'A15 lists, filters, search, counts and single rows are exactly what the rule says',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(grantOf, { minLength: 1, maxLength: 3 }),
          fc.nat(),
          fc.nat(),
          async (specs, pickUnit, pickMember) => {
            const { who, includes } = await user(specs);
            const mine = members.filter((member) => includes(member.unit));
            expect(await everyId('/people', who)).toEqual(idsOf(mine));
            expect(await everyId('/people', who, { employmentType: 'dispatch' })).toEqual(
              idsOf(mine.filter((m) => m.type === 'dispatch')),
            );
            expect(await everyId('/people', who, { q: '员1' })).toEqual(
              idsOf(mine.filter((m) => members.indexOf(m) >= 100 && members.indexOf(m) < 200)),
            );
            expect(await everyId('/people', who, { asOf: '2023-12-31' })).toEqual([]);

            const unit = units[pickUnit % units.length];
            const member = members[pickMember % members.length];
            if (!unit || !member) throw new Error('nothing picked');
            const inside = includes(unit);
            const status = inside ? 200 : 404;
            const get = (path: string) => t.http().get(`/api/v1${path}`).set(who.headers);
            expect((await get(`/organisations/${unit.id}`)).status).toBe(status);
            const tree = await get(`/organisations/${unit.id}/tree`);
            expect(tree.status).toBe(status);
            const below = members.filter((m) => m.unit.path.startsWith(unit.path)).length;
            expect(tree.body.headcount).toBe(inside ? below : undefined);
            expect((await get(`/people?organisationId=${unit.id}`)).status).toBe(status);
            expect((await get(`/people/${member.id}`)).status).toBe(includes(member.unit) ? 200 : 404);
            const roots = units.filter((u) => u.id === u.enterpriseId && includes(u)).map((u) => u.id);
            expect(await everyId('/organisations', who)).toEqual(roots.sort());
          },
        ),
        { numRuns: runs(40), seed: 7 },
      );
    },
    60_000 + runs(40) * 3_000,
  );

  it(
    'A15 with the filter of the queries removed, row-level security gives no foreign row',
    async () => {
      const uow = t.get(UnitOfWork);
      await fc.assert(
        fc.asyncProperty(fc.array(grantOf, { minLength: 1, maxLength: 3 }), async (specs) => {
          const { who, includes } = await user(specs);
          const ctx = ctxOf(who);
          const seen = await uow.read(ctx, async (tx) => ({
            employment: await tx.query<{ person_id: string }>(`SELECT person_id FROM employment`),
            person: await tx.query<{ id: string }>(`SELECT id FROM person`),
          }));
          const mine = idsOf(members.filter((member) => includes(member.unit)));
          expect(seen.employment.map((row) => row.person_id).sort()).toEqual(mine);
          expect(seen.person.map((row) => row.id).sort()).toEqual(mine);
          // Nor does a statement without a condition change anybody else.
          const changed = await uow.run(ctx, (tx) =>
            tx.query(`UPDATE employment SET roster_role = roster_role RETURNING id`),
          );
          expect(changed).toHaveLength(mine.length);
        }),
        { numRuns: runs(25), seed: 11 },
      );
    },
    60_000 + runs(25) * 3_000,
  );

  it(
    'A15 an anonymous context sees nothing, and the rule in memory is the rule in SQL',
    async () => {
      const uow = t.get(UnitOfWork);
      expect(await uow.read(Ctx.anonymous(), (tx) => tx.query(`SELECT id FROM person`))).toEqual([]);
      const scope = t.get(OrganisationScope);
      await fc.assert(
        fc.asyncProperty(fc.array(grantOf, { maxLength: 3 }), async (specs) => {
          const ctx = ctxWith(specs);
          const filter = scope.filter(ctx, READ);
          const parameters: unknown[] = [];
          const { rows } = await t.db.query<{ id: string }>(
            `SELECT o.id FROM organisation o WHERE ${filter.sql('o', parameters)}`,
            parameters,
          );
          const inMemory = units.filter((unit) =>
            filter.includes({ path: unit.path, region_code: unit.regionCode, field: unit.field }),
          );
          expect(rows.map((row) => row.id).sort()).toEqual(inMemory.map((unit) => unit.id).sort());
        }),
        { numRuns: runs(60), seed: 13 },
      );
    },
    60_000 + runs(60) * 500,
  );
});

function ctxOf(who: SignedIn): Ctx {
  return new Ctx(
    {
      kind: 'account',
      accountId: who.accountId,
      personId: null,
      name: '测试',
      sessionId: uuidv7(),
      mustChangePassword: false,
      grants: [],
    },
    'test',
  );
}

function ctxWith(specs: readonly GrantSpec[]): Ctx {
  const grants: Grant[] = specs.map((spec) => {
    const at = spec.kind === 'unit' ? units[spec.unit % units.length] : null;
    return {
      id: uuidv7(),
      role: spec.role,
      organisationId: at?.id ?? null,
      organisationPath: at?.path ?? null,
      regionCode: spec.kind === 'region' ? spec.region : null,
      field: spec.kind === 'region' ? spec.field : null,
    };
  });
  return new Ctx(
    {
      kind: 'account',
      accountId: uuidv7(),
      personId: null,
      name: '测试',
      sessionId: uuidv7(),
      mustChangePassword: false,
      grants,
    },
    'test',
  );
}
