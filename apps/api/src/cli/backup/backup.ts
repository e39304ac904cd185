import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Config } from '../../platform/config/config.js';
import { DiskStorage, type Storage } from '../../platform/storage/storage.js';
import { CommandError, EXIT, type Streams } from '../command.js';
import { Sum, writeArchive, type Part } from './archive.js';
import { MANIFEST, type Manifest } from './manifest.js';
import { columnsOf, quoted, readMigrations, readTables, type Table } from './tables.js';

/**
 * `backup FILE|FOLDER`: one snapshot of the database, the files it knows, and the keys, in one archive. The embedded PostgreSQL
 * ships no pg_dump, so every table is copied out in one REPEATABLE READ transaction; the service may go on meanwhile.
 */
export async function backup(
  config: Config,
  [target, ...more]: readonly string[],
  { out, err }: Streams,
): Promise<number> {
  if (target === undefined || more.length > 0)
    throw new CommandError('用法：npm run cli -- backup 文件或目录', EXIT.usage);
  const path = await pathFor(target);
  const spool = await mkdtemp(join(dirname(path), '.zhian-backup-')).catch(() => {
    throw new CommandError(`写不进这个目录：${dirname(path)}`, EXIT.badInput);
  });
  try {
    const { manifest, parts } = await collect(config, spool, err);
    const text = Buffer.from(JSON.stringify(manifest));
    const first: Part = { name: MANIFEST, size: text.length, open: () => Readable.from([text]) };
    const unfinished = join(spool, 'archive');
    await writeArchive(unfinished, [first, ...parts]);
    await rename(unfinished, path);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    out(
      `${path}: ${manifest.tables.length} tables, ${rows} rows, ${manifest.files.length} files. 里面有密钥，请妥善保管。\n`,
    );
    for (const id of manifest.lost) err(`文件 ${id} 不见了或被改过，没有备份。\n`);
    return manifest.lost.length === 0 ? 0 : 1;
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}

async function pathFor(target: string): Promise<string> {
  const path = resolve(target);
  const known = await stat(path).catch(() => null);
  if (known && !known.isDirectory()) throw new CommandError(`已经有这个文件，没有覆盖：${path}`, EXIT.badInput);
  if (!known) return path;
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return join(path, `zhian-${time}.tar.gz`);
}

async function collect(
  config: Config,
  spool: string,
  err: (text: string) => void,
): Promise<{ manifest: Manifest; parts: Part[] }> {
  const client = new pg.Client({
    connectionString: config.DATABASE_URL,
    application_name: 'zhian-backup',
    options: '-c timezone=UTC',
  });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SELECT set_config('app.system', 'on', true)`);
    const tables: Manifest['tables'] = [];
    const tableParts: Part[] = [];
    for (const table of await readTables(client)) {
      const copied = await copyOut(client, table, join(spool, table.name));
      tables.push(copied);
      tableParts.push({
        name: `tables/${table.name}`,
        size: copied.size,
        open: () => createReadStream(join(spool, table.name)),
      });
      err(`${table.name}: ${copied.rows}\n`);
    }
    const { rows } = await client.query<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM stored_file ORDER BY id`,
    );
    const migrations = await readMigrations(client);
    await client.query('COMMIT');
    const keys = await smallFiles(join(config.DATA_DIR, 'keys'), 'keys', /\.(json|pem)$/);
    const heads = await smallFiles(join(config.DATA_DIR, 'record-heads'), 'record-heads', /^\d{4}-\d{2}-\d{2}\.json$/);
    const stored = await storedFiles(new DiskStorage(join(config.DATA_DIR, 'files')), rows);
    const manifest: Manifest = {
      product: 'zhian',
      format: 1,
      createdAt: new Date().toISOString(),
      migrations,
      tables,
      files: stored.files,
      lost: stored.lost,
      keys: keys.listed,
      recordHeads: heads.listed,
    };
    return { manifest, parts: [...keys.parts, ...heads.parts, ...tableParts, ...stored.parts] };
  } finally {
    await client.end();
  }
}

async function copyOut(client: pg.Client, table: Table, path: string): Promise<Manifest['tables'][number]> {
  const rows = client.query(copyTo(`COPY (SELECT ${columnsOf(table)} FROM ${quoted(table.name)}) TO STDOUT`));
  const sum = new Sum();
  await pipeline(rows, sum, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { name: table.name, columns: [...table.columns], rows: rows.rowCount, ...sum.result() };
}

async function smallFiles(
  folder: string,
  prefix: string,
  wanted: RegExp,
): Promise<{ listed: { name: string; size: number; sha256: string }[]; parts: Part[] }> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => wanted.test(name)).sort();
  const contents = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  return {
    listed: contents.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) })),
    parts: contents.map(({ name, bytes }) => ({
      name: `${prefix}/${name}`,
      size: bytes.length,
      open: () => Readable.from([bytes]),
    })),
  };
}

/** The rows of the snapshot say which files belong to it: their bytes were durable before the row, and never change. */
async function storedFiles(
  storage: Storage,
  rows: readonly { id: string; sha256: string }[],
): Promise<{ files: Manifest['files']; lost: string[]; parts: Part[] }> {
  const files: Manifest['files'] = [];
  const lost: string[] = [];
  const parts: Part[] = [];
  for (const row of rows) {
    const bytes = await storage.get(row.id).catch(() => null);
    if (!bytes || sha256(bytes) !== row.sha256) {
      lost.push(row.id);
      continue;
    }
    files.push({ id: row.id, size: bytes.length, sha256: row.sha256 });
    parts.push({
      name: `files/${row.id}`,
      size: bytes.length,
      open: async () => Readable.from([await storage.get(row.id)]),
    });
  }
  return { files, lost, parts };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
