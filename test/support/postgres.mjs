// Throw-away PostgreSQL clusters for tests, made by the same code as the product's own. A watchdog ends and removes a cluster
// whose test run was killed, so that nothing is left behind and nothing has to be cleaned up by hand.
import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresAccount } from '../../tools/lib/accounts.mjs';
import { postgresPackage } from '../../tools/lib/install.mjs';
import { readTail } from '../../tools/lib/logs.mjs';
import { runnablePrograms } from '../../tools/lib/postgres/binaries.mjs';
import {
  clearLeftovers,
  freePort,
  initialise,
  killServer,
  newPassword,
  startServer,
  stateOf,
  stopServer,
} from '../../tools/lib/postgres/cluster.mjs';
import { ensureApplication } from '../../tools/lib/postgres/roles.mjs';

export { freePort };

const watchdogScript = join(dirname(fileURLToPath(import.meta.url)), '../../tools/lib/postgres/watchdog.mjs');

const appendLog = (path) => ({
  path,
  open() {
    const file = openSync(path, 'a', 0o600);
    return { file, size: statSync(path).size, close: () => closeSync(file) };
  },
  tail: (from) => readTail(path, from),
});

function watch(base) {
  const dog = spawn(process.execPath, [watchdogScript, base], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  dog.on('error', () => undefined);
  dog.stdin.on('error', () => undefined);
  dog.unref();
  dog.stdin.unref();
  return () => dog.kill('SIGKILL');
}

/**
 * A running cluster with the role and database `zhian`. As root it belongs to PostgreSQL's ordinary user.
 * Durable by default (fsync, synchronous_commit and full_page_writes on, as in the product); `settings` are added to the command line.
 */
export async function createCluster({ dir, settings = {}, durable = true } = {}) {
  const base = dir ?? mkdtempSync(join(tmpdir(), 'zhian-test-pg-'));
  const account = postgresAccount(base, null);
  mkdirSync(base, { recursive: true });
  if (account) chownSync(base, account.uid, account.gid);
  const data = join(base, 'data');
  const { bin } = runnablePrograms(postgresPackage(), account, join(tmpdir(), 'zhian-test-native'));
  const calledOff = watch(base);
  const password = newPassword();
  const port = await freePort();
  if (stateOf(data) !== 'absent') throw new Error(`${data} is not empty`);
  await initialise({ dir: data, bin, account, password });
  const options = {
    dir: data,
    bin,
    account,
    port,
    password,
    log: appendLog(join(base, 'postgres.log')),
    settings: {
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }),
      ...settings,
    },
  };
  let server = await startServer(options);
  const adminUrlOf = (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = adminUrlOf('postgres');
  const role = newPassword();
  await ensureApplication(adminUrl, { role: 'zhian', password: role, database: 'zhian' });
  return {
    dir: data,
    port,
    adminUrl,
    adminUrlOf,
    url: (database = 'zhian') => `postgresql://zhian:${role}@127.0.0.1:${port}/${database}`,
    logFile: options.log.path,
    get pid() {
      return server.pid;
    },
    async start() {
      if (server.isRunning()) return;
      await clearLeftovers(data);
      server = await startServer(options);
    },
    async kill9() {
      if (server.isRunning()) await killServer(server.pid);
      await server.exited;
    },
    async stop() {
      if (server.isRunning()) await stopServer(server.pid);
    },
    async remove() {
      if (server.isRunning()) await killServer(server.pid);
      calledOff();
      rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The one cluster of a Jest run, for its global set-up: without durability, because it is thrown away; `stop` removes it. */
export async function startTestPostgres() {
  const cluster = await createCluster({ durable: false });
  return { adminUrl: cluster.adminUrl, stop: () => cluster.remove() };
}
