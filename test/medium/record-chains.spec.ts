import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Audit, SignRecordHeads, VerifyAudit, VerifyRecordHeads } from '../../apps/api/src/modules/audit/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { startTestApp, type TestApp } from '../support/harness.js';

/** The law asks for 2,000 mutations of chains of 1 to 200 rows and 32 × 50 appends at once: ZHIAN_RUNS=2000 for the whole size. */
const MUTATIONS = Number(process.env['ZHIAN_RUNS'] ?? 50);
const CHAINS = Math.ceil(Math.sqrt(MUTATIONS) / 2);
const [APPENDERS, EACH] = MUTATIONS >= 2000 ? [32, 50] : [16, 12];
const LONGEST = 200;

/** Whatever a verb may say of itself; PostgreSQL's jsonb takes no NUL and no half of a surrogate pair. */
const detail = fc.dictionary(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }),
  { maxKeys: 4 },
);

let t: TestApp;
/** Each with its rows; all in the table at once. */
const chains: { readonly name: string; readonly rows: number }[] = [];

const append = (organisationId: string, details: readonly object[]): Promise<void> =>
  t.get(UnitOfWork).run(Ctx.system('测试'), async (tx) => {
    for (const one of details)
      await t.get(Audit).append(tx, {
        action: 'some.thing.done',
        subject: { type: 'thing', id: '1' },
        organisationId,
        detail: one as Record<string, unknown>,
      });
  });

