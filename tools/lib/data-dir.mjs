// DATA_DIR: made when absent, closed to others, and one instance at a time.
import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, ownerOf } from './accounts.mjs';
import { readJson, writeAtomically } from './files.mjs';
import { tryLock } from './lock.mjs';
import { UserError, explain } from './messages.mjs';
import { endRecorded } from './process.mjs';

/** Makes DATA_DIR usable. @returns {{uid: number, gid: number} | null} the ordinary owner root works for */
export function openDataDir(dataDir) {
  const owner = ownerOf(dataDir);
  try {
    if (existsSync(dataDir)) {
      if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
      readdirSync(dataDir);
    } else {
      // PostgreSQL's user must be able to pass through when root owns it; the files inside are closed (600)
      mkdirSync(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
      if (owner) chownSync(dataDir, owner.uid, owner.gid);
    }
    mkdirSync(join(dataDir, 'run'), { recursive: true, mode: 0o700 });
    accessSync(join(dataDir, 'run'), constants.W_OK);
    if (owner) chownSync(join(dataDir, 'run'), owner.uid, owner.gid);
  } catch (error) {
    if (error.code === 'ENOTDIR' || error.code === 'EEXIST') {
      throw new UserError(`DATA_DIR（${dataDir}）不是一个目录。`, `DATA_DIR (${dataDir}) is not a folder.`);
    }
    throw explain(error, dataDir);
  }
  return owner;
}

const instanceFile = (dataDir) => join(dataDir, 'run', 'instance.json');
const childrenFile = (dataDir) => join(dataDir, 'run', 'children.json');

/** The living or dead instance noted in DATA_DIR: {pid, identity, role, address}. */
export const readInstance = (dataDir) => readJson(instanceFile(dataDir));

/** Tries to become the one instance of a DATA_DIR; see `tryLock`. */
export const claim = (dataDir, content) => tryLock(instanceFile(dataDir), content);

const tolerant = (write) => {
  try {
    write();
  } catch {
    // on a full disk the old note stays: better than to fall over
  }
};

/** Changes what the instance says about itself (that it serves, that it is about to end). */
export const announce = (dataDir, content) =>
  tolerant(() => writeAtomically(instanceFile(dataDir), JSON.stringify({ ...readInstance(dataDir), ...content })));

/** Notes the children, so that the next start finds them if we are killed. */
export const noteChildren = (dataDir, children) =>
  tolerant(() => writeAtomically(childrenFile(dataDir), JSON.stringify(children)));

/** Ends what a killed instance left behind: API and worker drain first as at any stop, an interrupted step ends with its whole group. */
export async function endOrphans(dataDir) {
  const { step, ...programs } = readJson(childrenFile(dataDir)) ?? {};
  await Promise.all([
    endRecorded(
      step,
      [
        ['SIGTERM', 3000],
        ['SIGKILL', 5000],
      ],
      true,
    ),
    ...Object.values(programs).map((child) =>
      endRecorded(child, [
        ['SIGTERM', 10_000],
        ['SIGKILL', 5000],
      ]),
    ),
  ]);
  rmSync(childrenFile(dataDir), { force: true });
}
