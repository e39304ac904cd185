// The product's own cluster in DATA_DIR/postgres: where it lives, its passwords and port, and bringing it up from any state.
import { createHash, randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import { canWrite, handOver, postgresAccount } from '../accounts.mjs';
import { readJson, writeAtomically } from '../files.mjs';
import { postgresPackage } from '../install.mjs';
import { UserError, both, diskFull } from '../messages.mjs';
import { runnablePrograms } from './binaries.mjs';
import {
  clearLeftovers,
  freePort,
  initialise,
  newPassword,
  portIsFree,
  resetPassword,
  startServer,
  stateOf,
  stopServer,
} from './cluster.mjs';
import { ensureApplication } from './roles.mjs';

/** Major version of the data files the programs of the package work with. */
const majorOf = (native) => readJson(join(native, '..', 'package.json')).version.split('.')[0];

/** Bytes a new cluster needs at the very least (files, first WAL segments, migrations, demo). */
const SPACE_FOR_NEW = 128 * 1024 * 1024;

const stateFile = (dataDir) => join(dataDir, 'postgres.json');

/** Passwords, port and place of the cluster as written at its first start; null before. */
export const readState = (dataDir) => readJson(stateFile(dataDir));

const saveState = (dataDir, state, owner) => {
  writeAtomically(stateFile(dataDir), `${JSON.stringify(state, null, 2)}\n`);
  handOver(stateFile(dataDir), owner);
  return state;
};

/** Address of the product's database as the application's role. */
export const applicationUrl = (state) => `postgresql://zhian:${state.password}@127.0.0.1:${state.port}/zhian`;
const adminUrl = (state) => `postgresql://postgres:${state.superuserPassword}@127.0.0.1:${state.port}/postgres`;

/** A folder outside DATA_DIR for when PostgreSQL's user cannot reach it (a clone under /root). */
const elsewhere = (dataDir) =>
  join('/var/lib/zhian', createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16));

/** Chooses the directory of a new cluster, and tries it with the user that will own it. */
function choosePlace(dataDir, dataOwner, say) {
  const inside = join(dataDir, 'postgres');
  const account = postgresAccount(inside, dataOwner);
  if (!account) return { dir: inside, account };
  const made = !existsSync(inside);
  if (made) mkdirSync(inside, { mode: 0o700 });
  chownSync(inside, account.uid, account.gid);
  if (canWrite(account, inside)) return { dir: inside, account };
  if (made) rmdirSync(inside);
  const outside = elsewhere(dataDir);
  mkdirSync('/var/lib/zhian', { recursive: true, mode: 0o755 });
  if (existsSync(join(outside, 'postgres'))) {
    renameSync(outside, `${outside}.${Date.now()}`); // of a DATA_DIR that was deleted; its passwords are gone, its data is not ours to delete
  }
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  say(
    both(
      `用户 ${account.name} 进不了 ${dataDir}，数据库放在 ${outside}。`,
      `User ${account.name} cannot enter ${dataDir}; the database is kept in ${outside}.`,
    ),
  );
  return { dir: join(outside, 'postgres'), account };
}

function checkSpace(dataDir) {
  const space = statfsSync(dataDir);
  if (space.bavail * space.bsize < SPACE_FOR_NEW) throw diskFull(dataDir);
}

function refuseUnusable(dir, native) {
  const state = stateOf(dir);
  if (state === 'unusable') {
    throw new UserError(
      `数据库目录 ${dir} 不完整或不是数据库；请从备份恢复，或移开它后重新运行。`,
      `${dir} is incomplete or no database; restore it from a backup, or move it away and run again.`,
    );
  }
  if (state === 'cluster') {
    const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
    if (version !== majorOf(native)) {
      throw new UserError(
        `数据库目录 ${dir} 属于 PostgreSQL ${version}，本程序自带的是 ${majorOf(native)}；请用当时的版本备份后再恢复到新版本。`,
        `${dir} belongs to PostgreSQL ${version}, this program brings ${majorOf(native)}; back it up with the old version and restore it here.`,
      );
    }
  }
  return state;
}

/** Place, account and secrets of the cluster; creates its files when there are none yet. */
async function prepare({ dataDir, dataOwner, say, log }) {
  const native = postgresPackage();
  let state = readState(dataDir);
  const known = state?.dir ?? join(dataDir, 'postgres');
  const found = refuseUnusable(known, native);
  if (state?.initialised && found === 'absent') {
    throw new UserError(
      `数据库目录 ${known} 不见了；请从备份恢复，或删除 ${stateFile(dataDir)} 以空数据库重新开始。`,
      `${known} has disappeared; restore it from a backup, or delete ${stateFile(dataDir)} to begin with an empty database.`,
    );
  }
  const place =
    found === 'cluster'
      ? { dir: known, account: postgresAccount(known, dataOwner) }
      : choosePlace(dataDir, dataOwner, say);
  const { bin, copied } = runnablePrograms(native, place.account, elsewhere(dataDir));
  if (copied && place.dir.startsWith(dataDir)) {
    say(
      both(`数据库程序复制到 ${elsewhere(dataDir)}。`, `The database programs were copied to ${elsewhere(dataDir)}.`),
    );
  }
  const lostSecrets = found === 'cluster' && !state?.superuserPassword;
  state = {
    id: randomUUID(),
    superuserPassword: newPassword(),
    password: newPassword(),
    port: await freePort(),
    ...state,
    ...(place.dir === join(dataDir, 'postgres') ? {} : { dir: place.dir }),
  };
  if (found === 'absent') {
    checkSpace(dataDir);
    saveState(dataDir, state, dataOwner); // before the cluster, so that it never exists without its password
    await initialise({ ...place, bin, password: state.superuserPassword, onLog: (text) => log.append(text) });
  }
  await clearLeftovers(place.dir);
  if (lostSecrets) await resetPassword({ ...place, bin, password: state.superuserPassword });
  if (!(await portIsFree(state.port))) state.port = await freePort();
  return { ...place, bin, state: saveState(dataDir, { ...state, initialised: true }, dataOwner) };
}

/**
 * Brings the product's database up: creates it at the first start, recovers it after kill -9, repairs role and database.
 * @param {{dataDir: string, dataOwner: object | null, logs: object, say: (line: string) => void}} options
 * @returns {Promise<{url: string, pid: number, exited: Promise<unknown>, restart(): Promise<void>, stop(): Promise<void>}>}
 */
export async function startEmbedded({ dataDir, dataOwner, logs, say }) {
  const log = {
    open: () => logs.open('postgres'),
    tail: (from) => logs.tail('postgres', from),
    append: (text) => logs.append('postgres', text),
    path: logs.pathOf('postgres'),
  };
  const { dir, account, bin, state } = await prepare({ dataDir, dataOwner, say, log });
  const onSlow = () => say(both('数据库正在恢复，请稍候……', 'The database is recovering; please wait …'));
  const options = { dir, bin, account, port: state.port, password: state.superuserPassword, log, onSlow };
  let server = await startServer(options);
  if (server.passwordRefused) {
    await stopServer(server.pid); // the file with the passwords is older or newer than the cluster
    await resetPassword({ dir, bin, account, password: state.superuserPassword });
    server = await startServer(options);
  }
  await ensureApplication(adminUrl(state), { role: 'zhian', password: state.password, database: 'zhian' });
  return {
    url: applicationUrl(state),
    get pid() {
      return server.pid;
    },
    get exited() {
      return server.exited;
    },
    async restart() {
      await clearLeftovers(dir);
      server = await startServer(options);
    },
    async stop() {
      if (server.isRunning()) await stopServer(server.pid);
    },
  };
}
