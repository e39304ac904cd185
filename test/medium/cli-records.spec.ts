import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withApplication } from '../../apps/api/src/cli/application.js';
import { verifyRecords } from '../../apps/api/src/cli/verify-records.js';
import { loadDemo } from '../../apps/api/src/demo/load-demo.js';
import { SignRecordHeads } from '../../apps/api/src/modules/audit/index.js';
import { ManualClock } from '../../apps/api/src/platform/clock/clock.js';
import { loadConfig, type Config } from '../../apps/api/src/platform/config/config.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataDir: string;
let config: Config;
let db: pg.Pool;
const silent = { out: () => undefined, err: () => undefined };

async function verify(): Promise<{ code: number; lines: string[] }> {
  let out = '';
  const code = await withApplication(config, (app) =>
    verifyRecords(app, { ...silent, out: (text) => void (out += text) }),
  );
  return { code, lines: out.trim().split('\n') };
}

const sign = (date: string): Promise<string | null> =>
  withApplication(
    config,
    (app) => app.get(SignRecordHeads, { strict: false }).execute(),
    new ManualClock(new Date(`${date}T04:00:00Z`)),
  );

/** What verify-records says after a deed of somebody with the rights of a superuser; undone afterwards. */
async function tampered(table: string, deed: string): Promise<{ code: number; faults: string[] }> {
  const change = (sql: string): Promise<unknown> =>
    db.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = origin`);
  await db.query(`CREATE TABLE kept AS SELECT * FROM ${table}`);
  await change(deed);
  try {
    return await faults();
  } finally {
    await change(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept`);
    await db.query(`DROP TABLE kept`);
  }
}

