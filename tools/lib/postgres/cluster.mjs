// One PostgreSQL cluster: create, start, stop, kill. Knows nothing of the product; the tests use it as the product does.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ids } from '../accounts.mjs';
import { UserError, diskFull } from '../messages.mjs';
import { capture, endRecorded, identityOf, isAlive, record, signalTo } from '../process.mjs';
import { explainPostgres } from './failure.mjs';

/** A new password: 192 random bits, safe inside a connection address. */
export const newPassword = () => randomBytes(24).toString('base64url');

/** Whether a TCP port can be listened on. */
export const portIsFree = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** A free port below the range the system hands out to outgoing connections, so that it stays free while we are down. */
export async function freePort() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await portIsFree(port)) return port;
  }
  throw new UserError('找不到空闲的本地端口供数据库使用。', 'No free local port was found for the database.');
}

/** Connects with `pg` and hands the client to `work`; always disconnects. */
export async function withClient(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

// The caller's PG* variables and locale must not reach the server.
const environment = () => ({ PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' });

const NORMAL = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

function settingsOf(port, more) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_connections: '',
    logging_collector: 'off',
    log_destination: 'stderr',
    ...NORMAL,
    ...more,
  };
  try {
    const shm = statfsSync('/dev/shm'); // containers have 64 MB there, too little for parallel queries
    if (shm.blocks * shm.bsize < 256 * 1024 * 1024) settings.dynamic_shared_memory_type = 'mmap';
  } catch {
    // no /dev/shm: the system's own default is right
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Creates the files of a cluster: UTF-8, sorted by code point on every machine. The character type is the C library's UTF-8
 * where there is one, because pg_trgm finds no Chinese letters in a plain C locale.
 */
export async function initialise({ dir, bin, account, password, onLog = () => undefined }) {
  const fresh = `${dir}.new`;
  rmSync(fresh, { recursive: true, force: true }); // what an interrupted attempt left
  mkdirSync(dirname(dir), { recursive: true, mode: 0o711 });
  mkdirSync(fresh, { mode: 0o700 });
  if (account) chownSync(fresh, account.uid, account.gid);
  const passwordFile = `${dir}.pw`;
  rmSync(passwordFile, { force: true });
  let result;
  try {
    for (const type of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
      writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
      if (account) chownSync(passwordFile, account.uid, account.gid);
      const args = [
        `--pgdata=${fresh}`,
        '--encoding=UTF8',
        '--locale=C',
        `--lc-ctype=${type}`,
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--no-instructions',
      ];
      result = await capture(join(bin, 'initdb'), args, {
        ...ids(account),
        cwd: '/',
        env: environment(),
        onData: onLog,
      });
      if (result.code === 0 || !/invalid locale name|encoding mismatch/.test(result.output)) break;
    }
    if (result.signal)
      throw new UserError('数据库初始化被中断。', 'Creating the database was interrupted.', { exitCode: 130 });
    if (result.code !== 0) throw explainPostgres(result.output, dir);
    if (existsSync(dir)) rmSync(dir, { recursive: true }); // only ever an empty directory, see `stateOf`
    renameSync(fresh, dir);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What is at the place of a cluster: 'absent' (also an empty folder), 'cluster' or 'unusable'. */
export function stateOf(dir) {
  if (!existsSync(dir)) return 'absent';
  if (!lstatSync(dir).isDirectory() && !lstatSync(dir).isSymbolicLink()) return 'unusable';
  if (existsSync(join(dir, 'PG_VERSION')) && existsSync(join(dir, 'global', 'pg_control'))) return 'cluster';
  return readdirSync(dir).length === 0 ? 'absent' : 'unusable';
}

/** The postmaster that postmaster.pid of a directory really stands for, or null: a number may long belong to somebody else. */
export function livingPostmaster(dir) {
  let pid;
  try {
    pid = Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
  if (!(pid > 1) || identityOf(pid) === null) return null;
  try {
    // a postmaster's working directory is its data directory
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dir) &&
      /\/postgres(?: \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
      ? record(pid)
      : null;
  } catch {
    return process.platform === 'linux' ? null : record(pid);
  }
}

/** Makes a directory free of leftovers of a killed supervisor: stops an orphaned postmaster, removes a stale pid file. */
export async function clearLeftovers(dir) {
  const orphan = livingPostmaster(dir);
  if (orphan)
    await endRecorded(orphan, [
      ['SIGINT', 30_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5000],
    ]);
  if (livingPostmaster(dir) === null) rmSync(join(dir, 'postmaster.pid'), { force: true });
  return orphan !== null;
}

/** Sets a role's password without a server, for when the file with the passwords was lost. */
export async function resetPassword({ dir, bin, account, password, role = 'postgres' }) {
  const child = spawn(join(bin, 'postgres'), ['--single', '-j', '-D', dir, 'template1'], {
    ...ids(account),
    cwd: '/',
    env: environment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(`ALTER ROLE ${role} PASSWORD '${password}';\n\n`);
  await new Promise((resolve) => child.on('close', resolve));
}

/**
 * Starts the server of an initialised directory and waits until it takes connections (crash recovery included).
 * @param {{dir: string, bin: string, account: object | null, port: number, password: string, settings?: object,
 *   log: {open(): {file: number, size: number, close(): void}, tail(from: number): string, path?: string}, onSlow?: () => void}} options
 * @returns {Promise<{pid: number, exited: Promise<{code: number | null, signal: string | null}>, isRunning(): boolean, output(): string}>}
 */
export async function startServer({ dir, bin, account, port, password, settings = {}, log, onSlow }) {
  chmodSync(dir, 0o700);
  const adminUrl = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const began = Date.now();
  let told = false;
  for (let attempt = 0; ; attempt += 1) {
    const out = log.open();
    const child = spawn(join(bin, 'postgres'), ['-D', dir, ...settingsOf(port, settings)], {
      ...ids(account),
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: ['ignore', out.file, out.file],
    });
    out.close();
    const end = { result: null };
    const exited = new Promise((resolve) => {
      child.once('error', (error) => resolve((end.result ??= { code: 1, signal: null, error })));
      child.once('exit', (code, signal) => resolve((end.result ??= { code, signal })));
    });
    const server = { pid: child.pid, exited, isRunning: () => end.result === null, output: () => log.tail(out.size) };
    while (end.result === null) {
      try {
        await withClient(adminUrl, (client) => client.query('SELECT 1'));
        return server;
      } catch (error) {
        // 57P03: starting up or recovering. A wrong password means that the server is there.
        if (error.code === '28P01') return { ...server, passwordRefused: true };
      }
      if (!told && Date.now() - began > 5000) {
        told = true;
        onSlow?.();
      }
      await Promise.race([sleep(40), exited]);
    }
    const output = server.output() + (end.result.error?.message ?? '');
    // Backends of a killed postmaster need a moment to notice; until then their shared memory and port are taken.
    const passing =
      /pre-existing shared memory block|could not bind IPv4|lock file "postmaster.pid" already exists/.test(output);
    if (!passing || attempt >= 40) {
      const space = statfsSync(dir);
      if (space.bavail * space.bsize < 1024 * 1024) throw diskFull(dir, log.path);
      throw explainPostgres(output, dir, log.path);
    }
    await sleep(250);
  }
}

/** Fast shutdown: open transactions are rolled back, a checkpoint is written. Falls back to an immediate stop. */
export async function stopServer(pid) {
  await endRecorded(record(pid), [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ]);
}

/** kill -9 of the postmaster; its backends end by themselves as soon as they notice. */
export async function killServer(pid) {
  const noted = record(pid);
  signalTo(pid, 'SIGKILL');
  while (isAlive(noted)) await sleep(20);
}
