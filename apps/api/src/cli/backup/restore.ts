import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Config } from '../../platform/config/config.js';
import { DiskStorage } from '../../platform/storage/storage.js';
import { withApplication } from '../application.js';
import { CommandError, EXIT, type Streams } from '../command.js';
import { verifyRecords } from '../verify-records.js';
import { DAMAGED, readArchive } from './archive.js';
import type { Manifest } from './manifest.js';
import { columnsOf, FILLED_BY_MIGRATIONS, quoted, readMigrations, readTables, type Table } from './tables.js';

/**
 * `restore FILE`: an archive of `backup` into an empty, migrated platform of the same version. The archive is read to its end
 * before anything is touched; the rows are one transaction; afterwards `verify-records` has the last word.
 */
export async function restore(config: Config, [path, ...more]: readonly string[], streams: Streams): Promise<number> {
  if (path === undefined || more.length > 0)
    throw new CommandError('用法：npm run cli -- restore 备份文件', EXIT.usage);
  const archive = resolve(path);
  if (!(await stat(archive).catch(() => null))?.isFile())
    throw new CommandError(`没有这个文件：${archive}`, EXIT.badInput);
  streams.err('核对备份……\n');
  const manifest = await readArchive(archive, async (_, content) => void content.resume());
  const client = new pg.Client({
    connectionString: config.DATABASE_URL,
    application_name: 'zhian-restore',
    options: '-c timezone=UTC -c lock_timeout=10s',
  });
  await client.connect();
  try {
    await requireFit(client, manifest);
    streams.err('写入数据库、文件和密钥……\n');
    await load(config, client, archive);
  } finally {
    await client.end();
  }
  streams.err('核验记录……\n');
  return withApplication(config, (app) => verifyRecords(app, streams));
}

async function requireFit(client: pg.Client, manifest: Manifest): Promise<void> {
  const migrations = await readMigrations(client);
  if (migrations.join() !== manifest.migrations.join())
    throw new CommandError('备份和这里的版本不同：请用做备份时的版本恢复，再升级。', EXIT.refused);
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('zhian', 'zhian-hot') AND pid <> pg_backend_pid()`,
  );
  if ((rows[0]?.n ?? 0) > 0) throw new CommandError('服务还在运行，请先停止它再恢复。', EXIT.refused);
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.system', 'on', true)`);
  for (const { name } of await readTables(client)) {
    if (FILLED_BY_MIGRATIONS.includes(name)) continue;
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount) throw new CommandError(`这里的数据库不是空的（${name} 里有数据），没有恢复。`, EXIT.refused);
  }
  await client.query('COMMIT');
}

async function load(config: Config, client: pg.Client, archive: string): Promise<void> {
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  const incoming = await mkdtemp(join(config.DATA_DIR, '.restore-'));
  const storage = new DiskStorage(join(config.DATA_DIR, 'files'));
  const undo: (() => Promise<void>)[] = [];
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.system', 'on', true)`);
    const tables = new Map((await readTables(client)).map((table) => [table.name, table]));
    await prepare(client, [...tables.values()]);
    await readArchive(archive, async (name, content, manifest) => {
      const [folder = '', item = ''] = name.split('/');
      if (folder === 'tables') await copyIn(client, tables.get(item), content, manifest);
      else if (folder === 'files') await storage.put(item, await buffer(content));
      else await keep(join(incoming, folder), item, await buffer(content));
    });
    await finish(client, [...tables.values()]);
    for (const folder of ['keys', 'record-heads']) undo.push(await swap(config.DATA_DIR, incoming, folder));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    for (const back of undo.toReversed()) await back();
    throw error;
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  await client.query('ANALYZE');
}

/** Triggers that keep published things as they are would refuse to have them put back; they are off within this transaction. */
async function prepare(client: pg.Client, tables: readonly Table[]): Promise<void> {
  for (const { name, forcesRowSecurity } of tables) {
    await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    if (forcesRowSecurity) await client.query(`ALTER TABLE ${quoted(name)} NO FORCE ROW LEVEL SECURITY`);
  }
  for (const name of FILLED_BY_MIGRATIONS.toReversed()) await client.query(`DELETE FROM ${quoted(name)}`);
}

async function finish(client: pg.Client, tables: readonly Table[]): Promise<void> {
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const { name, forcesRowSecurity } of tables) {
    await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    if (forcesRowSecurity) await client.query(`ALTER TABLE ${quoted(name)} FORCE ROW LEVEL SECURITY`);
  }
}

async function copyIn(
  client: pg.Client,
  table: Table | undefined,
  content: Readable,
  manifest: Manifest,
): Promise<void> {
  const listed = manifest.tables.find(({ name }) => name === table?.name);
  if (!table || !listed || listed.columns.join() !== table.columns.join())
    throw new CommandError(DAMAGED, EXIT.badInput);
  const rows = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnsOf(table)}) FROM STDIN`));
  await pipeline(content, rows);
  if (rows.rowCount !== listed.rows) throw new CommandError(DAMAGED, EXIT.badInput);
}

async function keep(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, basename(name)), bytes, { mode: 0o600, flush: true });
}

/** Puts the archive's folder where ours is. Ours stays beside it: keys are never thrown away. Returns how to undo it. */
async function swap(dataDir: string, incoming: string, folder: string): Promise<() => Promise<void>> {
  const place = join(dataDir, folder);
  const aside = join(dataDir, `${folder}.before-restore-${Date.now()}`);
  const had = await rename(place, aside).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  const brought = await rename(join(incoming, folder), place).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  return async () => {
    if (brought) await rm(place, { recursive: true, force: true });
    if (had) await rename(aside, place);
  };
}
