// Log files of the children: appended to directly by them, so that they keep logging whatever happens to the supervisor.
import {
  chownSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  appendFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Largest size of one log file in bytes; when reached it moves to `.1` and starts empty. */
export const LOG_CAP = 10 * 1024 * 1024;

/** Log files below one directory. @param {{uid: number, gid: number} | null} owner who the files belong to when root creates them */
export function createLogs(directory, owner = null) {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const known = new Set();
  const pathOf = (name) => join(directory, `${name}.log`);
  const cap = () => {
    for (const name of known) {
      try {
        if (statSync(pathOf(name)).size < LOG_CAP) continue;
        copyFileSync(pathOf(name), `${pathOf(name)}.1`);
        truncateSync(pathOf(name), 0); // the writers hold it open for appending, so they go on at the new end
      } catch {
        // a log that cannot be turned over must not stop the product
      }
    }
  };
  const timer = setInterval(cap, 10_000);
  timer.unref();
  return {
    pathOf,
    /** A descriptor to hand to a child as its stdout and stderr; close it after spawning. */
    open(name) {
      known.add(name);
      const file = openSync(pathOf(name), 'a', 0o600);
      if (owner) chownSync(pathOf(name), owner.uid, owner.gid);
      return { file, close: () => closeSync(file), size: statSync(pathOf(name)).size };
    },
    /** Adds text; a full disk is no error here, the caller reports it from what it does itself. */
    append(name, text) {
      known.add(name);
      try {
        appendFileSync(pathOf(name), text, { mode: 0o600 });
        if (owner) chownSync(pathOf(name), owner.uid, owner.gid);
      } catch {
        // see above
      }
    },
    tail: (name, from = 0) => readTail(pathOf(name), from),
    close: () => clearInterval(timer),
  };
}

/** The end of a file (at most 16 kB) from byte `from` on; empty when it cannot be read. */
export function readTail(path, from = 0) {
  try {
    const size = statSync(path).size;
    const start = Math.max(size < from ? 0 : from, size - 16_384);
    const buffer = Buffer.alloc(size - start);
    const file = openSync(path, 'r');
    try {
      readSync(file, buffer, 0, buffer.length, start);
    } finally {
      closeSync(file);
    }
    return buffer.toString('utf8');
  } catch {
    return '';
  }
}
