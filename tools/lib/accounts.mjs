// Who things belong to. An ordinary user is simply himself. Root works on behalf of the owner of the folder, so that the
// same clone can be started by its owner afterwards; PostgreSQL refuses to be root and gets an ordinary user in any case.
import { spawnSync } from 'node:child_process';
import { existsSync, lchownSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from './messages.mjs';

/** Whether this process is root. */
export const isRoot = () => process.getuid?.() === 0;

function passwd() {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 6)
      .map(([name, , uid, gid, , home]) => ({ name, uid: Number(uid), gid: Number(gid), home }));
  } catch {
    return [];
  }
}

const named = (users, name) => users.find((user) => user.name === name);

const nearestExisting = (path) => (existsSync(path) ? path : nearestExisting(dirname(path)));

/** The ordinary owner {uid, gid, name, home} on whose behalf root works in a folder; null when there is none or we are not root. */
export function ownerOf(path) {
  if (!isRoot()) return null;
  const { uid, gid } = statSync(nearestExisting(path));
  if (uid === 0) return null;
  const known = passwd().find((user) => user.uid === uid);
  return { uid, gid, name: known?.name ?? null, home: known?.home ?? null };
}

/** Whether a user could run a program or, with `directory`, write into a folder: tried for real, as modes and mounts say only half. */
export function canRun(user, program, args = ['--version']) {
  return spawnSync(program, args, { ...ids(user), cwd: '/', stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** See `canRun`. */
export const canWrite = (user, directory) =>
  canRun(user, '/bin/sh', ['-c', 'cd "$0" && : > .zhian-probe && rm .zhian-probe', directory]);

/** The options of `spawn` that make a child run as the user; nothing for null. */
export const ids = (user) => (user ? { uid: user.uid, gid: user.gid } : {});

/** The ordinary user PostgreSQL runs as when we are root; null when we are not. */
export function postgresAccount(clusterDir, dataOwner) {
  if (!isRoot()) return null;
  const users = passwd();
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid, name: users.find((user) => user.uid === uid)?.name ?? String(uid) };
  }
  if (dataOwner?.name) return dataOwner;
  const known = named(users, 'postgres');
  if (known) return known;
  const attempts = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/var/lib/zhian',
        '--shell',
        '/bin/sh',
        'postgres',
      ],
    ],
    ['adduser', ['-S', '-D', '-H', '-h', '/var/lib/zhian', 'postgres']],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'ignore' });
    const created = named(passwd(), 'postgres');
    if (created) return created;
  }
  const nobody = named(users, 'nobody');
  if (nobody) return nobody;
  throw new UserError(
    '以 root 运行时数据库需要一个普通系统用户，但无法创建 postgres 用户；请先执行 useradd --system postgres。',
    'As root the database needs an ordinary system user and «postgres» could not be created; run useradd --system postgres first.',
  );
}

/** Gives what root made below a path to the folder's ordinary owner; nothing for null. */
export function handOver(path, owner, skip = () => false) {
  if (!owner) return;
  let stat;
  try {
    stat = lstatSync(path);
  } catch {
    return;
  }
  if (skip(path)) return;
  if (stat.uid === 0) lchownSync(path, owner.uid, owner.gid);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) handOver(join(path, name), owner, skip);
}