async function faults(): Promise<{ code: number; faults: string[] }> {
  const { code, lines } = await verify();
  // The last line is the sum.
  return { code, faults: lines.slice(0, -1).map((line) => line.replace(/ [^ -~].*$/, '')) };
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'zhian-records-'));
  config = loadConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  db = new pg.Pool({ connectionString: database.superuserUrl, max: 1 });
  await loadDemo(config, silent);
}, 120_000);
afterAll(async () => {
  await db.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('A10 verify-records', () => {
  it('says all good on untouched records, before and after heads are signed, once per day', async () => {
    expect(await verify()).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^all good: .* 0 signed heads in 0 daily files$/)],
    });
    expect(await sign('2026-11-23')).toBe('2026-11-23');
    expect(await sign('2026-11-23')).toBeNull();
    // A clock that was set back signs nothing, and the next day has nothing new to say.
    expect(await sign('2026-11-20')).toBeNull();
    expect(await sign('2026-11-24')).toBe('2026-11-24');
    // Six audit chains, the logs of 177 attempts and of two sessions.
    expect(await verify()).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^all good: .* 185 signed heads in 2 daily files$/)],
    });
  });

  it('names a changed, a missing and a relinked row of an audit chain, and only the first', async () => {
    const { rows } = await db.query<{ chain: string }>(
      `SELECT chain FROM audit_entry WHERE seq = 5 AND chain <> 'platform' ORDER BY chain LIMIT 1`,
    );
    const chain = rows[0]?.chain;
    const row = `chain = '${chain}' AND seq = 5`;
    const found = (why: string): object => ({ code: 1, faults: [`audit ${chain} row 5: ${why}`] });
    const rename = `UPDATE audit_entry SET actor_name = '别人' WHERE ${row}`;
    expect(await tampered('audit_entry', rename)).toEqual(found('changed'));
    expect(await tampered('audit_entry', `DELETE FROM audit_entry WHERE ${row}`)).toEqual(found('gap'));
    const relink = `UPDATE audit_entry SET prev_hash = repeat('0', 64) WHERE ${row}`;
    expect(await tampered('audit_entry', relink)).toEqual(found('broken-link'));
  });

  it('names a changed row of an attempt’s log, also one whose hash was made anew', async () => {
    const { rows } = await db.query<{ id: string }>(
      `SELECT attempt_id AS id FROM attempt_event WHERE seq = 3 ORDER BY 1 LIMIT 1`,
    );
    const id = rows[0]?.id;
    const row = `attempt_id = '${id}' AND seq = 3`;
    const better = `UPDATE attempt_event SET data = data || '{"score": 10000}' WHERE ${row}`;
    expect(await tampered('attempt_event', better)).toEqual({ code: 1, faults: [`attempt ${id} event 3: changed`] });
    const rehashed = `UPDATE attempt_event SET hash = repeat('a', 64) WHERE ${row}`;
    expect(await tampered('attempt_event', rehashed)).toEqual({
      code: 1,
      faults: [`attempt ${id} event 3: changed`, `signed head 2026-11-23 attempts ${id} row 3: row-changed`],
    });
  });

  it('names a certificate whose printed fields were changed', async () => {
    const { rows } = await db.query<{ number: string }>(`SELECT number FROM certificate ORDER BY number LIMIT 1`);
    const number = rows[0]?.number;
    const renamed = `UPDATE certificate SET fields = jsonb_set(fields, '{holderName}', '"冒名"') WHERE number = '${number}'`;
    expect(await tampered('certificate', renamed)).toEqual({
      code: 1,
      faults: [`certificate ${number}: bad-signature`],
    });
  });

  it('names an attempt whose paper, answers or grade was changed beside its log', async () => {
    const { rows } = await db.query<{ id: string }>(
      `SELECT t.id FROM attempt t WHERE t.status <> 'open' AND NOT t.passed ORDER BY t.id LIMIT 1`,
    );
    const id = rows[0]?.id;
    const found = (what: string): object => ({ code: 1, faults: [`attempt ${id}: ${what}-differs`] });
    const set = (change: string): string => `UPDATE attempt SET ${change} WHERE id = '${id}'`;
    expect(await tampered('attempt', set(`score = max_score, passed = true`))).toEqual(found('grade'));
    expect(await tampered('attempt', set(`answers = '{}'`))).toEqual(found('answers'));
    expect(await tampered('attempt', set(`seed = repeat('0', 64)`))).toEqual(found('paper'));
    const better = `UPDATE attempt_grade SET score = max_score, passed = true WHERE attempt_id = '${id}'`;
    expect(await tampered('attempt_grade', better)).toEqual(found('grade'));
    expect(await tampered('attempt_grade', `DELETE FROM attempt_grade WHERE attempt_id = '${id}'`)).toEqual(
      found('grade'),
    );
  });

  it('names a certificate that is gone', async () => {
    const { rows } = await db.query<{ number: string }>(`SELECT number FROM certificate ORDER BY number LIMIT 1`);
    const number = rows[0]?.number;
    expect(await tampered('certificate', `DELETE FROM certificate WHERE number = '${number}'`)).toEqual({
      code: 1,
      faults: [`certificate ${number}: row-missing`],
    });
  });

  it('what is append-only cannot be emptied either', async () => {
    for (const table of [
      'audit_entry',
      'attempt_event',
      'exam_session_event',
      'attempt_grade',
      'question_version',
      'question_key',
    ]) {
      await expect(db.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    }
  });

  it('the signed heads show a chain whose end was cut off, and one that is gone', async () => {
    const { rows } = await db.query<{ id: string }>(`SELECT id FROM attempt ORDER BY id LIMIT 1`);
    const id = rows[0]?.id;
    const cut = `DELETE FROM attempt_event WHERE attempt_id = '${id}' AND seq = 3`;
    expect(await tampered('attempt_event', cut)).toEqual({
      code: 1,
      // Its last event says the grade, which now stands there without a word in the log.
      faults: [`attempt ${id}: grade-differs`, `signed head 2026-11-23 attempts ${id} row 3: row-missing`],
    });
    const { code, faults: gone } = await tampered('audit_entry', `DELETE FROM audit_entry WHERE chain = 'platform'`);
    expect([code, gone.length, gone[0]]).toEqual([
      1,
      1,
      expect.stringMatching(/^signed head 2026-11-23 audit platform row \d+: row-missing$/),
    ]);
  });

  it('names a signed file that was changed, replaced or removed', async () => {
    const folder = join(dataDir, 'record-heads');
    expect(await readdir(folder)).toEqual(['2026-11-23.json', '2026-11-24.json']);
    const path = join(folder, '2026-11-23.json');
    const text = await readFile(path, 'utf8');
    // Whatever replaces a file also breaks the link of the next one to it.
    const next = 'signed head 2026-11-24: broken-link';
    await writeFile(path, text.replace('2026-11-23T04', '2026-11-23T05'));
    expect(await faults()).toEqual({ code: 1, faults: ['signed head 2026-11-23: bad-signature', next] });
    await writeFile(path, 'half a fil');
    expect(await faults()).toEqual({ code: 1, faults: ['signed head 2026-11-23: unreadable', next] });
    await rm(path);
    expect(await faults()).toEqual({ code: 1, faults: [next] });
    await writeFile(path, text);
    expect(await verify()).toMatchObject({ code: 0 });
  });
});
