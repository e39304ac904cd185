// A lock file that names its holder, so that a lock left by a killed process is recognised and taken over.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveToFolderOwner, readJson } from './files.mjs';
import { isAlive, record } from './process.mjs';

/**
 * Tries once to take the lock.
 * @returns {{held: true, release(): void, stale: object | null} | {held: false, holder: object}} `stale` is what a dead holder left
 */
export function tryLock(path, content = {}) {
  mkdirSync(dirname(path), { recursive: true });
  let stale = null;
  for (;;) {
    const fresh = `${path}.${randomBytes(4).toString('hex')}`;
    writeFileSync(fresh, JSON.stringify({ ...content, ...record(process.pid) }), { mode: 0o600 });
    giveToFolderOwner(fresh);
    try {
      linkSync(fresh, path); // fails when the lock exists: unlike «open wx» nobody ever sees it half written
      return { held: true, stale, release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = readJson(path);
      if (isAlive(holder)) return { held: false, holder };
      stale = holder ?? {};
      rmSync(path, { force: true });
    } finally {
      rmSync(fresh, { force: true });
    }
  }
}

/** Takes the lock, waiting for a living holder; `onWait` is called once when there is one. */
export async function lock(path, { content, onWait } = {}) {
  for (let told = false; ; told = true) {
    const attempt = tryLock(path, content);
    if (attempt.held) return attempt;
    if (!told) onWait?.(attempt.holder);
    await sleep(300);
  }
}
