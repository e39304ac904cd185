// Small file helpers: atomic writes, reading JSON, content hashes, walking a tree.
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  fchmodSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The parsed content of a JSON file, or null when it is absent or damaged. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** A file root makes in an ordinary user's folder becomes that user's, at once, so that he can go on even after kill -9. */
export function giveToFolderOwner(path) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) chownSync(path, uid, gid);
}

/** Replaces a file in one step, so that a crash leaves the old or the new content, never half of it. */
export function writeAtomically(path, text, mode = 0o600) {
  const fresh = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const file = openSync(fresh, 'wx', mode);
  try {
    fchmodSync(file, mode);
    writeSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  giveToFolderOwner(fresh);
  renameSync(fresh, path);
}

/** Every file below a directory, sorted, skipping directories whose name is in `skip`; an absent directory has none. */
export function filesBelow(directory, skip = new Set()) {
  let found;
  try {
    found = readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
  return found
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return skip.has(entry.name) ? [] : filesBelow(path, skip);
      return entry.isFile() ? [path] : [];
    });
}

/** SHA-256 over names and contents; a file that is not there counts as absent. */
export function hashFiles(base, paths, ...more) {
  const hash = createHash('sha256');
  for (const text of more) hash.update(`${text}\0`);
  for (const path of paths) {
    hash.update(`${relative(base, path)}\0`);
    try {
      hash.update(readFileSync(path));
    } catch {
      hash.update('absent');
    }
    hash.update('\0');
  }
  return hash.digest('hex');
}
