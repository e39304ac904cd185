import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  AddPerson,
  DepartPerson,
  ImportRegions,
  TransferPerson,
} from '../../apps/api/src/modules/organisations/index.js';
import { addDays } from '../../apps/api/src/platform/clock/clock.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import type { MadeOrganisation } from '../support/factory.js';
import { impossibleIdNumber } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let admin: SignedIn;
let works: MadeOrganisation;
const units: MadeOrganisation[] = [];
const posts: string[] = [];
const START = '2026-06-01';

beforeAll(async () => {
  t = await startTestApp({ now: `${START}T02:00:00Z` });
  admin = await t.signIn('system_administrator');
  works = await t.factory.organisation();
  for (const name of ['一车间', '二车间', '三车间'])
    units.push(await t.factory.organisation({ name, kind: 'workshop', parent: works }));
  for (const name of ['甲岗', '乙岗']) posts.push(await t.factory.post(works, name));
}, 120_000);
afterAll(() => t.close());

const system = (): Ctx => Ctx.system('test');
const setToday = (date: string): void => t.clock?.set(new Date(`${date}T02:00:00Z`));

interface Line {
  readonly unitPath: string;
  readonly posts: readonly { name: string }[];
}
async function rosterOf(personId: string, asOf: string): Promise<string> {
  const { body } = await t
    .http()
    .get('/api/v1/people')
    .query({ organisationId: works.id, asOf, limit: 200 })
    .set(admin.headers);
  const line = (body.items as (Line & { id: string })[]).find((item) => item.id === personId);
  return line ? `${line.unitPath}|${line.posts.map((post) => post.name).join(',')}` : 'off';
}

describe('history is never rewritten (ORG-3)', () => {
  it('what the roster said of a day stays the same whatever happens on later days (30 random lives)', async () => {
    const step = fc.record({
      days: fc.integer({ min: 0, max: 20 }),
      what: fc.constantFrom('transfer', 'transfer', 'leave'),
      unit: fc.nat(2),
      post: fc.nat(1),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        let today = START;
        setToday(today);
        const { personId } = await t.get(AddPerson).execute(system(), {
          name: '历史人',
          idType: 'resident_id',
          idNumber: impossibleIdNumber(),
          unitId: units[0]?.id ?? '',
          postIds: [posts[0] ?? ''],
          employmentType: 'regular',
          rosterRole: 'worker',
          startsOn: today,
        });
        // The model: what holds from a day on; the last word of a day is the day's.
        const model = new Map<string, string>([[today, '一车间|甲岗']]);
        let here = true;
        for (const { days, what, unit, post } of steps) {
          if (!here) break;
          today = addDays(today, days);
          setToday(today);
          if (what === 'leave') {
            await t.get(DepartPerson).execute(system(), personId, { on: today, reason: '离开' });
            model.set(today, 'off');
            here = false;
          } else {
            const to = units[unit];
            if (!to) throw new Error('no unit');
            await t
              .get(TransferPerson)
              .execute(system(), personId, { unitId: to.id, postIds: [posts[post] ?? ''], on: today });
            model.set(today, `${['一车间', '二车间', '三车间'][unit]}|${['甲岗', '乙岗'][post]}`);
          }
        }
        setToday(addDays(today, 40));
        const days = [...model.keys()].sort();
        for (const [index, day] of days.entries()) {
          const next = days[index + 1];
          expect(await rosterOf(personId, day)).toBe(model.get(day));
          expect(await rosterOf(personId, next ? addDays(next, -1) : addDays(today, 30))).toBe(model.get(day));
        }
        expect(await rosterOf(personId, addDays(START, -1))).toBe('off');
      }),
      { numRuns: 30, seed: 5 },
    );
  }, 120_000);

  it('the same person placed twice at once is on the roster once', async () => {
    setToday(START);
    const dto = {
      name: '同时人',
      idType: 'resident_id' as const,
      idNumber: impossibleIdNumber(),
      unitId: works.id,
      postIds: [],
      employmentType: 'regular' as const,
      rosterRole: 'worker' as const,
      startsOn: START,
    };
    const other = await t.factory.organisation();
    const settled = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => t.get(AddPerson).execute(system(), dto)),
      t.get(AddPerson).execute(system(), { ...dto, unitId: other.id }),
    ]);
    expect(settled.filter((result) => result.status === 'fulfilled')).toHaveLength(2);
    const { rows } = await t.db.query(
      `SELECT count(DISTINCT p.id)::int AS people, count(*)::int AS lines FROM person p JOIN employment e ON e.person_id = p.id WHERE p.name = '同时人'`,
    );
    expect(rows).toEqual([{ people: 1, lines: 2 }]);
  });
});

describe('tables of divisions', () => {
  it('a file of 41,352 towns with their parents is taken over in seconds, and again without a change', async () => {
    const lines = ['code,name,areaCode'];
    for (let county = 0; county < 2954; county += 1) {
      const code = `9${String(county).padStart(5, '0')}`;
      lines.push(`${code},"县${county}",${code.slice(0, 4)}`);
      for (let town = 0; town < 13; town += 1) lines.push(`${code}${String(100 + town)},"镇${town}",${code}`);
    }
    const cities = new Set(
      Array.from({ length: 2954 }, (_, county) => `9${String(county).padStart(5, '0')}`.slice(0, 4)),
    );
    for (const city of cities) lines.push(`${city},市${city},${city.slice(0, 2)}`);
    for (const province of new Set([...cities].map((city) => city.slice(0, 2))))
      lines.push(`${province},省${province},`);
    const bytes = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
    const started = Date.now();
    const first = await t.get(ImportRegions).execute(system(), { bytes, fileName: 'all.csv' });
    const took = Date.now() - started;
    process.stdout.write(`${lines.length - 1} divisions in ${took} ms\n`);
    expect(first).toEqual({ added: lines.length - 1, changed: 0, unchanged: 0 });
    expect(took).toBeLessThan(30_000);
    expect(await t.get(ImportRegions).execute(system(), { bytes, fileName: 'all.csv' })).toEqual({
      added: 0,
      changed: 0,
      unchanged: lines.length - 1,
    });
    // A later table without some codes retires nothing: old records still bear them.
    expect(
      await t.get(ImportRegions).execute(system(), { bytes: Buffer.from('code,name\n90,改名省\n'), fileName: 'x.csv' }),
    ).toEqual({ added: 0, changed: 1, unchanged: 0 });
    const { rows } = await t.db.query(`SELECT count(*)::int AS count FROM region WHERE code LIKE '9%'`);
    expect(rows).toEqual([{ count: lines.length - 1 }]);
  }, 120_000);
});
