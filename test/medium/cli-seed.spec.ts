import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../../apps/api/src/cli/seed/seed.js';
import { loadConfig, type Config } from '../../apps/api/src/platform/config/config.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let database: TestDatabase;
let dataDir: string;
let config: Config;
let t: TestApp;

async function run(...args: string[]): Promise<{ people: number; questions: number; accounts: number }> {
  let out = '';
  expect(await seed(config, args, { out: (text) => void (out += text), err: () => undefined })).toBe(0);
  return (JSON.parse(out) as { added: { people: number; questions: number; accounts: number } }).added;
}

const readAccounts = async (): Promise<{ account: string; password: string; role: string }[]> =>
  JSON.parse(await readFile(join(dataDir, 'seed-accounts.json'), 'utf8'));

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'zhian-seed-'));
  config = loadConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  t = await startTestApp({ database, dataDir });
});
afterAll(async () => {
  await t.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('seed', () => {
  it('makes what is asked for; the same again changes nothing; more adds the rest', async () => {
    expect(await run('--people', '600', '--enterprises', '6', '--questions', '300', '--accounts', '8')).toEqual({
      people: 600,
      questions: 300,
      accounts: 8,
    });
    const entries = async (): Promise<unknown> => (await t.db.query(`SELECT count(*) FROM audit_entry`)).rows;
    const before = [await entries(), await readAccounts()];
    expect(await run('--people', '600', '--enterprises', '6', '--questions', '300', '--accounts', '8')).toEqual({
      people: 0,
      questions: 0,
      accounts: 0,
    });
    expect([await entries(), await readAccounts()]).toEqual(before);
    expect(await run('--people', '700', '--enterprises', '7', '--questions', '350', '--accounts', '10')).toEqual({
      people: 100,
      questions: 50,
      accounts: 2,
    });
    const { rows } = await t.db.query(
      `SELECT (SELECT count(*)::int FROM person) AS people, (SELECT count(*)::int FROM organisation WHERE kind = 'enterprise') AS enterprises,
         (SELECT count(*)::int FROM question) AS questions, (SELECT count(*)::int FROM account) AS accounts,
         (SELECT count(*)::int FROM person WHERE id_masked NOT LIKE '140499%') AS real`,
    );
    expect(rows).toEqual([{ people: 700, enterprises: 7, questions: 350, accounts: 10, real: 0 }]);
  });

  it('its accounts sign in with their passwords and see their enterprise', async () => {
    expect((await stat(join(dataDir, 'seed-accounts.json'))).mode & 0o777).toBe(0o600);
    const accounts = await readAccounts();
    expect(accounts).toHaveLength(10);
    const officer = accounts.find(({ role }) => role === 'safety_officer');
    const session = await t
      .http()
      .post('/api/v1/sessions')
      .send({ account: officer?.account, password: officer?.password });
    expect([session.status, session.body.mustChangePassword]).toEqual([201, false]);
    const people = await t
      .http()
      .get('/api/v1/people?limit=200')
      .set({ authorization: `Bearer ${String(session.body.token)}` })
      .expect(200);
    expect(people.body.items).toHaveLength(100);
  });
});
