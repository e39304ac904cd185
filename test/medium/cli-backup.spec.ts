import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withApplication } from '../../apps/api/src/cli/application.js';
import { backup } from '../../apps/api/src/cli/backup/backup.js';
import { restore } from '../../apps/api/src/cli/backup/restore.js';
import { CommandError } from '../../apps/api/src/cli/command.js';
import { loadDemo } from '../../apps/api/src/demo/load-demo.js';
import { SignRecordHeads } from '../../apps/api/src/modules/audit/index.js';
import { loadConfig, type Config } from '../../apps/api/src/platform/config/config.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestApp } from '../support/harness.js';

const silent = { out: () => undefined, err: () => undefined };
const cleanUp: (() => Promise<unknown>)[] = [];

interface Place {
  database: TestDatabase;
  config: Config;
  db: pg.Pool;
}

async function place(): Promise<Place> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'zhian-backup-'));
  const db = new pg.Pool({ connectionString: database.superuserUrl, max: 1 });
  cleanUp.push(async () => {
    await db.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { database, config: loadConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' }), db };
}

/** Every table with the sum of its rows, and what guards them. */
async function content({ db }: Place): Promise<unknown> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
  );
  const sums = [];
  for (const { name } of rows) {
    const sum = await db.query<{ sum: string; n: number }>(
      `SELECT count(*)::int AS n, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS sum FROM "${name}" t`,
    );
    sums.push([name, sum.rows[0]]);
  }
  const guards = await db.query(
    `SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O') AS triggers, (SELECT count(*) FROM pg_class WHERE relforcerowsecurity) AS forced,
       (SELECT count(*) FROM pg_constraint WHERE NOT convalidated) AS unvalidated`,
  );
  return [sums, guards.rows];
}

async function refusal(work: Promise<unknown>): Promise<{ message: string; exitCode: number }> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CommandError)) throw new Error(`no refusal but ${String(error)}`);
  return { message: error.message, exitCode: error.exitCode };
}

let source: Place;
let archive: string;

beforeAll(async () => {
  source = await place();
  await loadDemo(source.config, silent);
  await withApplication(source.config, (app) => app.get(SignRecordHeads, { strict: false }).execute());
  archive = join(source.config.DATA_DIR, 'all.tar.gz');
  await backup(source.config, [archive], silent);
}, 120_000);
afterAll(async () => {
  for (const step of cleanUp.toReversed()) await step();
});

describe('backup and restore', () => {
  it('brings everything back: rows, files, keys, signed heads; and it verifies', async () => {
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    const target = await place();
    let said = '';
    expect(await restore(target.config, [archive], { ...silent, out: (text) => void (said += text) })).toBe(0);
    expect(said).toMatch(/^all good: .* 185 signed heads in 1 daily files/);
    expect(await content(target)).toEqual(await content(source));
    for (const folder of ['keys', 'record-heads'])
      for (const name of await readdir(join(source.config.DATA_DIR, folder)))
        expect(await readFile(join(target.config.DATA_DIR, folder, name))).toEqual(
          await readFile(join(source.config.DATA_DIR, folder, name)),
        );
    // It works as before: somebody signs in, which needs the rows, and his phone is found, which needs the keys.
    const accounts = JSON.parse(await readFile(join(source.config.DATA_DIR, 'demo-accounts.json'), 'utf8')) as {
      account: string;
      password: string;
    }[];
    const worker = accounts.find(({ account }) => account.startsWith('coal-worker'));
    const t = await startTestApp({ database: target.database, dataDir: target.config.DATA_DIR });
    const reply = await t
      .http()
      .post('/api/v1/sessions')
      .send({ account: worker?.account, password: worker?.password });
    expect(reply.status).toBe(201);
    await t.close();
  });

  it('keeps keys that were there before beside the restored ones', async () => {
    const target = await place();
    await withApplication(target.config, async () => undefined);
    const before = await readFile(join(target.config.DATA_DIR, 'keys', 'fields.json'), 'utf8');
    expect(await restore(target.config, [archive], silent)).toBe(0);
    const aside = (await readdir(target.config.DATA_DIR)).find((name) => name.startsWith('keys.before-restore-'));
    expect(await readFile(join(target.config.DATA_DIR, String(aside), 'fields.json'), 'utf8')).toBe(before);
  });

  it('refuses a platform that is not empty, of another version, or running', async () => {
    expect(await refusal(restore(source.config, [archive], silent))).toMatchObject({
      exitCode: 75,
      message: expect.stringContaining('不是空的'),
    });

    const older = await place();
    await older.db.query(`DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)`);
    expect(await refusal(restore(older.config, [archive], silent))).toMatchObject({
      exitCode: 75,
      message: expect.stringContaining('版本'),
    });

    const running = await place();
    const t = await startTestApp({ database: running.database, dataDir: running.config.DATA_DIR });
    await t.http().get('/health/ready').expect(200);
    expect(await refusal(restore(running.config, [archive], silent))).toMatchObject({
      exitCode: 75,
      message: expect.stringContaining('运行'),
    });
    await t.close();
  });

  it('a damaged, cut off or foreign file changes nothing', async () => {
    const target = await place();
    const before = await content(target);
    const bytes = await readFile(archive);
    const bad = join(target.config.DATA_DIR, 'bad.tar.gz');
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
    for (const content of [
      bytes.subarray(0, bytes.length - 5_000),
      flipped,
      Buffer.from('not an archive'),
      Buffer.alloc(0),
    ]) {
      await writeFile(bad, content);
      expect(await refusal(restore(target.config, [bad], silent))).toMatchObject({ exitCode: 65 });
    }
    expect(await content(target)).toEqual(before);
    expect(await readdir(target.config.DATA_DIR)).toEqual(['bad.tar.gz']);
  });

  it('does not write over a file, and names one itself in a folder', async () => {
    expect(await refusal(backup(source.config, [archive], silent))).toMatchObject({ exitCode: 65 });
    const folder = await mkdtemp(join(tmpdir(), 'zhian-backups-'));
    cleanUp.push(() => rm(folder, { recursive: true, force: true }));
    expect(await backup(source.config, [folder], silent)).toBe(0);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^zhian-\d{8}-\d{6}\.tar\.gz$/)]);
  });

  it('a file that the disk has lost is named, and the rest is kept', async () => {
    const target = await place();
    expect(await restore(target.config, [archive], silent)).toBe(0);
    const { rows } = await target.db.query<{ id: string }>(`SELECT id FROM stored_file ORDER BY id LIMIT 1`);
    const id = String(rows[0]?.id);
    await rm(join(target.config.DATA_DIR, 'files', id.slice(-2), id));
    let said = '';
    expect(
      await backup(target.config, [join(target.config.DATA_DIR, 'b')], {
        ...silent,
        err: (text) => void (said += text),
      }),
    ).toBe(1);
    expect(said).toContain(id);
  });
});