/** As a superuser whom no trigger stops. */
const tamper = (sql: string): Promise<unknown> =>
  t.db.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = origin`);

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00.000Z' });
  const lengths = [1, 2, LONGEST, ...fc.sample(fc.integer({ min: 1, max: LONGEST }), { numRuns: CHAINS, seed: 10 })];
  for (const [seed, rows] of lengths.entries()) {
    const { id } = await t.factory.organisation();
    const details = fc.sample(detail, { numRuns: rows, seed });
    for (let from = 0; from < rows; from += 25) await append(id, details.slice(from, from + 25));
    chains.push({ name: id, rows });
  }
  await t.get(SignRecordHeads).execute();
  await t.db.query(`CREATE TABLE kept AS SELECT * FROM audit_entry`);
}, 120_000);
afterAll(() => t.close());

interface Deed {
  /** What is done to rows `at` and, where it takes two, `at + 1`. */
  readonly sql: (chain: string, at: number) => string;
  /** The row that the walk over the chain names, of `rows`; null where only the signed heads can tell. */
  readonly named: (at: number, rows: number) => number | null;
  /** Needs a row after `at`. */
  readonly two?: true;
}

const row = (chain: string, seq: number | string): string => `chain = '${chain}' AND seq = ${seq}`;
const changing = (what: string): Deed => ({
  sql: (chain, at) => `UPDATE audit_entry SET ${what} WHERE ${row(chain, at)}`,
  named: (at) => at,
});

/** A copy of row `at` right behind it, under an id and, where it is asked for, a link of its own. */
const inserting = (prevHash: string): Deed => ({
  sql: (chain, at) => `
    UPDATE audit_entry SET seq = seq + 1000000 WHERE chain = '${chain}' AND seq > ${at};
    UPDATE audit_entry SET seq = seq - 999999 WHERE chain = '${chain}' AND seq > 1000000;
    INSERT INTO audit_entry
      SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'seq', ${at + 1}, 'prev_hash', ${prevHash}))).*
      FROM audit_entry e WHERE ${row(chain, at)}`,
  named: (at) => at + 1,
});

const DEEDS: Readonly<Record<string, Deed>> = {
  'changed actor': changing(`actor_name = actor_name || '乙'`),
  'changed account': changing(`actor_account_id = gen_random_uuid()`),
  'changed action': changing(`action = 'some.thing.undone'`),
  'changed subject': changing(`subject_id = '2'`),
  'changed kind of subject': changing(`subject_type = 'person'`),
  'changed detail': changing(`detail = detail || '{"\u6539": true}'`),
  'changed time': changing(`at = at + interval '1 ms'`),
  'changed request': changing(`request_id = coalesce(request_id, '') || 'x'`),
  'changed organisation': changing(`organisation_id = NULL`),
  'changed id': changing(`id = gen_random_uuid()`),
  'changed hash': changing(`hash = repeat('a', 64)`),
  'changed link': changing(`prev_hash = repeat('b', 64)`),
  deleted: {
    sql: (chain, at) => `DELETE FROM audit_entry WHERE ${row(chain, at)}`,
    named: (at) => at,
    two: true,
  },
  inserted: inserting('e.prev_hash'),
  'inserted with a link': inserting('e.hash'),
  swapped: {
    sql: (chain, at) => `
      UPDATE audit_entry SET seq = seq + 1000000 WHERE chain = '${chain}' AND seq IN (${at}, ${at + 1});
      UPDATE audit_entry SET seq = CASE seq WHEN ${at + 1_000_000} THEN ${at + 1} ELSE ${at} END
        WHERE chain = '${chain}' AND seq > 1000000`,
    named: (at) => at,
    two: true,
  },
  'cut off': {
    sql: (chain, at) => `DELETE FROM audit_entry WHERE chain = '${chain}' AND seq >= ${at}`,
    named: () => null,
  },
};

describe('A10 hash chains in PostgreSQL', () => {
  it('whatever was appended is found whole when it comes back', async () => {
    const entries = chains.reduce((sum, { rows }) => sum + rows, 0);
    expect(await t.get(VerifyAudit).execute()).toEqual({ entries, faults: [] });
    expect((await t.get(VerifyRecordHeads).execute()).faults).toEqual([]);
  });

  it(
    `every row that was changed, deleted, inserted, swapped or cut off is named (${MUTATIONS} mutations)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom(...Object.keys(DEEDS)), async (pick, place, name) => {
          const deed = DEEDS[name] as Deed;
          const fitting = chains.filter(({ rows }) => rows > (deed.two ? 1 : 0));
          const chain = fitting[pick % fitting.length] ?? { name: '', rows: 0 };
          const at = 1 + (place % (chain.rows - (deed.two ? 1 : 0)));
          await tamper(deed.sql(chain.name, at));
          try {
            const named = deed.named(at, chain.rows);
            const found = (await t.get(VerifyAudit).execute()).faults.map(({ chain: of, seq }) => ({ of, seq }));
            expect(found).toEqual(named === null ? [] : [{ of: chain.name, seq: named }]);
            if (named !== null) return;
            const heads = (await t.get(VerifyRecordHeads).execute()).faults;
            expect(heads).toMatchObject([{ why: 'row-missing', row: { chain: chain.name, seq: chain.rows } }]);
          } finally {
            await tamper(`DELETE FROM audit_entry WHERE chain = '${chain.name}';
              INSERT INTO audit_entry SELECT * FROM kept WHERE chain = '${chain.name}'`);
          }
        }),
        { numRuns: MUTATIONS },
      );
      expect((await t.get(VerifyAudit).execute()).faults).toEqual([]);
    },
    30_000 + MUTATIONS * 500,
  );

  it(`${APPENDERS} × ${EACH} appends at once are one line without a fork`, async () => {
    const { id } = await t.factory.organisation();
    await Promise.all(
      Array.from({ length: APPENDERS }, async (_, appender) => {
        for (let n = 0; n < EACH; n += 1) await append(id, [{ appender, n }]);
      }),
    );
    const { rows } = await t.db.query<{ appender: number; n: number }>(
      `SELECT (detail ->> 'appender')::int AS appender, (detail ->> 'n')::int AS n FROM audit_entry WHERE chain = $1 ORDER BY seq`,
      [id],
    );
    expect(rows).toHaveLength(APPENDERS * EACH);
    // Each appender's rows stand in the order in which it was told that they are stored.
    const next = Array<number>(APPENDERS).fill(0);
    for (const { appender, n } of rows) expect(n).toBe((next[appender] = (next[appender] ?? 0) + 1) - 1);
    expect((await t.get(VerifyAudit).execute()).faults).toEqual([]);
  }, 120_000);
});
